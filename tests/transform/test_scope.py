"""Whose work a report's tables count: what is stated, what is assumed, what nobody can tell."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.transform.build import fact
from transform.agencies import place_agency
from transform.model import NarrativeFigure
from transform.scope import ScopeReading, other_body, read_scope
from transform.sections import Section
from transform.text_checks import check_text

CASES = yaml.safe_load(Path(__file__).with_name("scope_sentences.yml").read_text(encoding="utf-8"))
YEAR = 2023


def reading(
    of: str, says: str, title: str = "", section: str = "一", **table: int | None
) -> ScopeReading:
    facts = [
        fact(
            *(("requests", code, "total") if "__" not in code else ("disputes", *code.split("__"))),
            value,
        )
        for code, value in ({"carried_over": 0} | table).items()
    ]
    return read_scope(
        of,
        title or f"{of}2023年政府信息公开工作年度报告",
        YEAR,
        place_agency(of, YEAR)[0],
        [Section(section, section, "总体情况", says, 0)],
        {each.slot: each for each in facts},
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['of']} {case['says'][:24]}")
def test_sentences(case: dict[str, Any]) -> None:
    found = reading(
        case["of"], case["says"], case.get("title", ""), case.get("section", "一"), **case["table"]
    )
    assert (found.scope, found.basis) == (case["scope"], case.get("basis")), found.statements


def test_a_table_of_its_own_is_kept_beside() -> None:
    """What the text says of table 四 decides nothing about table 三."""
    says = "全市发生行政复议18件，市本级收到申请12件。"
    found = reading("宿迁市人民政府", says, new_received=12, reconsideration__total=18)
    assert [(each.table_name, each.scope, each.confidence) for each in found.statements] == [
        ("disputes", "whole_region", "high"),
        ("requests", "government_and_departments", "high"),
    ]
    assert found.scope == "government_and_departments"


def test_other_words_than_the_table_s_are_kept_as_evidence() -> None:
    found = reading("洪泽区人民政府", "区政府办代表区政府受理申请17件。", new_received=95)
    (said,) = found.statements
    assert (said.scope, said.confidence, said.section) == ("own", "low", "一")
    assert said.evidence == "区政府办代表区政府受理申请17件"


def test_figures_that_agree_do_not_tell_versions_apart() -> None:
    by_figure = reading("洪泽区人民政府", "全区受理申请21件。", new_received=21)
    declared = reading("宿迁市本级", "", new_received=21)
    assert (by_figure.scope, by_figure.version_scope) == ("whole_region", "unknown")
    assert declared.version_scope == "government_and_departments"
    assert reading("沭阳县教育局", "", new_received=21).version_scope == "own"


BODIES = """
洪泽区人民政府     | 区政府办代表区政府受理申请17件 | 17 | 95 | 区政府办代表区政府
洪泽区人民政府     | 全区受理申请17件 | 17 | 95 |
洪泽区人民政府     | 受理申请17件 | 17 | 95 |
洪泽区人民政府     | 全市受理申请17件 | 17 | 95 | 全市
洪泽区人民政府     | 区公安局收到申请17件 | 17 | 95 | 区公安局
上海市人民政府办公厅 | 市政府办公厅代表市政府受理申请17件 | 17 | 95 |
宿迁市人民政府     | 全市共收到申请17件，其中市本级9件 | 17 | 9 | 全市
沭阳县教育局      | 我局收到申请17件 | 17 | 95 |
沭阳县教育局      | 本局及所属单位收到申请17件 | 17 | 95 |
沭阳县教育局      | 全县教育系统收到申请17件 | 17 | 95 | 全县教育系统
"""


@pytest.mark.parametrize("line", BODIES.strip().splitlines())
def test_whether_a_sentence_speaks_of_another_body(line: str) -> None:
    """Then text and table cannot be compared; a sentence about the publisher itself still can."""
    of, says, figure, printed, body = (part.strip() for part in line.split("|"))
    found = reading(of, says + "。", new_received=int(printed))
    said = NarrativeFigure(
        "requests_received", Decimal(figure), "件", False, "year", "一", says, f"{figure}件"
    )
    assert other_body(said, found) == body
    facts = {
        each.slot: each
        for each in (
            fact("requests", "new_received", "total", int(printed)),
            fact("requests", "carried_over", "total", 0),
        )
    }
    (result,) = check_text([said], [], facts, lambda each: other_body(each, found))
    assert result.status == ("not_assessable" if body else "fail")
    assert body in result.note
