"""What the text says in words about figures of the tables."""

from __future__ import annotations

import pytest

from transform.check_rules import check_rules
from transform.narrative_words import metrics
from transform.sections import Section
from transform.statements import read_statements, statement_codes


def said(text: str, section: str = "一") -> list[str]:
    """Codes of the statements in a text of 2023."""
    return [s.code for s in read_statements([Section(section, section, "", text, 0)], 2023)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("行政复议7件，诉讼9件，均获维持。", ["disputes_all_upheld"]),
        ("行政诉讼案件全部胜诉。", ["disputes_all_upheld"]),
        ("所有申请均已办理完成。", ["requests_all_handled"]),
        ("收到政府信息公开申请5件，均已按时办结。", ["requests_all_handled"]),
        ("本年度未收到政府信息公开申请。", ["no_requests_received"]),
        ("未引发行政复议和行政诉讼。", ["no_reconsideration", "no_litigation"]),
        ("未收取信息处理费。", ["no_processing_fee"]),
        ("本单位2022年主动公开信息59条。", ["other_year"]),
        ("2024年受理政府信息公开申请5件。", ["other_year"]),
    ],
)
def test_statements(text: str, codes: list[str]) -> None:
    assert said(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "受理申请859件，答复805件，另有72件顺延到下年度答复，均在法定期限内予以答复。",  # says it of 805
        "收到申请5件，结转下年1件，其余全部办结。",
        "办理留言、信箱来信申请均已办结。",
        "2019年收到申请1件，2023年收到申请2件。",
        "2023年收到申请2件，较2022年收到申请5件减少。",
        "2022年未收到政府信息公开申请。",
        "2022年全部行政诉讼均获维持。",
        "全年结果维持3件，行政诉讼尚未审结1件。",
        "公众满意度均较高。",
    ],
)
def test_what_says_nothing_of_the_kind(text: str) -> None:
    assert said(text) == []


def test_plans_of_section_five_are_no_figures_of_another_year() -> None:
    assert said("下一步，2024年主动公开信息100条。", "五") == []


def test_sentence_and_section_are_kept() -> None:
    (statement,) = read_statements(
        [Section("六", "六", "", "一切正常。未收取信息处理费。", 0)], 2023
    )
    assert (statement.sentence, statement.section) == ("未收取信息处理费", "六")


def test_checks_ask_for_statements_there_are() -> None:
    """A check that waits for a statement nobody makes passes for ever."""
    asked = {code for rule in check_rules().values() for code in rule.statements}
    assert asked and asked <= set(statement_codes())
    assert "other_year" in statement_codes()


def test_checks_ask_for_metrics_there_are() -> None:
    asked = {metric for rule in check_rules().values() for metric in rule.metrics}
    assert asked and asked <= {metric.code for metric in metrics()}
