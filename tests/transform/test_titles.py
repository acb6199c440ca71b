"""Which lines are titles of annual reports, and whom and what year they name (quirks F1-F3)."""

from __future__ import annotations

import pytest

from transform.identity import find_title
from transform.titles import names_an_organ, read_title

BUREAU = "达州市人力资源和社会保障局"


@pytest.mark.parametrize(
    ("line", "agency", "year"),
    [
        (f"{BUREAU}2023年政府信息公开工作年度报告", BUREAU, 2023),
        (f"{BUREAU} 2023 年政府信息公开工作年度报告", BUREAU, 2023),
        (f"2023年{BUREAU}政府信息公开年度报告", BUREAU, 2023),
        (f"{BUREAU}2023年度政府信息公开工作年度报告", BUREAU, 2023),  # 年度 twice
        (f"{BUREAU}2023年政府信息公开年报", BUREAU, 2023),
        (f"{BUREAU}2023年政府信息公开工作报告", BUREAU, 2023),
        (f"{BUREAU}2023年政府信息公开年度工作报告", BUREAU, 2023),
        (f"{BUREAU}2023年信息公开年度报告", BUREAU, 2023),
        (f"{BUREAU}2023年信息公开工作年度报告", BUREAU, 2023),
        (f"{BUREAU}2023年政务信息公开年度报告", BUREAU, 2023),
        (f"{BUREAU}2023年信息公开年度工作情况", BUREAU, 2023),
        (f"{BUREAU}政府信息公开工作2023年度报告", BUREAU, 2023),
        (f"关于{BUREAU}2023年政府信息公开工作年度报告", BUREAU, 2023),
        (f"《{BUREAU}2023年政府信息公开工作年度报告》", BUREAU, 2023),
        (f"附件：{BUREAU}2023年政府信息公开工作年度报告", BUREAU, 2023),
        (f"{BUREAU}2023年政府信息公开工作年度报告（超链版）", BUREAU, 2023),  # A4
        (f"{BUREAU}２０２３年政府信息公开工作年度报告", BUREAU, 2023),
        (f"{BUREAU}政府信息公开工作年度报告", BUREAU, None),  # F4
        (f"{BUREAU}二〇二三年政府信息公开工作年度报告", BUREAU, 2023),
        (f"{BUREAU}关于2023年政府信息公开工作年度报告", BUREAU, 2023),
        (f"{BUREAU}关于2023年政府信息公开工作的年度报告", BUREAU, 2023),
        (f"{BUREAU}2023年度政府信息公开工作情况年度报告", BUREAU, 2023),
        (f"{BUREAU}2023年政府信息公开工作年度报告-某市政府网", BUREAU, 2023),
        ("2023年政府信息公开工作年度报告", "", 2023),
        ("贵阳市人民政府（市人民政府办公厅）2021年政府信息公开工作年度报告",
         "贵阳市人民政府（市人民政府办公厅）", 2021),
    ],
)  # fmt: skip
def test_titles_of_annual_reports(line: str, agency: str, year: int | None) -> None:
    """A title not known loses the report; a year left in the name splits one agency in two."""
    title = read_title(line)
    assert title is not None
    assert (title.agency, title.year) == (agency, year)


@pytest.mark.parametrize(
    "line",
    [
        "2019年政务公开工作总结",  # A15
        "2024年3月政府信息公开情况统计",
        "二、主动公开政府信息情况",
        "本报告根据《中华人民共和国政府信息公开条例》编制，现将2023年政府信息公开工作年度报告",
        "根据规定，现公布某局2023年政府信息公开工作年度报告",
        "政府信息公开指南",
        "当前位置：首页 > 政府信息公开 > 政府信息公开年报",
        "来源：某局2023年政府信息公开工作年度报告",
        "",
        "局" * 100 + "2023年政府信息公开工作年度报告",
    ],
)
def test_other_lines_are_no_titles(line: str) -> None:
    """A summary or a sentence taken for a title makes a report of what is none."""
    assert read_title(line) is None


@pytest.mark.parametrize(
    "lines",
    [
        [BUREAU, "2023年政府信息公开工作年度报告"],
        [f"{BUREAU}2023年", "政府信息公开工作年度报告"],
        ["正文", f"{BUREAU}2023年政府信息公开工作年度报告"],
        ["首页 > 政府信息公开", f"{BUREAU}2023年政府信息公开工作年度报告"],
        ["2023年政府信息公开工作年度报告", f"{BUREAU}2023年政府信息公开工作年度报告"],  # F2
    ],
)
def test_title_over_lines(lines: list[str]) -> None:
    """Half of a title names half an agency, or none (F3)."""
    title = find_title(lines)
    assert title is not None
    assert (title.agency, title.year) == (BUREAU, 2023)


@pytest.mark.parametrize(
    "lines",
    [
        ["达州市人力资源和社会保障", "局2023年政府信息公开工作年度报告"],
        ["达州市人力资源", "和社会保障局2023年政府信息", "公开工作年度报告"],
    ],
)
def test_title_broken_inside_the_name(lines: list[str]) -> None:
    """`局` as an agency: the second line alone is a title too."""
    title = find_title(lines)
    assert title is not None
    assert title.agency == BUREAU


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (BUREAU, True), ("城关镇", True), ("河东街道办事处", True), ("某某高新区", True),
        ("淮安市洪泽区", True), ("湛江海关（关区）", True), ("政府网站工作", False), ("", False),
    ],
)  # fmt: skip
def test_names_of_organs(name: str, expected: bool) -> None:
    """Breadcrumbs taken for an agency win over its name."""
    assert names_an_organ(name) is expected
