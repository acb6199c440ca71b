"""Table 三 damaged: what cannot be placed is a problem; no figure moves to another column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examples.draw.form import APPLICANTS
from extract.model import Box, RawCell, RawTable
from tests.transform.build import align, changed, codes, cut, drawn, figures, printed, raw, texts
from transform.alignment import Alignment

OF = figures(seed=7, scale="city")
GRID = drawn(OF, "requests")
TABLE = raw(GRID)
TRUTH = printed(OF, "requests")
QUERY = GRID.row_of["denied_administrative_query"]


def figures_of(table: RawTable, row: int) -> list[RawCell]:
    """The seven figure cells of a row."""
    return sorted((c for c in table.cells if c.row == row), key=lambda c: c.column)[-7:]


def without(table: RawTable, *lost: RawCell) -> RawTable:
    """The table without some cells."""
    return replace(table, cells=tuple(cell for cell in table.cells if cell not in lost))


def moved(table: RawTable, row: int, by: int) -> RawTable:
    """The table with all cells of one row moved to the side."""
    cells = tuple(
        replace(cell, column=cell.column + by) if cell.row == row else cell for cell in table.cells
    )
    return replace(table, cells=cells, columns=table.columns + max(by, 0))


def assert_nothing_wrong(found: Alignment) -> None:
    """Every figure read without doubt is the printed one."""
    for reading in found.readings:
        if not reading.doubt:
            slot = (reading.row, reading.column)
            assert reading.cell.text in ("", TRUTH[slot]), slot


def test_label_in_the_wrong_column() -> None:
    """C7: `8.属于行政查询事项` in the group column is still its row."""
    label = next(c for c in TABLE.cells if c.row == QUERY and "查询" in c.text)
    cells = tuple(replace(c, column=1) if c is label else c for c in TABLE.cells)
    found = align("requests", replace(TABLE, cells=cells))
    assert texts(found) == TRUTH


@pytest.mark.parametrize("by", [1, 2])
def test_shifted_row(by: int) -> None:
    """A rowspan too long or an extra cell pushes a row aside: in order, or not at all."""
    found = align("requests", moved(TABLE, QUERY, by))
    assert_nothing_wrong(found)
    assert texts(found) == TRUTH or found.misfit


@pytest.mark.parametrize("extra", [["0"], ["3", "4"]])
def test_extra_figures_in_a_row(extra: list[str]) -> None:
    """C24: an eighth figure has no column: a problem with the row's text."""
    last = figures_of(TABLE, QUERY)[-1]
    more = tuple(
        replace(last, column=last.column + 1 + n, text=text) for n, text in enumerate(extra)
    )
    of = replace(TABLE, cells=(*TABLE.cells, *more), columns=TABLE.columns + len(extra))
    found = align("requests", of)
    assert "figures_not_placed" in codes(found)
    assert not any(row == "denied_administrative_query" for row, _ in texts(found))
    assert_nothing_wrong(found)


def test_row_without_its_last_cell() -> None:
    """C17: the other cells are kept, the lost one is missing, not blank."""
    row = GRID.row_of["carried_forward"]
    found = align("requests", without(TABLE, figures_of(TABLE, row)[-1]))
    assert found.missing == (("carried_forward", "total"),)
    (lost,) = found.missing
    assert {**texts(found), lost: TRUTH[lost]} == TRUTH


@pytest.mark.parametrize("at", range(7))
def test_row_without_a_cell_in_the_middle(at: int) -> None:
    """A cell lost and the rest moved left: no figure lands under its neighbour's head."""
    cells = figures_of(TABLE, QUERY)
    kept = [c for n, c in enumerate(cells) if n != at]
    closed = [replace(c, column=cells[0].column + n) for n, c in enumerate(kept)]
    of = replace(without(TABLE, *cells), cells=(*without(TABLE, *cells).cells, *closed))
    found = align("requests", of)
    wrong = [
        r for r in found.readings
        if r.row == "denied_administrative_query" and r.cell.text != TRUTH[r.row, r.column]
    ]  # fmt: skip
    assert not wrong or found.misfit


def blanked(row: int, *at: int) -> RawTable:
    """Table 三 with some figures of a row left blank."""
    cells = figures_of(TABLE, row)
    return changed(TABLE, {(cells[n].row, cells[n].column): "" for n in at})


def moved_left(of: RawTable, row: int, drawn: bool) -> RawTable:
    """The table with label and figures of a row one column further left; what is behind them is drawn, or
    only enclosed by its neighbours."""
    here = [c for c in of.cells if c.row == row]
    last = max(here, key=lambda c: c.column)
    cells = [replace(c, column=c.column - 1) if c in here else c for c in of.cells]
    return replace(of, cells=(*cells, replace(last, text="", drawn=drawn)))


