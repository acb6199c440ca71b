"""The catalogue of checks (`checks/*.yml`): what each is called, what it compares, how much it weighs.

One file for each family of rules. `how` says who carries a rule out: the sums of the form files
(`identity`), a formula over measures of the report, text against table, a formula over years, or SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from extract.yaml_file import read_yaml
from transform.formula import is_comparison, parse_formula, parse_sum

FOLDER = Path(__file__).parent / "checks"

How = Literal["identity", "measure", "text", "years", "query"]
"""Who carries it out: the form's sums, measures of a report, text against table, SQL over years, SQL."""

Severity = Literal["info", "warning", "error"]


class CheckRuleError(ValueError):
    """The catalogue of checks is not as it should be: names the file, the code and the field."""


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A rule. `per` is what it is applied to one by one: column, row, table, section, report, figure.

    `formula` compares codes or measures; in a text rule it is the list of table figures (sums of
    `row[column]`) any of which may equal a figure of `metrics` in the text. `decides` says whether a
    failure keeps a report from being `verified`; all others are advice for a person.
    """

    code: str
    id: str
    family: str
    how: How
    title_en: str
    title_zh: str
    per: str
    severity: Severity
    table: str = ""
    formula: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    tolerance: Decimal = Decimal(0)
    forms: tuple[str, ...] = ()
    decides: bool = False
    source: str = ""


@cache
def check_rules(folder: Path = FOLDER) -> Mapping[str, CheckRule]:
    """Every rule by its code, in the order of the files; raises CheckRuleError for anything out of order."""
    rules: dict[str, CheckRule] = {}
    for path in sorted(folder.glob("*.yml")):
        for code, entry in _entries(path).items():
            if code in rules:
                raise CheckRuleError(f"{path}: {code} is there twice")
            rules[code] = _rule(path, code, entry)
    return rules


@cache
def rules_of(how: How) -> tuple[CheckRule, ...]:
    """The rules that are carried out in one way."""
    return tuple(rule for rule in check_rules().values() if rule.how == how)


def _entries(path: Path) -> dict[str, Any]:
    try:
        entries = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CheckRuleError(f"{path}: {error}") from error
    if not isinstance(entries, dict):
        raise CheckRuleError(f"{path}: expected a mapping of codes")
    return entries


_TUPLES = frozenset(("formula", "metrics", "statements", "rows", "forms"))


def _rule(path: Path, code: str, entry: Any) -> CheckRule:
    where = f"{path}: {code}"
    names = {field.name for field in fields(CheckRule)} - {"code", "family"}
    if not isinstance(entry, dict):
        raise CheckRuleError(f"{where}: expected a mapping of fields")
    needed = {"id", "how", "title_en", "title_zh", "per", "severity"}
    for wrong, what in ((set(entry) - names, "unknown"), (needed - set(entry), "missing")):
        if wrong:
            raise CheckRuleError(f"{where}: {what} field {', '.join(sorted(map(str, wrong)))}")
    made = {name: _value(name, value) for name, value in entry.items()}
    rule = CheckRule(code=code, family=path.stem, **made)
    if rule.how not in get_args(How) or rule.severity not in get_args(Severity):
        raise CheckRuleError(f"{where}: how or severity is none of those allowed")
    try:
        for text in rule.formula:
            (parse_formula if is_comparison(text) and rule.how != "text" else parse_sum)(text)
    except ValueError as error:
        raise CheckRuleError(f"{where}: {error}") from error
    return rule


def _value(name: str, value: Any) -> Any:
    if name in _TUPLES:
        return tuple(map(str, value)) if isinstance(value, list) else (str(value),)
    return Decimal(str(value)) if name == "tolerance" else value
