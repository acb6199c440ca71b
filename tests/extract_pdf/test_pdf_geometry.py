"""Rules and pages of a PDF: what is a rule, which way is up, what stands where."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.model import Box, Document, RawTable, SourceFile
from extract.pdf import read
from extract.pdf_page import PageGeometry, drawing_of
from extract.pdf_upright import upright

PAGE = (595, 842)


def drawn(paint: object, rotate: int = 0, box: tuple[int, int] = (0, 0)) -> bytes:
    """One page painted by a function; its MediaBox may begin elsewhere."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE)
    canvas.setPageRotation(rotate)
    if box != (0, 0):
        canvas.translate(*box)
    paint(canvas)  # type: ignore[operator]
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def rules(paint: object) -> PageGeometry:
    """Rules of the one page."""
    page = pypdfium2.PdfDocument(drawn(paint))[0]
    page.set_rotation(0)
    return drawing_of(page, 1).geometry


@pytest.mark.parametrize(
    ("paint", "horizontal", "vertical"),
    [
        (lambda c: c.line(100, 100, 300, 100), 1, 0),
        (lambda c: c.line(100, 100, 100, 300), 0, 1),
        (lambda c: c.line(100, 100, 300, 300), 0, 0),
        (lambda c: c.rect(100, 100, 200, 50), 2, 2),
        (lambda c: c.rect(100, 100, 200, 0.5, stroke=0, fill=1), 1, 0),  # a rule as a rectangle
        (lambda c: c.rect(100, 100, 0.5, 200, stroke=0, fill=1), 0, 1),
        (lambda c: c.rect(100, 100, 200, 50, stroke=0, fill=1), 0, 0),  # a background
        (lambda c: c.roundRect(100, 100, 200, 50, 8), 0, 0),  # a panel
        (lambda c: c.circle(100, 100, 30), 0, 0),
    ],
)
def test_what_is_a_rule(paint: object, horizontal: int, vertical: int) -> None:
    """A background or a panel taken for rules cuts cells in two."""
    page = rules(paint)
    assert (len(page.horizontal), len(page.vertical)) == (horizontal, vertical)


def test_a_thick_pen_does_not_move_a_rule() -> None:
    """Bounds of a stroked path are wider than the path by the pen."""

    def paint(canvas: Canvas) -> None:
        canvas.setLineWidth(3)
        canvas.line(100, 200, 300, 200)

    assert rules(paint).horizontal == ((100, 200, 300, 200),)


def grid(canvas: Canvas) -> None:
    """Three columns by two rows, a figure in each cell, one of them blank."""
    for y in (700, 680, 660):
        canvas.line(100, y, 400, y)
    for x in (100, 200, 300, 400):
        canvas.line(x, 660, x, 700)
    for n, text in enumerate(("11", "22", "33", "44", "", "1 2")):
        canvas.drawString(110 + 100 * (n % 3), 686 - 20 * (n // 3), text)
    canvas.drawString(100, 750, "above")
    canvas.drawString(100, 600, "below")


def document(content: bytes, folder: Path, rung: str = "pdfium") -> Document:
    """The document of a PDF's bytes."""
    path = folder / "a.pdf"
    path.write_bytes(content)
    source = SourceFile(str(folder), "a.pdf", len(content), 0, "sha", "pdf")
    found = read(path, source, rung)
    assert isinstance(found, Document)
    return found


def rows(table: RawTable) -> list[list[str]]:
    lines: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        lines[cell.row].append(cell.text)
    return lines


@pytest.mark.parametrize(
    ("rotate", "rung"),
    [*((angle, "pdfium") for angle in (0, 90, 180, 270)), (0, "vector"), (0, "plumber")],
)
def test_cells_whatever_the_rotation(rotate: int, rung: str, tmp_path: Path) -> None:
    """/Rotate turns the view, not the numbers: `12` must not become `21`, rows not columns."""
    (table,) = document(drawn(grid, rotate), tmp_path, rung).tables
    assert rows(table) == [["11", "22", "33"], ["44", "", "1 2"]]


def test_order_of_text_and_tables(tmp_path: Path) -> None:
    """The title is what stands above the first table."""
    found = document(drawn(grid), tmp_path)
    assert [getattr(b, "text", "table") for b in found.blocks()] == ["above", "table", "below"]


@pytest.mark.parametrize("box", [(0, 0), (30, -40)])
def test_boxes_are_points_of_the_page(box: tuple[int, int], tmp_path: Path) -> None:
    """A box is where a viewer finds the figure; the text layer within it says the same."""
    content = drawn(grid, 0, box)
    (table,) = document(content, tmp_path).tables
    first = table.cells[0]
    assert first.box is not None
    assert first.box == Box(100 + box[0], 680 + box[1], 200 + box[0], 700 + box[1])
    again = [(cell.again or "").split() for cell in table.cells]
    assert again == [cell.text.split() for cell in table.cells]


def test_merged_cells_appear_once(tmp_path: Path) -> None:
    """A cell over two columns is one cell with its span."""

    def merged(canvas: Canvas) -> None:
        for y in (700, 680, 660):
            canvas.line(100, y, 400, y)
        for x, top in ((100, 700), (200, 680), (300, 700), (400, 700)):
            canvas.line(x, 660, x, top)
        canvas.drawString(190, 686, "wide")

    (table,) = document(drawn(merged), tmp_path).tables
    wide = next(cell for cell in table.cells if cell.text)
    assert (wide.text, wide.row_span, wide.column_span) == ("wide", 1, 2)
    assert len(table.cells) == 5


def test_text_over_a_rule_is_doubtful(tmp_path: Path) -> None:
    """A number that runs from one cell into the next belongs to neither for certain."""

    def crossing(canvas: Canvas) -> None:
        grid(canvas)
        canvas.drawString(288, 672, "987654")

    (table,) = document(drawn(crossing), tmp_path).tables
    assert {cell.doubt for cell in table.cells} == {"", "text_crosses_rule"}


@pytest.mark.parametrize(
    ("angle", "expected"),
    [(90, (160, 10, 180, 30)), (180, (70, 160, 90, 180)), (270, (20, 70, 40, 90))],
)
def test_what_is_painted_turns_with_the_page(angle: int, expected: tuple[int, ...]) -> None:
    area = (10.0, 20.0, 30.0, 40.0)
    page = PageGeometry(1, 100, 200, (area,), (), False, (area,), (("text_unseen", area),))
    turned, _ = upright(page, [], angle)
    assert (turned.width, turned.height) == ((100, 200) if angle == 180 else (200, 100))
    rules = (*turned.horizontal, *turned.vertical)
    assert rules == turned.fills == (expected,)
    assert turned.doubts == (("text_unseen", expected),)
