"""Table 四: one row without a label, read under its heads, by position only when sums can check."""

from __future__ import annotations

import pytest

from examples.draw.form import OUTCOMES, PROCEDURES
from examples.draw.wording import Shape
from extract.model import RawTable
from tests.transform.build import (
    C,
    Written,
    align,
    changed,
    codes,
    complete,
    cut,
    drawn,
    figures,
    only_draft,
    printed,
    raw,
    report,
    table,
    texts,
)

OF = figures(seed=9, scale="city")
GRID = drawn(OF, "disputes")
TRUTH = printed(OF, "disputes")
HEADS: list[Written] = list(OUTCOMES.values())
LINE: list[Written] = [TRUTH[p, o] for p in PROCEDURES for o in OUTCOMES]


def single(procedure: str, label: str) -> RawTable:
    """One of three tables of five columns."""
    cells: list[Written] = [TRUTH[procedure, outcome] for outcome in OUTCOMES]
    return table([C(label, cols=5)], HEADS, cells)


@pytest.mark.parametrize("code", ["2021", "2019"])
def test_whole_table(code: str) -> None:
    """Fifteen figures under fifteen heads."""
    found = align("disputes", raw(GRID), code=code)
    assert (texts(found), found.misfit, codes(found)) == (TRUTH, 0, set())


@pytest.mark.parametrize("row", [1, 2, 3])
def test_page_break_anywhere(row: int) -> None:
    """Heads on one page, the figures on the next."""
    above, below = cut(GRID, row)
    found = align("disputes", raw(above, 0, 1), raw(below, 1, 2))
    assert (texts(found), found.misfit) == (TRUTH, 0)


@pytest.mark.parametrize("shift", [1, 2, 3])
def test_head_at_the_wrong_column(shift: int) -> None:
    """C13: 行政诉讼 from column 8: the lower heads decide."""
    found = align("disputes", raw(drawn(OF, "disputes", shape=Shape(dispute_head_shift=shift))))
    assert (texts(found), found.misfit) == (TRUTH, 0)


def test_three_tables_of_five() -> None:
    """C14: a table for each procedure."""
    tables = [single(code, label) for code, label in PROCEDURES.items()]
    found = align("disputes", *tables)
    assert (texts(found), found.misfit) == (TRUTH, 0)


def test_fifteen_flat_cells() -> None:
    """C14: heads without groups, or nothing but figures below a page break."""
    assert texts(align("disputes", table([*HEADS, *HEADS, *HEADS], LINE))) == TRUTH
    found = align("disputes", table(LINE))
    assert texts(found) == TRUTH
    assert codes(found) == {"columns_by_position"}


def test_empty_cells_instead_of_spans() -> None:
    """C12: two rows of heads with empty cells below and beside them."""
    gaps: list[Written] = [""] * 15
    first: list[Written] = [*HEADS, "未经复议直接起诉", *gaps[:4], "复议后起诉", *gaps[:4]]
    groups: list[Written] = ["行政复议", "", "", "", "", "行政诉讼", *gaps[6:]]
    found = align("disputes", table(groups, first, [*gaps[:5], *HEADS, *HEADS], LINE))
    assert (texts(found), found.misfit) == (TRUTH, 0)


@pytest.mark.parametrize(
    ("head", "variant"),
    [("结果维持", "维持"), ("结果维持", "结 果维持"), ("结果纠正", "纠正"), ("其他结果", "其他"),
     ("尚未审结", "未审结"), ("总计", "合计"), ("总计", "总 计")],
)  # fmt: skip
def test_heads_as_published(head: str, variant: str) -> None:
    """D4: a shorter head is the same outcome."""
    say = lambda text: variant if text == head else text  # noqa: E731
    found = align("disputes", raw(drawn(OF, "disputes", say)))  # type: ignore[arg-type]
    assert (texts(found), found.misfit) == (TRUTH, 0)


@pytest.mark.parametrize("count", [1, 4, 5, 14, 16, 20, 30])
def test_wrong_number_of_columns(count: int) -> None:
    """C16: fourteen figures for fifteen columns: no position is certain."""
    found = align("disputes", table(["1"] * count))
    assert not texts(found)
    assert len(found.missing) == 15
    assert codes(found) >= {"columns_unknown"}


def test_a_head_out_of_order_is_never_silent() -> None:
    """Heads in another order: the figures by position must be marked as such."""
    swapped: list[Written] = ["结果纠正", "结果维持", *HEADS[2:]]
    found = align("disputes", table([*swapped, *HEADS, *HEADS], LINE))
    assert "columns_by_position" in codes(found)


def test_heads_woven_together() -> None:
    """C15: vertical heads read as lines: by position, and the note says so."""
    woven: list[Written] = ["结 结 其 尚 总", "果 果 他 未", "维 纠 结 审", "持 正 果 结", "计"]
    found = align("disputes", table([*woven, *woven, *woven], LINE))
    assert not texts(found) or codes(found) == {"columns_by_position"}


def test_blank_line() -> None:
    """E17: fifteen empty cells are fifteen blanks."""
    found = align("disputes", table([*HEADS, *HEADS, *HEADS], [""] * 15))
    assert set(texts(found).values()) == {""}
    assert found.misfit == 0


@pytest.mark.parametrize("at", range(15))
def test_marks_and_odd_texts_keep_their_column(at: int) -> None:
    """A cell that is no figure must not push its neighbours aside."""
    place = max(c.row for c in raw(GRID).cells)
    for text in ("/", "无", "-", "1 2", "12件"):
        found = align("disputes", changed(raw(GRID), {(place, at): text}))
        slot = list(TRUTH)[at]
        assert texts(found) == {**TRUTH, slot: text}


def test_two_lines_of_figures() -> None:
    """A second line of figures is nobody's: the report must not be verified."""
    of = table([*HEADS, *HEADS, *HEADS], LINE, ["9"] * 15)
    tables = (raw(drawn(OF, "proactive")), raw(drawn(OF, "requests")), of)
    draft = only_draft(report(OF, *tables))
    assert not complete(draft) or draft.failures
