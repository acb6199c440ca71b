"""Figures of the text against the tables (family T): each occurrence, each admissible sum of the table.

A figure in the text never overrides the table. A blank in the table is unknown, except where the text says in
words that there was none: then a blank agrees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from transform.check_rules import CheckRule, rules_of
from transform.form import Slot
from transform.formula import Sum, parse_sum
from transform.model import CheckResult, Fact, NarrativeFigure

WORDED_ZERO = "text_worded_zero"
DEFAULT_COLUMN = "total"
LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class _Side:
    """A sum over the table: what is printed of it, and how many of its cells print nothing."""

    text: str
    value: Decimal
    cells: int
    blanks: int


def check_text(
    figures: Sequence[NarrativeFigure],
    statements: Sequence[tuple[str, str]],
    facts: Mapping[Slot, Fact],
    other_body: Callable[[NarrativeFigure], str] = lambda _: "",
) -> tuple[CheckResult, ...]:
    """A result for each figure of the text that a table can confirm or contradict.

    `statements` are (code, sentence) of what the text says in words; `facts` by slot. `other_body` names
    the body a figure is about where that is another than the table's: then they cannot be compared.
    """
    results = _results(figures, statements, facts)
    return tuple(
        _not_comparable(result, whose)
        if result.status == "fail" and (whose := other_body(figure))
        else result
        for result, figure in results
    )


def _not_comparable(result: CheckResult, whose: str) -> CheckResult:
    note = f"the text speaks of {whose}, the table may count another body: {result.note}"
    return replace(
        result, expected=None, difference=None, status="not_assessable", note=note[:LONGEST_NOTE]
    )


def _results(
    figures: Sequence[NarrativeFigure],
    statements: Sequence[tuple[str, str]],
    facts: Mapping[Slot, Fact],
) -> Iterator[tuple[CheckResult, NarrativeFigure]]:
    met: Counter[str] = Counter()
    rows: dict[str, dict[str, None]] = {}
    for table, row, _ in facts:
        rows.setdefault(table, {})[row] = None
    said_codes = {code for code, _ in statements} | {figure.metric for figure in figures}
    for rule in rules_of("text"):
        if said_codes.isdisjoint((*rule.metrics, *rule.statements)):
            continue
        sides = _sides(rule, rows.get(rule.table, {}), facts)
        if not sides:
            continue
        for figure in (figure for figure in figures if figure.metric in rule.metrics):
            worded = not figure.value and not any(map(str.isdigit, figure.printed))
            code = WORDED_ZERO if worded else rule.code
            scope = _numbered(met, code, figure.metric)
            yield _compare(code, scope, figure, sides, blank_is_zero=worded), figure
        for said, sentence in statements:
            if said in rule.statements:
                none = NarrativeFigure(said, Decimal(0), "", False, "year", None, sentence, "")
                scope = _numbered(met, rule.code, said)
                yield _compare(rule.code, scope, none, sides, blank_is_zero=True), none


def _numbered(met: Counter[str], code: str, metric: str) -> str:
    """The metric; its later occurrences counted."""
    met[code + metric] += 1
    count = met[code + metric]
    return metric if count == 1 else f"{metric}#{count}"


def _sides(rule: CheckRule, rows: Mapping[str, None], facts: Mapping[Slot, Fact]) -> list[_Side]:
    """The rule's sums that this report's form has, over the facts of the rule's table with its `rows`."""
    sides = (_side(rule.table, text, parse_sum(text), rows, facts) for text in rule.formula)
    return [side for side in sides if side is not None]


def _side(
    table: str, text: str, terms: Sum, rows: Mapping[str, None], facts: Mapping[Slot, Fact]
) -> _Side | None:
    value, cells, blanks = Decimal(0), 0, 0
    for term in terms:
        codes = term.codes(rows)
        slots = [(table, code, term.at or DEFAULT_COLUMN) for code in codes]
        if not slots or any(slot not in facts for slot in slots):
            return None
        for slot in slots:
            number = facts[slot].value
            cells += 1
            blanks += number is None
            value += term.sign * (number or 0)
    return _Side(text, value, cells, blanks)


def _compare(
    code: str, scope: str, figure: NarrativeFigure, sides: Sequence[_Side], *, blank_is_zero: bool
) -> CheckResult:
    """The figure against all sums: any that agrees will do."""
    for side in sides:
        printed = blank_is_zero or side.blanks < side.cells
        if printed and _agrees(figure, side.value):
            how = "" if side is sides[0] else f"= {side.text}: "
            return _result(code, scope, side.value, figure, "pass", how)
    known = [side for side in sides if not side.blanks or blank_is_zero]
    if len(known) < len(sides) or figure.approximate:
        return _result(code, scope, None, figure, "not_assessable", "")
    return _result(code, scope, known[0].value, figure, "fail", "")


def _agrees(figure: NarrativeFigure, value: Decimal) -> bool:
    """Equal; for a figure printed as approximate, within one unit of its last printed digit."""
    if not figure.approximate:
        return figure.value == value
    return figure.value <= value < figure.value + _last_digit(figure)


def _last_digit(figure: NarrativeFigure) -> Decimal:
    """What one more in the last printed digit adds: 18 万余 is given to ten thousand."""
    digits = figure.value.normalize().as_tuple()
    exponent = digits.exponent if isinstance(digits.exponent, int) else 0
    return Decimal(10) ** max(exponent, 0)


def _result(
    code: str, scope: str, expected: Decimal | None, figure: NarrativeFigure, status: str, how: str
) -> CheckResult:
    difference = figure.value - expected if expected is not None else None
    note = (how + figure.sentence)[:LONGEST_NOTE]
    return CheckResult(code, scope, expected, figure.value, difference, status, note)  # type: ignore[arg-type]
