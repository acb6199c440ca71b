"""Rules on structure and values: measures taken of whole reports, each rule passing and failing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from extract.model import RawCell
from tests.transform.build import (
    FORMS,
    changed,
    document,
    figures,
    grids,
    only_draft,
    raw,
    report,
)
from transform import rule_checks
from transform.check_rules import check_rules, rules_of
from transform.formula import is_comparison
from transform.model import Report
from transform.rule_checks import check_measures
from transform.settle import settle

ROOT = Path(__file__).resolve().parents[2]
OF = figures(seed=92)
TABLES = [raw(grid, n) for n, grid in enumerate(grids(OF).values())]
HEADINGS = (
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
)  # fmt: skip
FIVE = "存在公开内容不够丰富的问题，将加强培训，完善制度。"


def whole(*without: str, five: str = FIVE, order: tuple[int, ...] = (0, 1, 2, 3, 4, 5)) -> Report:
    """A report with its six sections, some of them left out or in another order."""
    blocks: list[object] = [OF.printed_title, OF.intro]
    inner = {1: TABLES[0], 2: TABLES[1], 3: TABLES[2]}
    for number in order:
        if HEADINGS[number][0] not in without:
            blocks.append(HEADINGS[number])
        blocks.append(
            inner.get(number, five if number == 4 else "本机关按要求开展工作，情况如下。")
        )
    of = document(*blocks)  # type: ignore[arg-type]
    return settle(only_draft(of), of, None, forms=FORMS)


def statuses(of: Report, code: str) -> dict[str, str]:
    """Status by scope of one rule."""
    return {check.scope: check.status for check in of.checks if check.check_code == code}


def test_a_whole_report_passes_every_rule() -> None:
    """The passing fixture of every rule on structure and values."""
    ruled = {rule.code for rule in rules_of("measure")}
    found = {
        check.check_code: check.status for check in whole().checks if check.check_code in ruled
    }
    rates = {rule.code for rule in rules_of("measure") if not is_comparison(rule.formula[0])}
    assert rates == {"completeness_rate", "unit_known"}
    assert found == {code: "not_assessable" if code in rates else "pass" for code in ruled}


def test_a_missing_section() -> None:
    assert statuses(whole("六"), "section_present") == {
        **dict.fromkeys("一二三四五", "pass"),
        "六": "fail",
    }


def test_sections_out_of_order() -> None:
    assert statuses(whole(order=(0, 1, 2, 3, 5, 4)), "section_numbering") == {"report": "fail"}


def test_a_section_five_of_nothing() -> None:
    assert statuses(whole(five="无。"), "section_five_says_something") == {"五": "fail"}


def test_a_heading_without_its_table() -> None:
    blocks = [
        OF.printed_title,
        OF.intro,
        *HEADINGS[:3],
        TABLES[1],
        HEADINGS[3],
        TABLES[2],
        *HEADINGS[4:],
    ]
    of = document(*blocks)
    settled = settle(only_draft(of), of, None, forms=FORMS)
    assert statuses(settled, "table_under_heading") == {"二": "fail", "三": "pass", "四": "pass"}
    assert statuses(settled, "cells_found")["proactive"] == "fail"


def test_a_blank_table() -> None:
    cells = {(c.row, c.column): "" for c in TABLES[2].cells if c.text.strip().isdigit()}
    blank = changed(TABLES[2], cells)
    of = report(OF, *TABLES[:2], blank)
    settled = settle(only_draft(of), of, None, forms=FORMS)
    assert statuses(settled, "table_not_blank") == {
        "proactive": "pass",
        "requests": "pass",
        "disputes": "fail",
    }
    rates = {c.scope: c.found for c in settled.checks if c.check_code == "completeness_rate"}
    assert (rates["requests"], rates["disputes"]) == (100, 0)


def test_a_row_of_another_form() -> None:
    """（六）其他处理 with figures of its own beside its three rows: counted in both it would count twice."""
    below = next(c.row for c in TABLES[1].cells if "总计" in c.text and c.row > 5)
    cells = [replace(c, row=c.row + (c.row >= below)) for c in TABLES[1].cells]
    texts = ["（六）其他处理", "", *"1000001"]
    extra = [RawCell(below, 1 + n, text, path=f"extra {n}") for n, text in enumerate(texts)]
    more = replace(TABLES[1], rows=TABLES[1].rows + 1, cells=(*cells, *extra))
    of = report(OF, TABLES[0], more, TABLES[2])
    settled = settle(only_draft(of), of, None, forms=FORMS)
    assert statuses(settled, "one_other_group")["requests"] == "fail"
    assert settled.quality == "needs_review"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 2", "value_parses"),
        ("-3", "value_not_negative"),
        ("1.5", "count_is_whole"),
        ("1" + 12 * "0", "amount_scale"),
    ],
)
def test_a_value_that_cannot_be(text: str, code: str) -> None:
    place = next((c.row, c.column) for c in TABLES[1].cells if c.text.isdigit())
    of = report(OF, TABLES[0], changed(TABLES[1], {place: text}), TABLES[2])
    settled = settle(only_draft(of), of, None, forms=FORMS)
    assert statuses(settled, code) == {"proactive": "pass", "requests": "fail", "disputes": "pass"}
    assert settled.quality == "needs_review"


MEASURES = {
    "rows_of_other_forms": ("one_other_group", "table", 1),
    "rows_left_over": ("rows_placed", "table", 1),
    "readings_differing": ("two_readings_agree", "table", 1),
    "values_doubtful": ("cell_not_doubtful", "table", 2),
    "years_contradicting": ("year_consistent", "report", 1),
    "statements_other_year": ("text_year", "report", 1),
    "cells_problems": ("cells_conserved", "table", 9),
    "numerals_repeated": ("section_numbering", "report", 1),
}


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_decides_its_rule(measure: str) -> None:
    """The failing fixture of rules whose measure comes from a problem met elsewhere."""
    code, per, value = MEASURES[measure]
    measures = {kind: {k: dict(v) for k, v in of.items()} for kind, of in whole().measures.items()}
    scope = "requests" if per == "table" else "report"
    assert statuses(whole(), code)[scope] == "pass"
    measures[per][scope][measure] += Decimal(value)
    failing = {(r.check_code, r.scope) for r in check_measures(measures) if r.status == "fail"}
    assert failing == {(code, scope)}


def test_adding_a_check_is_adding_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry that docs/checks.md shows works as it stands."""
    text = (ROOT / "docs/checks.md").read_text(encoding="utf-8").split("```yaml")[1].split("```")[0]
    (tmp_path / "own.yml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(rule_checks, "rules_of", lambda how: tuple(check_rules(tmp_path).values()))
    results = check_measures({"table": {"requests": {"percent_printed": Decimal(89)}}})
    assert [(r.check_code, r.scope, r.status) for r in results] == [
        ("table_mostly_printed", "requests", "fail")
    ]
