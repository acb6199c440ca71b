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

CAPTION_1, CAPTION_5 = C("第二十条第（一）项", cols=4), C("第二十条第（五）项", cols=4)
MADE: tuple[Written, ...] = ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")
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


def test_header_lost_with_a_note() -> None:
    """Three figures for three measures are taken in order, and said to be."""
    found = align("proactive", table([CAPTION_1], ["规章", "1", "2", "3"]))
    assert [texts(found)["rules", m] for m in ("issued", "repealed", "in_force")] == ["1", "2", "3"]
    assert "header_by_order" in codes(found)


@pytest.mark.parametrize("row", [["规章", "1", "2"], ["规章", "1", "2", "3", "4"]])
def test_header_lost_and_figures_that_do_not_fit(row: list[str]) -> None:
    """Two or four figures for three measures belong nowhere for certain."""
    found = align("proactive", table([CAPTION_1], row))
    assert not texts(found)
    assert (found.unmatched, codes(found)) == (len(row) - 1, {"figures_not_placed"})


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


def test_twin_heads_go_by_order() -> None:
    """C10: 本年新 twice on the 2019 form, with a note; never a head of 2021."""
    twins = ("信息内容", "本年新", "本年新", "对外公开总数量")
    written = table([CAPTION_1], twins, ["规章", "1", "2", "3"])
    found = align("proactive", written, code="2019")
    assert texts(found) == {
        ("rules", "newly_made"): "1",
        ("rules", "newly_published"): "2",
        ("rules", "total_published"): "3",
    }
    assert codes(found) == {"header_by_order"}


READ_ANYWAY = "figures under an unknown head are read as if the head were lost"


@pytest.mark.xfail(strict=True, reason=READ_ANYWAY)
def test_measures_of_the_old_form_are_never_those_of_the_new() -> None:
    """对外公开总数量 is not 现行有效件数 (D1, never aliases)."""
    found = align("proactive", table([CAPTION_1], MADE, ["规章", "1", "2", "3"]))
    assert not texts(found)
    assert found.misfit > 10


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


def test_number_inside_a_header() -> None:
    """C21: the 2020 and the -8 of a head are no figures."""
    head = "本年增/减（指2020年增加或减少的事项数，减用负值表示，如-8）"
    written = table(
        [CAPTION_5], ["信息内容", "上一年项目数量", head, "处理决定数量"],
        ["行政许可", "10", "-2", "300"],
    )  # fmt: skip
    found = align("proactive", written, code="2019")
    assert [texts(found)["licensing", m] for m in (
        "items_previous_year", "items_change", "decisions")] == ["10", "-2", "300"]  # fmt: skip


def test_note_behind_a_subject() -> None:
    """C22: 规章（设区的市…） is 规章."""
    label = "规章(设区的市、自治州人民政府应提供相关数据)"
    found = align("proactive", table([CAPTION_1], ISSUED, [label, "1", "2", "3"]))
    assert len(texts(found)) == 3


UNKNOWN_HEAD = table([CAPTION_5], ["信息内容", "本年发放证照数量"], ["行政许可", "12"])


def test_unknown_head_makes_the_table_unfit() -> None:
    """A head nobody knows: nobody may take the report for verified."""
    found = align("proactive", UNKNOWN_HEAD)
    assert codes(found) >= {"header_unknown"}
    assert found.unmatched


@pytest.mark.xfail(strict=True, reason=READ_ANYWAY)
def test_unknown_head_is_not_read_by_position() -> None:
    """12 of something else is no number of decisions."""
    assert not texts(align("proactive", UNKNOWN_HEAD))


def test_unknown_head_among_known_ones() -> None:
    """Two of three heads known and in place name the third, with a note."""
    heads = ("信息内容", "本年制发件数", "本年作废件数", "现行有效件数")
    found = align("proactive", table([CAPTION_1], heads, ["规章", "1", "2", "3"]))
    assert texts(found)["rules", "repealed"] == "2"
    assert codes(found) == {"label_unlisted"}


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