@pytest.mark.parametrize("blank", [(), (1, 4), (0, 3), (0, 1, 2, 3, 4, 5)])
def test_a_row_moved_left_whose_end_is_no_cell(blank: tuple[int, ...]) -> None:
    """A rowspan too short: as many cells as columns are taken in order, blank ones, too."""
    found = align("requests", moved_left(blanked(QUERY, *blank), QUERY, drawn=False))
    wanted = texts(align("requests", blanked(QUERY, *blank)))
    assert (texts(found), found.misfit) == (wanted, 0)


@pytest.mark.parametrize("blank", [(), (1, 4)])
def test_a_row_that_begins_among_the_labels(blank: tuple[int, ...]) -> None:
    """A figure left of the header, an empty cell at the end: all cells belong one column further right."""
    found = align("requests", moved_left(blanked(QUERY, *blank), QUERY, drawn=True))
    wanted = texts(align("requests", blanked(QUERY, *blank)))
    assert (texts(found), found.misfit) == (wanted, 0)


def test_a_row_that_may_have_moved_is_doubtful() -> None:
    """The first figure blank: nothing tells whether the label alone stands further left."""
    found = align("requests", moved_left(blanked(QUERY, 0), QUERY, drawn=True))
    doubts = {r.doubt for r in found.readings if r.row == "denied_administrative_query"}
    assert doubts == {"label_displaced"}
    assert "label_displaced" in codes(found)


def test_a_figure_between_the_columns_is_not_dropped() -> None:
    """A head read as two: figures in the column between them are taken in order, or lost openly."""
    at = figures_of(TABLE, QUERY)[2].column
    cells = [
        replace(c, column=c.column + 2 * (c.column > at) + (c.column == at and c.row > 2))
        for c in TABLE.cells
    ]
    head = next(c for c in cells if c.text == "科研机构")
    parts = (replace(head, text="科研"), replace(head, text="机构", column=at + 2))
    beside = [RawCell(row, column, "") for row in range(3, TABLE.rows) for column in (at, at + 2)]
    whole = (*(c for c in cells if c is not head), *parts, *beside)
    found = align("requests", replace(TABLE, cells=whole, columns=TABLE.columns + 2))
    assert texts(found) == TRUTH
    assert found.misfit == 0


def test_figures_of_the_first_half_of_a_row_are_not_lost() -> None:
    """They cannot be placed; the blanks of the other half must not stand for them."""
    row = GRID.row_of["partially_granted"]
    above, below = cut(GRID, row + 1)
    first = raw(above, 0, 1)
    spoilt = replace(figures_of(first, row)[0], column=2, text="，")
    label = next(c for c in first.cells if "部分公开" in c.text)
    half = replace(label, text=label.text[:9], column_span=1)
    kept = tuple(half if c is label else c for c in first.cells)
    rest = raw(below, 1, 2)
    blanks = [
        RawCell(0, column, label.text[9:] if column == 2 else "", page=2) for column in range(2, 10)
    ]
    lower = replace(
        rest, rows=rest.rows + 1,
        cells=(*blanks, *(replace(c, row=c.row + 1) for c in rest.cells)),
    )  # fmt: skip
    found = align("requests", replace(first, cells=(*kept, spoilt)), lower)
    assert not any(row == "partially_granted" for row, _ in texts(found))
    assert found.misfit


