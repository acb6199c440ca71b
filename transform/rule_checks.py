"""Rules that are formulas over measures of a report, carried out: measures in, check results out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from transform.check_rules import CheckRule, rules_of
from transform.formula import Formula, Sum, evaluate, is_comparison, parse_formula, parse_sum
from transform.grounds import Measures
from transform.model import CheckResult

NO_VERDICT = "a number to know, no verdict"


def check_measures(measures: Measures) -> tuple[CheckResult, ...]:
    """A result for every rule and every table, section or report that has the rule's measures."""
    return tuple(
        result
        for rule in rules_of("measure")
        for scope, values in measures.get(rule.per, {}).items()
        for result in _check(rule, scope, values)
    )


@cache
def _parsed(text: str) -> Formula | Sum:
    """What a formula's text says: a comparison, or a mere sum."""
    return parse_formula(text) if is_comparison(text) else parse_sum(text)


def _check(rule: CheckRule, scope: str, values: Mapping[str, Decimal]) -> Iterator[CheckResult]:
    for formula in map(_parsed, rule.formula):
        if not isinstance(formula, Formula):
            number = evaluate(formula, values)
            if number is not None:
                yield CheckResult(
                    rule.code, scope, None, number, None, "not_assessable", NO_VERDICT
                )
            continue
        expected = evaluate(formula.left, values)
        found = None if expected is None else evaluate(formula.right, values)
        if expected is not None and found is not None:
            status = "pass" if formula.holds(expected, found, rule.tolerance) else "fail"
            yield CheckResult(rule.code, scope, expected, found, found - expected, status)  # type: ignore[arg-type]
