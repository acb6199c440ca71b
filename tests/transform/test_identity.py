"""Agency and reporting year from what the page says, and what contradicts (quirks F4-F8)."""

from __future__ import annotations

import pytest

from extract.model import Paragraph
from transform.identity import ReportIdentity, identify

BUREAU = "邹城市田黄镇人民政府"
TITLE = f"{BUREAU}2021年政府信息公开工作年度报告"


def period(start: str = "2021年1月1日", end: str = "2021年12月31日") -> str:
    return f"本报告所列数据的统计期限自{start}起至{end}止。"


def who(*lines: str, closing: str = "", hint: str = "", file: str = "") -> ReportIdentity | None:
    opening = [Paragraph(n, line) for n, line in enumerate(lines)]
    return identify(opening, [Paragraph(99, closing)] if closing else [], hint, file)


def known(*lines: str, **how: str) -> ReportIdentity:
    identity = who(*lines, **how)
    assert identity is not None
    return identity


def codes(identity: ReportIdentity) -> list[str]:
    return [problem.code for problem in identity.problems]


def test_title_and_period_agree() -> None:
    """The ordinary case, without a word of doubt."""
    identity = known(TITLE, period(), closing="2022年1月20日")
    assert (identity.agency, identity.year, codes(identity)) == (BUREAU, 2021, [])
    assert (identity.published_on, identity.published_basis) == ("2022-01-20", "dateline")


def test_title_without_year() -> None:
    """The year comes from the period, not from the dateline a year later (F4)."""
    title = f"{BUREAU}政府信息公开工作年度报告"
    assert known(title, period(), closing="2022年1月20日").year == 2021


@pytest.mark.parametrize("witness", ["2022年1月20日", ""])
def test_wrong_year_in_the_title(witness: str) -> None:
    """Last year's title must not move the report to last year (F5)."""
    title = f"《{BUREAU}2020年政府信息公开工作年度报告》"
    identity = known(title, period(), closing=witness)
    assert identity.year == 2021
    assert codes(identity) == ["year_contradicts"]


def test_wrong_year_in_the_period() -> None:
    """A period copied from last year against title, announcement and dateline."""
    announced = f"现公布{BUREAU}2021年政府信息公开工作年度报告。"
    copied = period("2020年1月1日", "2020年12月31日")
    identity = known(TITLE, announced + copied, closing="2022年1月20日")
    assert identity.year == 2021
    assert codes(identity) == ["year_contradicts"]


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [
        ("2020年1月1日", "202020年12月31日", 2020),
        ("20201月1日", "2020年12月31日", 2020),
        ("2020 年 1 月 1 日", "2020 年 12 月 31 日", 2020),
        ("202411日", "20241231日", None),
    ],
)
def test_damaged_dates(start: str, end: str, year: int | None) -> None:
    """A misprinted date gives its year or none, never 2020 from 202020 as something else (F6)."""
    title = f"{BUREAU}政府信息公开工作年度报告"
    identity = known(title, period(start, end))
    assert identity.year == year
    assert codes(identity) == ([] if year else ["year_unknown"])


def test_other_years_in_the_text_do_not_count() -> None:
    """Plans for next year and looks at last year move nothing (F7)."""
    text = "2022年制定规范性文件0件。2023年我局加大力度，2023年起，2023年全面推进。"
    assert known(TITLE, period(), text).year == 2021


@pytest.mark.parametrize("line", ["发布日期：2024-09-07", "公开日期：2024年9月7日"])
def test_date_of_the_page_is_never_the_year(line: str) -> None:
    """A re-upload years later is still the report of its year (F8, B7)."""
    identity = known(line, TITLE, period())
    assert (identity.year, identity.published_on) == (2021, "2024-09-07")
    assert identity.published_basis == "page"


def test_date_of_the_page_without_title_year() -> None:
    """Page date alone is no reporting year."""
    identity = known("发布日期：2024-09-07", f"{BUREAU}政府信息公开工作年度报告")
    assert identity.year is None


def test_a_title_without_agency_takes_the_sentence_that_names_it() -> None:
    """A report without a name is nobody's; where it was found is said."""
    sentence = f"根据条例，由{BUREAU}编制{BUREAU}2021年度政府信息公开工作年度报告。"
    identity = known("2021年政府信息公开工作年度报告", sentence, period())
    assert identity.agency.endswith(BUREAU)
    assert codes(identity) == ["agency_not_in_title"]


def test_the_file_name_is_the_last_resort() -> None:
    """Its name is taken, its download date never (A2, A3)."""
    name = f"{BUREAU}政府信息公开工作年度报告.pdf"
    identity = known("2021年政府信息公开工作年度报告", period(), file=name)
    assert (identity.agency, identity.year) == (BUREAU, 2021)
    assert identity.problems[0].params == {"source": "file name"}


@pytest.mark.parametrize("name", ["hzq2023.pdf", "2021_2025-12-30.html", ""])
def test_initials_and_dates_in_file_names_say_nothing(name: str) -> None:
    """`hzq` is no agency, and 2025 is when the page was saved (A1, A3)."""
    identity = known("2021年政府信息公开工作年度报告", period(), file=name)
    assert (identity.agency, identity.year) == ("", 2021)


def test_title_of_the_page_behind_a_dash() -> None:
    """The site's name is cut off (F3)."""
    identity = known(period(), hint=f"{TITLE}_邹城市人民政府")
    assert (identity.agency, identity.year) == (BUREAU, 2021)


@pytest.mark.parametrize("lines", [(), ("关于2021年工作总结",), ("政府信息公开指南", period())])
def test_what_is_no_annual_report(lines: tuple[str, ...]) -> None:
    """A page without title, sentence or name is refused (A15)."""
    assert who(*lines) is None


def test_page_numbers_do_not_cut_a_title() -> None:
    """A page number between the lines of a title leaves it whole (B1)."""
    lines = (BUREAU, "- 1 -", "2021年政府信息公开工作年度报告", period())
    assert known(*lines).agency == BUREAU


def test_a_date_that_does_not_exist_is_none() -> None:
    """31 and 13 stand in damaged datelines; they must not reach a DATE column."""
    assert known(TITLE, period(), closing="2022年13月20日").published_on is None
