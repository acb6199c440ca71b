"""Formulas of checks: sums of codes on two sides of a comparison, as they stand in `checks/*.yml`.

    new_received + carried_over = handled_total + carried_forward
    granted + denied_* = handled_total              every code that begins with denied_
    carried_over = previous.carried_forward         the year before
    litigation_direct[total]                        a row in a column
    1 <= headings

The left side is what is expected, the right side what is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache

_TERM = re.compile(
    r"\s*(?P<sign>[+-]?)\s*(?:(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<previous>previous\.)?(?P<name>[a-z][a-z0-9_*]*)(?:\[(?P<at>[a-z0-9_]+)\])?)\s*"
)
_OPERATORS: dict[str, Callable[[Decimal, Decimal, Decimal], bool]] = {
    "=": lambda left, right, tolerance: abs(left - right) <= tolerance,
    "<=": lambda left, right, tolerance: left <= right + tolerance,
    ">=": lambda left, right, tolerance: left + tolerance >= right,
}
_COMPARISON = re.compile(r"<=|>=|=")


class FormulaError(ValueError):
    """A formula that cannot be read; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A code or a number with its sign; `at` is the column, empty for the one the check is applied to."""

    sign: int
    name: str = ""
    number: Decimal | None = None
    at: str = ""
    previous: bool = False

    def codes(self, known: Mapping[str, object]) -> tuple[str, ...]:
        """The known codes the term stands for."""
        if "*" not in self.name:
            return (self.name,) if self.name in known else ()
        return tuple(code for code in known if fnmatchcase(code, self.name))


Sum = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """`left` is expected, `right` is found."""

    left: Sum
    operator: str
    right: Sum

    def holds(self, left: Decimal, right: Decimal, tolerance: Decimal = Decimal(0)) -> bool:
        """Whether the two sides compare as they should."""
        return _OPERATORS[self.operator](left, right, tolerance)


def is_comparison(text: str) -> bool:
    """Whether a formula compares two sides; one that is a mere sum gives a number and no verdict."""
    return bool(_COMPARISON.search(text))


@cache
def parse_formula(text: str) -> Formula:
    """A formula from its text; raises FormulaError.

    >>> parse_formula("1 <= headings").right
    (Term(sign=1, name='headings', number=None, at='', previous=False),)
    """
    sides = _COMPARISON.split(text)
    if len(sides) != 2:
        raise FormulaError(f"{text!r}: a formula compares two sides with =, <= or >=")
    operator = _COMPARISON.findall(text)[0]
    return Formula(parse_sum(sides[0]), operator, parse_sum(sides[1]))


@cache
def parse_sum(text: str) -> Sum:
    """A sum from its text; raises FormulaError.

    >>> [term.name for term in parse_sum("new_received + carried_over")]
    ['new_received', 'carried_over']
    """
    return tuple(_terms(text.strip(), text))


def _terms(rest: str, whole: str) -> Iterator[Term]:
    first = True
    while rest or first:
        match = _TERM.match(rest)
        if not match or not match.end() or (not first and not match["sign"]):
            raise FormulaError(f"{whole!r}: cannot be read from {rest!r} on")
        sign = -1 if match["sign"] == "-" else 1
        if match["number"]:
            yield Term(sign, number=Decimal(match["number"]))
        else:
            yield Term(sign, match["name"], None, match["at"] or "", bool(match["previous"]))
        rest, first = rest[match.end() :], False


def evaluate(terms: Sum, values: Mapping[str, Decimal]) -> Decimal | None:
    """The sum over named values; None where one of them is not known.

    >>> evaluate(parse_sum("cells - facts_*"), {"cells": Decimal(9), "facts_a": Decimal(2)})
    Decimal('7')
    """
    total = Decimal(0)
    for term in terms:
        if term.number is not None:
            total += term.sign * term.number
            continue
        if term.name in values:
            total += term.sign * values[term.name]
            continue
        codes = term.codes(values)
        if not codes:
            return None
        total += term.sign * sum((values[code] for code in codes), Decimal(0))
    return total