def test_a_row_cut_in_three() -> None:
    """Its figures stand in the middle part."""
    label = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    row = GRID.row_of["other_not_corrected_in_time"]
    above, below = raw(cut(GRID, row)[0], 0, 1), raw(cut(GRID, row + 1)[1], 2, 3)
    blank, full = [""] * 7, [TRUTH["other_not_corrected_in_time", a] for a in APPLICANTS]
    rows = ([label[:12], *blank], [label[12:24], *full], [label[24:], *blank])
    cells = tuple(
        RawCell(n, column + 2, text, page=2)
        for n, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    found = align("requests", above, RawTable(1, "hand", 3, 10, cells, 2), below)
    assert texts(found) == TRUTH
    assert found.misfit == 0


def on_paper(table: RawTable, shift: int = 0) -> RawTable:
    """The table with its cells on a page, columns 40 points wide, and numbered `shift` further left."""
    cells = tuple(
        replace(
            c,
            column=max(0, c.column - shift),
            box=Box(40.0 * c.column, 800 - 20.0 * c.row, 40.0 * (c.column + c.column_span), 820),
        )
        for c in table.cells
    )
    return replace(table, cells=cells)


def test_columns_of_a_page_are_those_below_the_columns_of_the_page_before() -> None:
    """One label column less, an empty one behind, nothing printed in the first: counted, all would fit."""
    above, below = (raw(part, n, n + 1) for n, part in enumerate(cut(GRID, GRID.n_rows - 8)))
    page = on_paper(below, shift=1)
    behind = [RawCell(row, 9, "", page=2, box=Box(400, 0, 440, 20)) for row in range(page.rows)]
    first = {c.row: c for c in below.cells if c.column == 3}
    whole = replace(page, cells=(*page.cells, *behind))
    blank = changed(whole, {(row, 2): "" for row in first})
    found = align("requests", on_paper(above), blank)
    read = {s: t for s, t in texts(found).items() if s[1] != "natural_person"}
    assert read == {s: t for s, t in TRUTH.items() if s[1] != "natural_person"}


def test_total_column_lost_on_one_page() -> None:
    """C6: six figures a row under seven columns; the six applicants stay where they are."""
    above, below = cut(GRID, GRID.row_of["unavailable_not_held"])
    lost = raw(below, 1, 2)
    narrow = replace(lost, cells=tuple(c for c in lost.cells if c.column < 9), columns=9)
    found = align("requests", raw(above, 0, 1), narrow)
    assert {column for _, column in found.missing} == {"total"}
    assert texts(found).items() <= TRUTH.items()


@pytest.mark.parametrize("drop", [0, 1])
def test_a_page_with_fewer_label_columns(drop: int) -> None:
    """A page whose rows need one label column less has all its columns one further left."""
    row = GRID.row_of["handled_total"]
    above, below = cut(GRID, row)
    page = raw(below, 1, 2)
    cells = tuple(
        replace(c, column=max(0, c.column - drop), column_span=1 if c.column < 3 else 1)
        for c in page.cells if c.text or c.column >= 3
    )  # fmt: skip
    found = align("requests", raw(above, 0, 1), replace(page, cells=cells, columns=10 - drop))
    assert texts(found) == TRUTH
    assert found.misfit == 0


def test_a_page_with_more_label_columns() -> None:
    """The first page ends before any row with a group: two label columns, then three.

    In a row whose total is blank, the figures must not move one applicant to the right.
    """
    above, below = cut(GRID, GRID.row_of["partially_granted"])
    page = raw(above, 0, 1)
    cells = tuple(
        replace(c, column=c.column - 1) if c.column > 1
        else replace(c, column_span=1 + (c.column_span > 2))
        for c in page.cells
    )  # fmt: skip
    rest = raw(below, 1, 2)
    total = figures_of(rest, below.row_of["carried_forward"])[-1]
    blank = changed(rest, {(total.row, total.column): ""})
    found = align("requests", replace(page, cells=cells, columns=9), blank)
    assert texts(found) == {**TRUTH, ("carried_forward", "total"): ""}


def test_two_figures_in_one_cell_are_never_one() -> None:
    """`1 2` under one head: kept as printed, unreadable, nobody's 12."""
    place = figures_of(TABLE, QUERY)[0]
    found = align("requests", changed(TABLE, {(place.row, place.column): "1 2"}))
    assert texts(found)["denied_administrative_query", "natural_person"] == "1 2"


@pytest.mark.parametrize("text", ["3（含1件）", "约3件", "三"])
def test_words_in_a_figure_cell_cost_that_cell_only(text: str) -> None:
    """E14: the other six figures of the row are kept, the seventh is unreadable."""
    place = figures_of(TABLE, QUERY)[-1]
    found = align("requests", changed(TABLE, {(place.row, place.column): text}))
    assert texts(found) == {**TRUTH, ("denied_administrative_query", "total"): text}


def test_figure_over_several_columns_is_doubtful() -> None:
    """One cell over two applicants: whose figure is it?"""
    first, second = figures_of(TABLE, QUERY)[:2]
    wide = replace(first, text="7", column_span=2)
    of = replace(TABLE, cells=(*without(TABLE, first, second).cells, wide))
    found = align("requests", of)
    doubtful = {(r.row, r.column): r.doubt for r in found.readings if r.doubt}
    row = "denied_administrative_query"
    assert doubtful == {
        (row, "natural_person"): "figure_spans_columns",
        (row, "commercial_enterprise"): "figure_spans_columns",
    }


@pytest.mark.parametrize(("text", "doubted"), [("7", True), ("", False)])
def test_figure_over_several_rows_is_doubtful(text: str, doubted: bool) -> None:
    """A bit of rule is missing between two rows: whose figure is it? A blank is nobody's."""
    below = figures_of(TABLE, QUERY)[-1]
    (above,) = (c for c in TABLE.cells if (c.row, c.column) == (below.row - 1, below.column))
    tall = replace(above, text=text, row_span=2)
    of = replace(TABLE, cells=(*without(TABLE, above, below).cells, tall))
    found = align("requests", of)
    rows = ("denied_enforcement_case_file", "denied_administrative_query")
    doubts = {(r.row, r.column): r.doubt for r in found.readings if r.doubt}
    assert doubts == ({(row, "total"): "figure_spans_rows" for row in rows} if doubted else {})


@pytest.mark.parametrize("applicant", list(APPLICANTS))
def test_doubt_of_the_reader_is_kept(applicant: str) -> None:
    """What a reader was not sure of must not become sure by aligning."""
    place = figures_of(TABLE, QUERY)[list(APPLICANTS).index(applicant)]
    cells = tuple(replace(c, doubt="text_crosses_rule") if c is place else c for c in TABLE.cells)
    found = align("requests", replace(TABLE, cells=cells))
    (reading,) = (r for r in found.readings if r.doubt)
    assert (reading.row, reading.column) == ("denied_administrative_query", applicant)
