"""Boxes of cells on pictures of pages: turned pages, pages that begin elsewhere, pages cut by a CropBox."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest

from examples.draw import PdfStyle, balanced, draw_pdf
from extract.discover import discover
from extract.model import Box, Document, RawCell
from extract.page_frame import Frame
from extract.page_picture import Margins, PartOfPage, picture_of, text_within
from extract.reading import read_document
from tests.fuzz.pdf_objects import parse

PAGE = b"/MediaBox [ 0 0 595 842 ]"
TURNS: dict[str, dict[str, Any]] = {
    "upright": {},
    "sideways": {"rotate": 90},
    "upside-down": {"rotate": 180},
    "other-side": {"rotate": 270},
    "landscape": {"landscape": "page"},
    "turned-table": {"landscape": "turned"},
}


def read(content: bytes, rung: str, folder: Path) -> tuple[list[RawCell], str, pdfium.PdfDocument]:
    """The figures a rung sees, its name as a reader, and the open file."""
    path = folder / "report.pdf"
    path.write_bytes(content)
    (found,) = discover([path])
    document = read_document(path, found.source, rung)
    assert isinstance(document, Document)
    cells = [cell for table in document.tables for cell in table.cells]
    figures = [cell for cell in cells if cell.text.isdigit()]
    assert len(figures) > 100
    return figures, document.tables[0].reader, pdfium.PdfDocument(path)


def assert_all_found(figures: list[RawCell], reader: str, pdf: pdfium.PdfDocument) -> None:
    for cell in figures:
        assert cell.box is not None and cell.page is not None
        known = [(c.box, c.text) for c in figures if c.page == cell.page and c.box]
        assert text_within(pdf, cell.page, cell.box, reader, known) == cell.text, cell


@pytest.mark.parametrize("changed", TURNS.values(), ids=TURNS)
@pytest.mark.parametrize("rung", ["pdfium", "vector"])
def test_boxes_lead_back_to_the_text(rung: str, changed: dict[str, Any], tmp_path: Path) -> None:
    content = draw_pdf(balanced(random.Random(5)), replace(PdfStyle(), **changed))
    assert_all_found(*read(content, rung, tmp_path))


def moved(media: tuple[int, int], crop: tuple[int, int, int, int] | None = None) -> bytes:
    """A report whose pages begin at `media` and show no more than `crop`, both in the file's own units."""
    pdf = parse(draw_pdf(balanced(random.Random(5))))
    assert pdf is not None
    left, bottom = media
    box = b"/MediaBox [ %d %d %d %d ]" % (left, bottom, 595 + left, 842 + bottom)
    if crop:
        box += b" /CropBox [ %d %d %d %d ]" % crop
    pdf.objects = {number: body.replace(PAGE, box) for number, body in pdf.objects.items()}
    for number in pdf.content_numbers():
        pdf.set_content(number, b"1 0 0 1 %d %d cm\n" % media + pdf.content(number))
    return pdf.write()


@pytest.mark.parametrize("media", [(0, 0), (30, 50), (-20, -400)], ids=str)
@pytest.mark.parametrize("cut", [(0, 0, 0, 0), (40, 30, 25, 60)], ids=["whole", "cropped"])
@pytest.mark.parametrize("rung", ["pdfium", "plumber"])
def test_pages_that_begin_elsewhere_or_are_cropped(
    rung: str, cut: tuple[int, int, int, int], media: tuple[int, int], tmp_path: Path
) -> None:
    left, bottom = media
    crop = (left + cut[0], bottom + cut[1], left + 595 - cut[2], bottom + 842 - cut[3])
    figures, reader, pdf = read(moved(media, crop), rung, tmp_path)
    assert_all_found(figures, reader, pdf)
    for cell in random.Random(1).sample(figures, 12):
        assert cell.box is not None and cell.page is not None
        part = picture_of(pdf, cell.page, [cell.box], reader, Margins(None, 40), 2.0)
        assert_ink_is_centred(part)


def assert_ink_is_centred(part: PartOfPage) -> None:
    """The figure stands in the middle of its outline: nothing touches the sides but rules."""
    (box,) = part.outlines
    pixels = np.asarray(part.image.convert("L"))
    inside = pixels[round(box.y0) + 3 : round(box.y1) - 3, round(box.x0) + 3 : round(box.x1) - 3]
    rows, columns = np.nonzero(inside < 128)
    assert len(rows), "nothing is printed inside the outline"
    assert abs((rows.min() + rows.max()) / 2 - inside.shape[0] / 2) < 6
    assert abs((columns.min() + columns.max()) / 2 - inside.shape[1] / 2) < 6


def test_a_part_is_what_the_margins_say() -> None:
    pdf = pdfium.PdfDocument(draw_pdf(balanced(random.Random(5))))
    part = picture_of(pdf, 2, [Box(300, 400, 330, 420)], "camelot-pdfium", Margins(50, 20), 2.0)
    assert (part.part.x0, part.part.y0, part.part.x1, part.part.y1) == (250, 380, 380, 440)
    assert part.image.size == (260, 120)
    assert part.outlines == (Box(100.0, 40.0, 160.0, 80.0),)
    whole = picture_of(pdf, 2, [Box(300, 400, 330, 420)], "camelot-pdfium", Margins(None, None), 1.0)
    assert whole.image.size == (595, 842)


def test_a_box_off_the_page_shows_the_page() -> None:
    pdf = pdfium.PdfDocument(draw_pdf(balanced(random.Random(5))))
    part = picture_of(pdf, 1, [Box(700, 900, 720, 910)], "camelot-pdfium", Margins(10, 10), 1.0)
    assert part.image.size == (595, 842)


def test_a_page_that_is_not_there_is_an_error_of_the_file() -> None:
    pdf = pdfium.PdfDocument(draw_pdf(balanced(random.Random(5))))
    with pytest.raises(pdfium.PdfiumError, match="no page 99"):
        picture_of(pdf, 99, [Box(0, 0, 1, 1)], "camelot-pdfium", Margins(10, 10), 1.0)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turning_and_turning_back(turn: int) -> None:
    frame = Frame(turn, (10, 20, 410, 620), (30, 40, 400, 600))
    box = Box(100, 200, 140, 230)
    stored = frame.stored(box)
    upright = Frame(0, frame.media, frame.shown)
    assert upright.drawn(Box(stored.x0 - 10, stored.y0 - 20, stored.x1 - 10, stored.y1 - 20)) == Box(
        stored.x0 - 30, stored.y0 - 40, stored.x1 - 30, stored.y1 - 40
    )
    across, along = (40, 30) if turn in (0, 180) else (30, 40)
    assert (stored.x1 - stored.x0, stored.y1 - stored.y0) == (across, along)
