"""The witness sees what stands in a file's cells without the reader's help, and says where it differs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.html import read_page
from extract.model import Box, Document, RawCell, RawTable, Rejection, SourceFile
from extract.text import read_text
from extract.witness import Dispute, witness_of
from extract.witness_grid import Declared, laid_out
from extract.witness_pdf import witness_of_pages
from extract.witness_places import misplaced, misplaced_figures

PAGE = """<table><tr><th rowspan=2>项目</th><th colspan=2>件数</th></tr><tr><th>新收</th><th>结转</th></tr>
<tr><td>甲<sup>1</sup></td><td>12</td><td><span>3</span><span>4</span></td></tr>
<tr><td rowspan=2>乙</td><td>5</td><td style="visibility:hidden">6</td></tr>
<tr><td></td><td>7</td></tr></table>"""
DIVS = """<style>.g{display:grid}</style><div class="g" style="grid-template-columns:1fr 1fr 1fr">
<div style="grid-row:span 2">项目</div><div style="grid-column:span 2">件数</div>
<div>新收</div><div>结转</div>
<div>甲</div><div>12</div><div>34</div><div>乙</div><div>5</div><div></div></div>"""
LINES = """项目          新收    结转    总计
甲              12               12
乙               5       7       12
丙                       9        9
"""
TABS = "项目\t新收\t结转\n甲\t12\t\n乙\t\t7\n"
PIPES = "|项目|新收|结转|\n|---|---|---|\n|甲|12||\n|乙||7|\n"


def asked(tmp_path: Path, kind: str, content: str, change: RawTable | None = None) -> list[Dispute]:
    """What the witness disputes of the only table of a file, or of what a reader made of it."""
    path = tmp_path / "file"
    path.write_text(content, encoding="utf-8")
    document = table_of(content, kind)
    source = SourceFile("", "file", 0, 0, "sha", kind)  # type: ignore[arg-type]
    witness = witness_of(path, source, document)
    assert not isinstance(witness, Rejection)
    return witness(change or document.tables[0])


def table_of(content: str, kind: str) -> Document:
    """The document of a page or a text."""
    read = read_page if kind == "html" else read_text
    document = read(content.encode(), "sha")
    assert isinstance(document, Document) and len(document.tables) == 1
    return document


FILES = [("html", PAGE), ("html", DIVS), ("text", LINES), ("text", TABS), ("text", PIPES)]
NAMES = ["spans", "divs", "blanks", "tabs", "pipes"]


@pytest.mark.parametrize(("kind", "content"), FILES, ids=NAMES)
def test_a_sound_reading_is_confirmed(tmp_path: Path, kind: str, content: str) -> None:
    assert asked(tmp_path, kind, content) == []


@pytest.mark.parametrize(("kind", "content"), FILES, ids=NAMES)
def test_another_text_is_disputed_with_what_stands_there(
    tmp_path: Path, kind: str, content: str
) -> None:
    table = table_of(content, kind).tables[0]
    cells = tuple(replace(c, text="13") if c.text == "12" else c for c in table.cells)
    found = asked(tmp_path, kind, content, replace(table, cells=cells))
    assert found and all(each.difference == "text" for each in found)
    assert any("12" in each.second for each in found)


@pytest.mark.parametrize(("kind", "content"), FILES, ids=NAMES)
def test_a_figure_in_the_next_column_is_disputed(tmp_path: Path, kind: str, content: str) -> None:
    """The text of the row is the same, from left to right: only the place is another."""
    table = table_of(content, kind).tables[0]
    (figure,) = [c for c in table.cells if c.text == "5"] or [c for c in table.cells if c.text == "7"]
    by = 1 if figure.text == "5" else -1
    (beside,) = [c for c in table.cells if (c.row, c.column) == (figure.row, figure.column + by)]
    new = {id(figure): replace(figure, column=beside.column)}
    new[id(beside)] = replace(beside, column=figure.column)
    cells = tuple(new.get(id(cell), cell) for cell in table.cells)
    assert asked(tmp_path, kind, content, replace(table, cells=cells))


def test_what_is_not_found_again_is_no_confirmation(tmp_path: Path) -> None:
    """A table that the file does not show a second time is not passed over in silence."""
    path = tmp_path / "file"
    path.write_text("<p>nothing</p>", encoding="utf-8")
    document = table_of(PAGE, "html")
    witness = witness_of(path, SourceFile("", "file", 0, 0, "sha", "html"), document)
    assert not isinstance(witness, Rejection)
    with pytest.raises(LookupError):
        witness(document.tables[0])
    with pytest.raises(LookupError):
        witness_of_pages({})(grid())


def test_spans_are_laid_out_as_a_browser_shows_them() -> None:
    """A rowspan too long ends with its group, a colspan ends where another cell stands."""
    rows = [[Declared("a", 9), Declared("b")], [Declared("c", 1, 5)], [Declared("d"), Declared("e")]]
    found = laid_out(rows, [2, 2, 3])
    assert found == {(0, 0): "a", (0, 1): "b", (1, 1): "c", (2, 0): "d", (2, 1): "e"}


def grid() -> RawTable:
    """Three rows of three cells on a page, each in its box."""
    cells = tuple(
        RawCell(row, column, f"{row}{column}", page=1, box=box(row, column))
        for row in range(3)
        for column in range(3)
    )
    return RawTable(0, "hand", 3, 3, cells, 1)


def box(row: int, column: int) -> Box:
    """The box of a cell, 20 points wide and 10 high."""
    return Box(20.0 * column, 90.0 - 10 * row, 20.0 * column + 20, 100.0 - 10 * row)


def moved(cell: RawCell, axis: str, to: RawCell) -> RawCell:
    """The cell in the row or the column of another."""
    return replace(cell, row=to.row) if axis == "row" else replace(cell, column=to.column)


@pytest.mark.parametrize("axis", ["row", "column"])
def test_cells_in_each_others_place_are_seen(axis: str) -> None:
    """Text and box of each cell belong together, and only the grid is wrong."""
    of = grid()
    assert not misplaced(of) and not misplaced_figures(of, 0)
    other = 5 if axis == "column" else 7
    one, two = of.cells[4], of.cells[other]
    swapped = {4: moved(one, axis, two), other: moved(two, axis, one)}
    cells = tuple(swapped.get(n, cell) for n, cell in enumerate(of.cells))
    wrong = misplaced(replace(of, cells=cells))
    assert {cell.text for cell in wrong} == {one.text, two.text}


def test_a_label_beside_another_row_is_seen_without_rules() -> None:
    """A table without rules: the label of a row must stand level with its figures."""
    label = RawCell(0, 0, "甲", page=1, box=box(2, 0))
    of = grid()
    figures = tuple(replace(cell, column=cell.column + 1) for cell in of.cells)
    assert misplaced_figures(replace(of, cells=(label, *figures)), 1) == [label]
