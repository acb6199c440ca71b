"""Which places of a ruled page are cells: rows that end early, tables that the paper cuts off."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from camelot.core import Table
from reportlab.pdfgen.canvas import Canvas

from examples.draw import Habits, PdfStyle, balanced, draw_pdf
from extract.cell_placing import merged_regions
from extract.model import RawTable
from tests.extract_pdf.scoring import judge, read_bytes
from tests.extract_pdf.test_pdf_geometry import document, drawn

ROWS = (700, 680, 660, 640, 620, 600)


def cells(canvas: Canvas, columns: int, lacking: int = -1, wide: float = 50) -> None:
    """A table drawn cell by cell, each with its own border and text; one row lacks its last cell."""
    for row, top in enumerate(ROWS[:-1]):
        for column in range(columns - (row == lacking)):
            canvas.rect(100 + wide * column, top - 20, wide, 20)
            canvas.drawString(105 + wide * column, top - 14, f"{row}{column}")


def only(content: bytes, folder: Path) -> RawTable:
    """The one table of a page."""
    (table,) = document(content, folder).tables
    return table


@pytest.mark.parametrize("lacking", [1, 3])
def test_a_row_that_lacks_its_last_cell(lacking: int, tmp_path: Path) -> None:
    """Its neighbours' borders enclose the place; no border of its own makes it a cell."""
    table = only(drawn(lambda c: cells(c, 4, lacking)), tmp_path)
    undrawn = [(cell.row, cell.column) for cell in table.cells if not cell.drawn]
    assert undrawn == [(lacking, 3)]


def test_a_blank_cell_is_a_cell(tmp_path: Path) -> None:
    """Nothing printed within its own border."""

    def paint(canvas: Canvas) -> None:
        cells(canvas, 3, 2)
        canvas.rect(200, ROWS[2] - 20, 50, 20)

    assert all(cell.drawn for cell in only(drawn(paint), tmp_path).cells)


def test_a_table_open_at_its_right_side_draws_all_its_cells(tmp_path: Path) -> None:
    """No cell has a border there: that says nothing about any of them."""

    def paint(canvas: Canvas) -> None:
        for y in ROWS:
            canvas.line(100, y, 300, y)
        for x in (140, 200):
            canvas.line(x, ROWS[-1], x, ROWS[0])
        canvas.drawString(110, ROWS[0] - 14, "1")

    table = only(drawn(paint), tmp_path)
    assert all(cell.drawn and not cell.doubt for cell in table.cells)


@pytest.mark.parametrize(("closed", "doubts"), [(True, {""}), (False, {"", "cell_cut_off"})])
def test_a_table_cut_off_by_the_paper(closed: bool, doubts: set[str], tmp_path: Path) -> None:
    """Level rules end together where no upright one stands: the last column is not all there."""

    def paint(canvas: Canvas) -> None:
        for y in ROWS:
            canvas.line(100, y, 320, y)
        for x in (100, 150, 200, 250, *((320,) if closed else ())):
            canvas.line(x, ROWS[-1], x, ROWS[0])
        canvas.drawString(110, ROWS[0] - 14, "1")

    table = only(drawn(paint), tmp_path)
    assert {cell.doubt for cell in table.cells} == doubts
    assert {cell.column for cell in table.cells if cell.doubt} <= {3}


def test_a_region_is_a_rectangle() -> None:
    """A place without borders leans on the ones beside it and must not cover its neighbours."""
    corner, leaning = _grid("lt t", "lt l"), merged_regions(_grid("lt t", "lt l"))
    assert leaning.roots == [[(0, 0), (0, 0)], [(1, 0), (1, 1)]]
    assert leaning.members == {(0, 0): [(0, 0), (0, 1)], (1, 0): [(1, 0)], (1, 1): [(1, 1)]}
    corner.cells[1][0].top = False
    whole = merged_regions(corner)
    assert whole.members == {(0, 0): [(0, 0), (0, 1), (1, 0), (1, 1)]}


def _grid(*rows: str) -> Table:
    """A table of cells by the edges they have: l(eft), t(op)."""
    width = len(rows[0].split())
    table = Table([(i, i + 1) for i in range(width)], [(-i, -i - 1) for i in range(len(rows))])
    for cells, edges in zip(table.cells, rows, strict=True):
        for cell, has in zip(cells, edges.split(), strict=True):
            cell.left, cell.top = "l" in has, "t" in has
    return table


def test_a_turned_page_whose_table_goes_on_without_a_rule() -> None:
    """What closes the table at the page's edge must not divide its label columns."""
    of = balanced(random.Random(5), habits=Habits(blanks="zeros"))
    style = PdfStyle(landscape="turned", open_breaks=True, borders="rects", row_height=22)
    verdict = judge(of.truth(), read_bytes(draw_pdf(of, style), "pdf"))
    assert (verdict.quality, verdict.wrong) == ("verified", ())
