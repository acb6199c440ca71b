"""Table 二: a header holds until the next block, whatever the page breaks and odd cells do."""

from __future__ import annotations

import pytest

from examples.draw.wording import Shape
from tests.transform.build import (
    C,
    Written,
    align,
    changed,
    codes,
    cut,
    drawn,
    figures,
    printed,
    raw,
    table,
    texts,
)

FIGURES = figures(seed=3, scale="city")
OLD = figures(seed=4, year=2020, scale="city")
GRID = drawn(FIGURES, "proactive")
TRUTH = printed(FIGURES, "proactive")

CAPTION_1 = C("第二十条第（一）项", cols=4)
ISSUED: tuple[Written, ...] = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")


@pytest.mark.parametrize(("of", "code"), [(FIGURES, "2021"), (OLD, "2019")])
def test_whole_table(of: object, code: str) -> None:
    """Every cell under its measure, nothing left over."""
    found = align("proactive", raw(drawn(of, "proactive")), code=code)  # type: ignore[arg-type]
    assert texts(found) == printed(of, "proactive")  # type: ignore[arg-type]
    assert (found.misfit, codes(found)) == (0, set())


@pytest.mark.parametrize("row", range(1, GRID.n_rows))
def test_page_break_anywhere(row: int) -> None:
    """C1: between blocks, behind a caption, behind a header: one table."""
    above, below = cut(GRID, row)
    found = align("proactive", raw(above, page=1), raw(below, 1, page=2))
    assert texts(found) == TRUTH
    assert found.misfit == 0


def test_header_repeated_on_the_next_page() -> None:
    """A header printed again is no row and no new block."""
    above, below = cut(GRID, 3)
    again = raw(below, 1)
    heads = table(ISSUED, *[[c.text for c in row] for row in _rows(again)])
    assert texts(align("proactive", raw(above), heads)) == TRUTH


def _rows(of: object) -> list[list[C]]:
    rows: dict[int, list[C]] = {}
    for cell in of.cells:  # type: ignore[attr-defined]
        rows.setdefault(cell.row, []).append(C(cell.text))
    return list(rows.values())


def test_three_cells_where_the_form_has_one() -> None:
    """C8: `行政处罚 | 16 | | |` is 16; the empty cells are no facts."""
    found = align("proactive", raw(drawn(FIGURES, "proactive", shape=Shape(split_decisions=True))))
    assert texts(found) == TRUTH
    assert found.misfit == 0


def test_a_figure_in_a_cell_too_many() -> None:
    """16 and 3 where one figure belongs: neither may be dropped without a word."""
    odd = drawn(FIGURES, "proactive", shape=Shape(split_decisions=True))
    place = next(c for c in odd.cells if c.role == "figure" and c.row == odd.row_of["penalties"])
    found = align("proactive", changed(raw(odd), {(place.row, place.col + 1): "3"}))
    assert "two_figures_in_column" in codes(found)
    (doubtful,) = (reading for reading in found.readings if reading.doubt)
    assert (doubtful.row, doubtful.column) == ("penalties", "decisions")




def test_extra_row_is_never_forced() -> None:
    """C19: 其他主动公开文件 186 86 255 is nobody's 规范性文件."""
    extra = ("其他主动公开文件", "186", "86", "255")
    of = drawn(OLD, "proactive", shape=Shape(extra_row=extra))
    found = align("proactive", raw(of), code="2019")
    assert texts(found) == printed(OLD, "proactive")
    (problem,) = found.problems
    assert (problem.code, found.unmatched) == ("row_unknown", 1)
    assert all(figure in problem.raw for figure in extra)


def test_only_one_block_left() -> None:
    """C20: what is printed loads, the rest is missing, not zero."""
    written = table(
        [C("第二十条第（九）项", cols=3)],
        ["信息内容", "采购项目数量", "采购总金额"],
        ["政府集中采购", "12", "52.15"],
    )
    found = align("proactive", written, code="2019")
    assert texts(found) == {
        ("government_procurement", "procurement_items"): "12",
        ("government_procurement", "procurement_amount"): "52.15",
    }
    assert len(found.missing) == 20


def test_note_behind_a_subject() -> None:
    """C22: 规章（设区的市…） is 规章."""
    label = "规章(设区的市、自治州人民政府应提供相关数据)"
    found = align("proactive", table([CAPTION_1], ISSUED, [label, "1", "2", "3"]))
    assert len(texts(found)) == 3


def test_same_row_twice() -> None:
    """The second 规章 may be the right one: a person must see it."""
    written = table([CAPTION_1], ISSUED, ["规章", "1", "2", "3"], ["规章", "4", "5", "6"])
    found = align("proactive", written)
    assert texts(found)["rules", "issued"] == "1"
    assert "row_repeated" in codes(found)
    assert found.unmatched


def test_blanks_are_cells() -> None:
    """C8, E3: three empty cells are three blanks, not three missing cells."""
    found = align("proactive", table([CAPTION_1], ISSUED, ["规章", "", "", ""]))
    assert texts(found) == {("rules", m): "" for m in ("issued", "repealed", "in_force")}
    assert found.unmatched == 0
