"""Formulas of checks: what is read, what is refused, what they come to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from transform.formula import FormulaError, evaluate, parse_formula, parse_sum

VALUES = {"a": Decimal(2), "part_1": Decimal(3), "part_2": Decimal(4)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a", 2),
        ("a + 5", 7),
        ("part_*", 7),
        ("a - part_1", -1),
        ("- a + part_*", 5),
        ("0", 0),
        ("2.5 + a", 4.5),
    ],
)
def test_sums(text: str, number: float) -> None:
    assert evaluate(parse_sum(text), VALUES) == Decimal(str(number))


@pytest.mark.parametrize("text", ["b", "a + b", "other_*"])
def test_what_is_not_known_is_not_zero(text: str) -> None:
    """A check of a code that the report does not have must not pass because of it."""
    assert evaluate(parse_sum(text), VALUES) is None


@pytest.mark.parametrize(
    ("text", "left", "right", "holds"),
    [
        ("a = b", 1, 1, True), ("a = b", 1, 2, False),
        ("a <= b", 1, 2, True), ("a <= b", 2, 1, False),
        ("a >= b", 2, 1, True), ("a >= b", 1, 2, False),
    ],
)  # fmt: skip
def test_comparisons(text: str, left: int, right: int, holds: bool) -> None:
    assert parse_formula(text).holds(Decimal(left), Decimal(right)) is holds


def test_tolerance() -> None:
    """A rounded amount may differ by so much and no more."""
    formula = parse_formula("a = b")
    assert formula.holds(Decimal(1), Decimal("1.5"), Decimal("0.5"))
    assert not formula.holds(Decimal(1), Decimal("1.6"), Decimal("0.5"))


def test_terms_of_other_years_and_columns() -> None:
    (term, other) = parse_sum("previous.carried_forward - granted[natural_person]")
    assert (term.previous, term.name, term.sign) == (True, "carried_forward", 1)
    assert (other.previous, other.name, other.at, other.sign) == (
        False,
        "granted",
        "natural_person",
        -1,
    )


@pytest.mark.parametrize(
    "text", ["a", "a = b = c", "a + = b", "a b = c", "A = b", "a * 2 = b", " = b"]
)
def test_what_is_no_formula_is_refused(text: str) -> None:
    """A slip in a data file is said at once, not when a report meets it."""
    with pytest.raises(FormulaError):
        parse_formula(text)
