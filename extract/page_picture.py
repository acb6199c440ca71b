"""Pictures of parts of pages, with the places of cells on them in pixels.

A page is drawn the way its reader held it, so that its text is upright; nothing is painted over it
here: who shows a picture draws the outlines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import pypdfium2 as pdfium

from extract.model import Box
from extract.page_frame import Frame, frame_of, text_in

Known = Sequence[tuple[Box, str]]
"""Boxes of a page with their texts, which show how a reader held it; see `frame_of`."""
_LARGEST = 4000
"""Pixels of the longer side at most: pages of posters are drawn smaller."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Points shown around a cell to the sides and above and below; None: as far as the page goes."""

    across: float | None
    along: float | None


@dataclass(frozen=True, slots=True)
class PartOfPage:
    """A drawn part of a page: a Pillow image, the part, and the outlines of cells in its pixels.

    `part` is in points of what a viewer draws, lower left corner at 0, in the position of the picture;
    `outlines` have y downward. `page_size` is that of the whole page in the same position.
    """

    image: Any
    part: Box
    outlines: tuple[Box, ...]
    page_size: tuple[float, float]
    scale: float


def picture_of(
    pdf: pdfium.PdfDocument,
    number: int,
    boxes: Sequence[Box],
    reader: str,
    margins: Margins,
    scale: float,
    known: Known = (),
) -> PartOfPage:
    """The part of page `number` (from 1) around `boxes`, which are as `reader` gave them.

    Raises PdfiumError if there is no such page, or it cannot be drawn.
    """
    page = _page(pdf, number)
    try:
        frame = frame_of(page, reader, known)
        places = [frame.drawn(box) for box in boxes]
        part = _part(places, frame.size, margins)
        longest = max(part.x1 - part.x0, part.y1 - part.y0)
        scale = min(scale, _LARGEST / longest)
        page.set_rotation(frame.turn)
        return _drawn(page, frame, part, places, scale)
    finally:
        page.close()


def text_within(
    pdf: pdfium.PdfDocument, number: int, box: Box, reader: str, known: Known = ()
) -> str:
    """What the text layer says within a box, lines joined by a line end; empty on scans."""
    page = _page(pdf, number)
    try:
        frame = frame_of(page, reader, known)
        textpage = page.get_textpage()
        try:
            return text_in(textpage, frame, box)
        finally:
            textpage.close()
    finally:
        page.close()


def _page(pdf: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    if not 1 <= number <= len(pdf):
        raise pdfium.PdfiumError(f"there is no page {number}; the file has {len(pdf)}")
    return pdf[number - 1]


def _part(places: Sequence[Box], size: tuple[float, float], margins: Margins) -> Box:
    """The part of the page to show; at least a little of it where a box lies off the page."""
    width, height = size
    left, right = min(box.x0 for box in places), max(box.x1 for box in places)
    bottom, top = min(box.y0 for box in places), max(box.y1 for box in places)
    x0, x1 = _span(left, right, width, margins.across)
    y0, y1 = _span(bottom, top, height, margins.along)
    return Box(x0, y0, x1, y1)


def _span(low: float, high: float, most: float, margin: float | None) -> tuple[float, float]:
    if margin is None:
        return 0.0, most
    low, high = max(0.0, low - margin), min(most, high + margin)
    return (low, high) if high - low >= 1 else (0.0, most)


def _drawn(
    page: pdfium.PdfPage, frame: Frame, part: Box, places: Sequence[Box], scale: float
) -> PartOfPage:
    width, height = frame.size
    cut = (part.x0, part.y0, width - part.x1, height - part.y1)
    image = page.render(scale=scale, crop=tuple(max(0.0, side) for side in cut)).to_pil()
    across, down = ceil(width * scale) / width, ceil(height * scale) / height
    left, top = (ceil(max(0.0, side) * scale) for side in (cut[0], cut[3]))
    outlines = tuple(
        Box(
            round(box.x0 * across - left, 1),
            round((height - box.y1) * down - top, 1),
            round(box.x1 * across - left, 1),
            round((height - box.y0) * down - top, 1),
        )
        for box in places
    )
    return PartOfPage(image, part, outlines, frame.size, scale)
