"""Pictures on the pages of a PDF that may hold a table or text, rendered in their own resolution.

Pages are taken as they are displayed (their /Rotate applied), pictures cut in strips as one, so that
every way of storing a scan ends as the same pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.hidden_text import all_hidden
from extract.model import Box

NARROWEST, LOWEST = 100.0, 10.0
"""Points: narrower pictures are logos, signatures, QR codes; one row of a table is as low as a line."""
FINEST, COARSEST = 300 / 72, 150 / 72
"""Pixels per point read at most (more cost time and help nothing) and at least (enlarged)."""
MOST_PIXELS = 30_000_000
"""Pixels of one picture; A4 at 300 dpi has nine million."""
TOUCHING = 3.0
"""Points between strips of one scan."""
DARK, FEW_TONES = 40, 0.3
"""Levels from black (and from white) that count as such, and the share of others there may be."""
MOST_LETTERS = 20
"""Characters of a visible text layer that make a picture below them a background."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """Pixels (rows, columns, RGB) of a part of a page, and that part in points of the page.

    `two_tones`: stored as black and white, which breaks hairlines: 4 comes to look like 1.
    """

    page: int
    pixels: Any
    box: Box
    two_tones: bool = False

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return float(self.pixels.shape[1]) / (self.box.x1 - self.box.x0)


def pictures_of(pdf: pdfium.PdfDocument, index: int) -> Iterator[PagePicture]:
    """The large pictures of a page from top to bottom; none that lie below printed text."""
    page = pdf[index]
    try:
        turn = page.get_rotation()
        page.set_rotation(0)
        left, bottom, right, top = page.get_mediabox()
        width, height = right - left, top - bottom
        two_tones = False
        placed = []
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
            box, scale = _placed(item)
            placed.append((_displayed(box, (left, bottom, width, height), turn), scale))
            two_tones = two_tones or item.get_metadata().bits_per_pixel == 1
        page.set_rotation(turn)
        letters = [] if all_hidden(page) else _letters(page)
        for box, scale in sorted(_joined(placed), key=lambda one: -one[0].y1):
            if box.x1 - box.x0 < NARROWEST or box.y1 - box.y0 < LOWEST:
                continue
            if sum(1 for x, y in letters if _within(box, x, y)) > MOST_LETTERS:
                continue
            pixels = _rendered(page, box, scale)
            yield PagePicture(index + 1, pixels, box, two_tones or _has_two_tones(pixels))
    finally:
        page.close()


def page_size(pdf: pdfium.PdfDocument, index: int) -> tuple[float, float]:
    """Width and height of a page as displayed, in points."""
    width, height = pdf.get_page_size(index)
    return float(width), float(height)


def _placed(item: pdfium.PdfImage) -> tuple[Box, float]:
    """Where a picture stands on the unturned page, and its pixels per point."""
    left, bottom, right, top = item.get_bounds()
    across, _ = item.get_px_size()
    a, b = item.get_matrix().get()[:2]
    return Box(left, bottom, right, top), across / max(1.0, float(np.hypot(a, b)))


def _displayed(box: Box, media: tuple[float, float, float, float], turn: int) -> Box:
    """The box on the page as displayed, turned clockwise by `turn` degrees."""
    left, bottom, width, height = media
    x0, y0, x1, y1 = box.x0 - left, box.y0 - bottom, box.x1 - left, box.y1 - bottom
    if turn == 90:
        return Box(y0, width - x1, y1, width - x0)
    if turn == 180:
        return Box(width - x1, height - y1, width - x0, height - y0)
    if turn == 270:
        return Box(height - y1, x0, height - y0, x1)
    return Box(x0, y0, x1, y1)


def _joined(placed: Sequence[tuple[Box, float]]) -> list[tuple[Box, float]]:
    """Pictures that touch as one, in the finest resolution among them."""
    groups: list[tuple[Box, float]] = []
    for box, scale in placed:
        apart = []
        for other, fine in groups:
            if _touch(box, other):
                box, scale = _around(box, other), max(scale, fine)
            else:
                apart.append((other, fine))
        groups = [*apart, (box, scale)]
    return groups


def _touch(one: Box, two: Box) -> bool:
    across = one.x0 <= two.x1 + TOUCHING and two.x0 <= one.x1 + TOUCHING
    return across and one.y0 <= two.y1 + TOUCHING and two.y0 <= one.y1 + TOUCHING


def _around(one: Box, two: Box) -> Box:
    return Box(min(one.x0, two.x0), min(one.y0, two.y0), max(one.x1, two.x1), max(one.y1, two.y1))


def _letters(page: pdfium.PdfPage) -> list[tuple[float, float]]:
    """Places of the characters of the text layer on the displayed page."""
    textpage = page.get_textpage()
    try:
        return [_place(textpage.get_charbox(index)) for index in range(textpage.count_chars())]
    finally:
        textpage.close()


def _place(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _within(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _has_two_tones(pixels: Any) -> bool:
    """Whether next to nothing lies between black and white; edges in a grey scan are grey."""
    light = pixels[:, :, 0]
    dark = np.count_nonzero(light < DARK)
    between = np.count_nonzero((light >= DARK) & (light <= 255 - DARK))
    return bool(between < FEW_TONES * dark)


def _rendered(page: pdfium.PdfPage, box: Box, scale: float) -> Any:
    """Pixels of a part of the displayed page."""
    width, height = page.get_size()
    scale = min(max(scale, COARSEST), FINEST)
    most = MOST_PIXELS / max(1.0, (box.x1 - box.x0) * (box.y1 - box.y0))
    scale = min(scale, float(most**0.5))
    margins = (box.x0, box.y0, width - box.x1, height - box.y1)
    bitmap = page.render(scale=scale, crop=tuple(max(0.0, margin) for margin in margins))
    return np.ascontiguousarray(np.asarray(bitmap.to_pil().convert("RGB")))
