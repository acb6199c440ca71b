"""Which raw tables are tables of the form, and where the next report begins."""

from __future__ import annotations

import pytest

from examples.draw.grid import grids
from extract.model import RawTable
from tests.transform.build import FORMS, C, cut, drawn, figures, raw, table
from transform.classify import fragments, split_reports, vocabulary

WORDS = vocabulary(FORMS)
ORDER = ["proactive", "requests", "disputes"]
OF = figures(seed=2)
TABLES = [raw(grid, n) for n, grid in enumerate(grids(OF).values())]

META = table(
    ["索引号", "000014348/2024-00012", "分类", "政府信息公开年报"],
    ["发布机构", "某市某县人民政府", "公开日期", "2024-01-26"],
    ["名称", "某市某县人民政府2023年政府信息公开工作年度报告", "文号", ""],
)
LAYOUT = table(["首页", "新闻动态", "政务公开"], ["打印", "关闭", "字体"])
TURNOUT = table(["其他", "总计"], ["1", "2"])


def names(*tables: RawTable) -> list[str]:
    return [fragment.name for fragment in fragments(tables, WORDS)]


def reports(*tables: RawTable) -> list[list[str]]:
    found = split_reports(fragments(tables, WORDS), ORDER)
    return [[fragment.name for fragment in report] for report in found]


@pytest.mark.parametrize("year", [2020, 2023])
def test_three_tables(year: int) -> None:
    """Both forms' tables are known by their words."""
    drawn_tables = [raw(grid) for grid in grids(figures(year=year)).values()]
    assert names(*drawn_tables) == ORDER


@pytest.mark.parametrize("other", [META, LAYOUT, TURNOUT, table(["1", "2"]), table([""])])
def test_other_tables_are_left_alone(other: RawTable) -> None:
    """B6: metadata is not table 二; 其他 and 总计 alone tell nothing."""
    assert names(other) == []
    assert names(other, *TABLES, other) == ORDER


def test_the_first_table_need_not_be_table_two() -> None:
    """Order on the page does not name a table."""
    assert names(TABLES[2], TABLES[0], TABLES[1]) == ["disputes", "proactive", "requests"]


@pytest.mark.parametrize("row", [1, 4, 8, 12, 20, 27])
def test_parts_of_a_table(row: int) -> None:
    """A page of rows without header belongs to the table before."""
    parts = [raw(part, n) for n, part in enumerate(cut(drawn(OF, "requests"), row, "repeat"))]
    assert names(*parts) == ["requests"] * 2


def test_figures_below_their_header() -> None:
    """Fifteen figures alone on the next page belong to table 四; sixteen do not."""
    above, below = cut(drawn(OF, "disputes"), 3)
    assert names(raw(above), raw(below, 1)) == ["disputes"] * 2
    assert names(raw(above), table(["1"] * 16)) == ["disputes"]
    assert names(raw(below)) == []


CUT_BOTH = table(
    ["果", "予处理", "具已获取信息", *[""] * 7],
    ["", "（六）其", "1、申请人无正当理由逾期不补", *"1000001"],
)


def test_a_page_with_only_cut_labels_is_not_dropped() -> None:
    """Its figures would be on no list: neither facts nor problems."""
    above, below = cut(drawn(OF, "requests"), 23)
    assert names(raw(above), CUT_BOTH, raw(below)) == ["requests"] * 3


@pytest.mark.parametrize("labels", [["年度办", ""], ["度", "予以"]])
def test_a_page_with_a_cut_row_and_cut_labels(labels: list[str]) -> None:
    """Labels without figures stand beside the row; its figures belong to the table."""
    above, below = cut(drawn(OF, "requests"), 7)
    page = table(["", "，只计这一情形，不计其他情", *"0100001"], labels)
    assert names(raw(above), page, raw(below)) == ["requests"] * 3


def test_figures_between_two_parts_of_a_table_are_of_it() -> None:
    """Whatever they are: on no list they would be lost."""
    above, below = cut(drawn(OF, "requests"), 7)
    assert names(raw(above), table(["3", "x"], ["4", "5"]), raw(below)) == ["requests"] * 3
    assert names(raw(above), table(["索引号", "分类"]), raw(below)) == ["requests"] * 2


def test_figures_of_table_four_without_any_head() -> None:
    """C14: fifteen cells in a row, right behind table 三."""
    bare = table(list("100010000000000"))
    assert names(*TABLES[:2], bare) == ["proactive", "requests", "disputes"]
    assert names(*TABLES[:1], bare) == ["proactive"]


def test_two_reports_in_one_file() -> None:
    """A table that opens again after a later one begins the next report."""
    again = [raw(grid, n + 3) for n, grid in enumerate(grids(figures(seed=3)).values())]
    assert reports(*TABLES, *again) == [ORDER, ORDER]


def test_repeated_header_is_no_new_report() -> None:
    """A header printed again on the next page stays in the report."""
    above, below = cut(drawn(OF, "requests"), 14)
    head = cut(drawn(OF, "requests"), 3)[0]
    found = reports(TABLES[0], raw(above), raw(head), raw(below), TABLES[2])
    assert found == [["proactive", "requests", "requests", "requests", "disputes"]]


def test_table_four_in_three_parts_is_one_report() -> None:
    """行政诉讼 twice does not begin a report (C14)."""
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    parts = [
        table([C(label, cols=5)], heads, list("00000"))
        for label in ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    ]
    assert reports(TABLES[0], TABLES[1], *parts) == [[*ORDER[:2], *["disputes"] * 3]]
