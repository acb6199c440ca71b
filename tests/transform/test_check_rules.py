"""The catalogue of checks: complete, strict, and in step with the forms and the metrics of the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.transform.build import FORMS
from transform.check_rules import CheckRuleError, check_rules, rules_of
from transform.formula import parse_formula, parse_sum

GOOD: dict[str, Any] = {
    "id": "S99", "how": "measure", "title_en": "A", "title_zh": "甲", "per": "table", "severity": "info",
    "formula": "1 <= figures_printed",
}  # fmt: skip


def written(folder: Path, **entries: Any) -> Path:
    """A folder with one file of rules; a cached folder is never read twice."""
    (folder / "own.yml").write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    return folder


def test_an_entry_becomes_a_rule(tmp_path: Path) -> None:
    rule = check_rules(written(tmp_path, mine=GOOD))["mine"]
    assert (rule.family, rule.formula, rule.decides) == ("own", ("1 <= figures_printed",), False)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"formel": "x"}, "unknown field formel"),
        ({"title_zh": None}, "missing field title_zh"),
        ({"formula": "1 < figures_printed"}, "cannot be read"),
        ({"how": "guess"}, "how or severity"),
        ({"severity": "fatal"}, "how or severity"),
    ],
)
def test_a_slip_is_refused(change: dict[str, Any], said: str, tmp_path: Path) -> None:
    """By file, code and field: whoever adds a rule must find the slip."""
    entry = {name: value for name, value in (GOOD | change).items() if value is not None}
    with pytest.raises(CheckRuleError, match=f"mine: .*{said}"):
        check_rules(written(tmp_path, mine=entry))


def test_every_sum_of_the_forms_is_in_the_catalogue() -> None:
    """A result whose rule has no title cannot be explained."""
    of_forms = {
        i.check for form in FORMS for table in form.tables.values() for i in table.identities
    }
    assert of_forms == {rule.code for rule in rules_of("identity")}


def test_identifiers_and_titles_are_all_there_once() -> None:
    rules = check_rules().values()
    assert len({rule.id for rule in rules}) == len(rules)
    assert len({rule.title_en for rule in rules}) == len(rules)
    assert all(any("\u4e00" <= c <= "\u9fff" for c in rule.title_zh) for rule in rules)


def test_codes_in_formulas_are_those_of_a_form() -> None:
    """A misspelt code would make a rule that never applies."""
    rows = {r.code for f in FORMS for t in f.tables.values() for r in t.rows}
    columns = {c.code for f in FORMS for t in f.tables.values() for c in t.columns}
    for rule in rules_of("text"):
        for term in (term for text in rule.formula for term in parse_sum(text)):
            assert term.codes(dict.fromkeys(rows)), (rule.code, term.name)
            assert term.at in columns | {""}, (rule.code, term.at)
    for rule in rules_of("years"):
        assert set(rule.rows) <= rows
        for text in rule.formula:
            formula = parse_formula(text)
            named = {term.name for term in (*formula.left, *formula.right)}
            assert named <= (rows if rule.per == "column" else columns), rule.code
