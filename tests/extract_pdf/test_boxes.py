"""Every rung sees the cells of a page at the same places, wherever its MediaBox begins."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from examples.draw import balanced, draw_pdf
from extract.discover import discover
from extract.model import Box, Document, RawCell
from extract.reading import read_document
from tests.fuzz.pdf_objects import parse

PAGE = b"/MediaBox [ 0 0 595 842 ]"


def drawn(left: int, bottom: int) -> bytes:
    """A report whose pages begin at this point."""
    pdf = parse(draw_pdf(balanced(random.Random(5))))
    assert pdf is not None
    box = b"/MediaBox [ %d %d %d %d ]" % (left, bottom, 595 + left, 842 + bottom)
    pdf.objects = {number: body.replace(PAGE, box) for number, body in pdf.objects.items()}
    for number in pdf.content_numbers():
        pdf.set_content(number, b"1 0 0 1 %d %d cm\n" % (left, bottom) + pdf.content(number))
    return pdf.write()


def cells(content: bytes, rung: str, folder: Path) -> list[RawCell]:
    """The cells of all tables, as a rung reads them."""
    path = folder / "report.pdf"
    path.write_bytes(content)
    (found,) = discover([path])
    document = read_document(path, found.source, rung)
    assert isinstance(document, Document)
    return [cell for table in document.tables for cell in table.cells]


@pytest.mark.parametrize("rung", ["pdfium", "vector", "plumber", "combined"])
@pytest.mark.parametrize("origin", [(0, 0), (30, 50), (-20, -400)], ids=str)
def test_boxes_do_not_depend_on_the_origin(
    rung: str, origin: tuple[int, int], tmp_path: Path
) -> None:
    wanted = cells(drawn(0, 0), "pdfium", tmp_path)
    found = cells(drawn(*origin), rung, tmp_path)
    assert [(c.page, c.row, c.column) for c in found] == [(c.page, c.row, c.column) for c in wanted]
    for one, two in zip(found, wanted, strict=True):
        assert one.box is not None and two.box is not None
        assert _distance(one.box, two.box) < 1.5, (one, two)


@pytest.mark.parametrize("rung", ["pdfium", "vector", "plumber", "combined"])
def test_every_figure_is_looked_at_again(rung: str, tmp_path: Path) -> None:
    figures = [cell for cell in cells(drawn(30, 50), rung, tmp_path) if cell.text.isdigit()]
    assert len(figures) > 150
    assert [cell for cell in figures if cell.again != cell.text] == []


def _distance(one: Box, two: Box) -> float:
    sides = zip((one.x0, one.y0, one.x1, one.y1), (two.x0, two.y0, two.x1, two.y1), strict=True)
    return max(abs(a - b) for a, b in sides)
