"""What is kept of a figure in the text: unit, period, channel, section; and what is no figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.transform.test_narrative_patterns import figures, stated
from transform.model import NarrativeFigure
from transform.narrative import read_narrative
from transform.narrative_words import metrics, words
from transform.sections import Section
from warehouse.codes import codes


def one(text: str, year: int = 2023) -> NarrativeFigure:
    """The only figure of a text."""
    (figure,) = figures(text, year)
    return figure


@pytest.mark.parametrize(
    ("text", "value", "unit", "approximate", "printed"),
    [
        ("全年主动公开政府信息18万余条。", "180000", "条", True, "18万余条"),
        ("全年主动公开政府信息134,691条。", "134691", "条", False, "134,691条"),
        ("门户网站访问量达3200万余次。", "32000000", "次", True, "3200万余次"),
        ("门户网站浏览量约12.03万人次。", "120300", "人次", True, "12.03万人次"),
        ("门户网站浏览量１２．０３万人次。", "120300", "人次", False, "12.03万人次"),
        ("微信公众号粉丝突破550万。", "5500000", "人", True, "550万"),
        ("主动公开政府信息500条以上。", "500", "条", True, "500条"),
        ("收取信息处理费1.2万元。", "12000", "元", False, "1.2万元"),
        ("收取信息处理费30.5元。", "30.5", "元", False, "30.5元"),
        ("举办政务公开培训班三期。", "3", "期", False, "三期"),
        ("召开新闻发布会十二场。", "12", "场", False, "十二场"),
        ("本年度未收取信息处理费。", "0", "元", False, "未收取信息处理费"),
    ],
)
def test_value_unit_and_wording(
    text: str, value: str, unit: str, approximate: bool, printed: str
) -> None:
    figure = one(text.replace("１２．０３", "12.03"))
    assert (figure.value, figure.unit) == (Decimal(value), unit)
    assert (figure.approximate, figure.printed) == (approximate, printed)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("全年主动公开政府信息3条。", "year"),
        ("公众号粉丝5.1万人。", "cumulative"),
        ("网站自2019年6月改版以来点击量29131次。", "cumulative"),
        ("网站总访问量1530488次。", "other"),
        ("全年网站总访问量1530488次。", "year"),
        ("微信公众号一条推文阅读量达20万次。", "event"),
    ],
)
def test_period(text: str, period: str) -> None:
    """A stock or a single post added to flows of the year makes a false sum."""
    assert one(text).period == period


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("全年主动公开政府信息3条。", None),
        ("通过门户网站公开信息3条。", "website"),
        ("微博发布信息3条。", "weibo"),
        ("“某地发布”微信公众号推送信息3条。", "wechat"),
        ("依托微信公众号、视频号等平台，发布各类信息3条。", "new_media"),
        ("通过门户网站、微信公众号、公示栏等主动公开政府信息3条。", None),
        ("加强门户网站建设，全年主动公开政府信息3条。", None),
    ],
)
def test_channel(text: str, channel: str | None) -> None:
    """Part of a channel taken for the total of the agency, or the total for a part."""
    assert one(text).channel == channel


@pytest.mark.parametrize(
    "text",
    [
        "主动公开政府信息同比增长54条。", "较上年增加依申请公开12件。", "下一步将公开信息100条。",
        "2022年主动公开政府信息59条。", "去年收到政府信息公开申请31件。", "2024年主动公开政府信息59条。",
        "2019—2023年共主动公开政府信息59条。", "印发《公开政府信息100条》。", "推出“公开信息30条”。",
        "邮编：223100，电话：0517-87290606，地址32号。", "依据国办公开办函〔2021〕30号。",
        "依托12345热线受理诉求。",
        "公开常务会议18期。", "办理行政许可70件。", "主动公开政府信息134，691条。", "网站发布信息12 34条。",
        "受理率100%，办结率98.5%。", "主动公开政府信息2.5条。", "公开了第3批、第5次信息。",
        "办理行政复议案件12件。", "网站、微信公众号访问量共3万次。", "新增公众号粉丝300人。",
    ],
)  # fmt: skip
def test_what_is_no_figure_of_the_report(text: str) -> None:
    """Changes, other years, plans, names, numbers that may be two: better none than a wrong one."""
    assert stated(text) == []


def test_outcomes_said_together_are_not_given_to_one() -> None:
    text = "受理政府信息公开申请9件，其中予以公开及部分公开4件，无法提供5件。"
    assert stated(text) == [("requests_received", 9), ("requests_unavailable", 5)]


def test_figures_before_their_words() -> None:
    text = "收到12件政府信息公开申请，其中3件予以公开、1件不予公开、2件结转下年度办理。"
    assert stated(text) == [
        ("requests_received", 12), ("requests_granted", 3), ("requests_denied", 1),
        ("requests_carried_forward", 2),
    ]  # fmt: skip


def test_next_and_last_year_by_their_numbers() -> None:
    text = "收到政府信息公开申请12件，其中2022年结转3件，答复13件，2件结转至2024年办理。"
    assert stated(text) == [
        ("requests_received", 12), ("requests_carried_over", 3), ("requests_handled", 13),
        ("requests_carried_forward", 2),
    ]  # fmt: skip


def test_every_occurrence_with_its_sentence_and_section() -> None:
    sections = [
        Section(None, None, "", "某局公开信息3条。", 0),
        Section(
            "一",
            "一",
            "总体情况",
            "全年主动公开政府信息3条。\n共主动公开政府信息3条，成效明显。",
            0,
        ),
        Section(
            "五", "五", "", "全年仅举办培训1次，还不够。下一步，将举办培训5次。组织培训9次。", 0
        ),
    ]
    found = read_narrative(sections, 2023)
    assert [(f.metric, int(f.value), f.section, f.sentence) for f in found] == [
        ("published_items", 3, None, "某局公开信息3条"),
        ("published_items", 3, "一", "全年主动公开政府信息3条"),
        ("published_items", 3, "一", "共主动公开政府信息3条，成效明显"),
        ("trainings_held", 1, "五", "全年仅举办培训1次，还不够"),
    ]


def test_a_part_is_no_second_total() -> None:
    assert stated("全年组织培训10次，其中组织专题培训3次。") == [("trainings_held", 10)]


def test_rules_speak_of_metrics_of_the_dictionary() -> None:
    """A metric the dictionary lacks is refused by the warehouse; one without a rule is never found."""
    known = {metric.code for metric in metrics()}
    used = {rule.metric for rules in words().by_unit.values() for rule in rules}
    assert used == known
    assert {metric for zero in words().zeros for metric, _ in zero.metrics} <= known
    assert [row.code for row in codes()["dim_narrative_metric"]] == [m.code for m in metrics()]


@pytest.mark.parametrize(
    "text",
    [
        "收到申请" + "共计" * 400 + "5件。",
        "1" * 200000 + "件。",
        "2019年2020年、" * 5000,
        "a" * 100000,
        "将" * 50000,
    ],
)
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    """A pattern that tries every way through a text loses the document to its time limit."""
    assert stated(text) == []
