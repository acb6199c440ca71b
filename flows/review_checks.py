"""Failed checks as items of a review: the figures they add up, those at crossings first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fnmatch import fnmatchcase

from flows.check_sides import Sides, sides_of
from flows.review_item import Item, Said
from transform.check_rules import check_rules
from transform.formula import Term, parse_formula, parse_sum
from warehouse.provenance import Check, Figure, ReportSource, Slot


def check_items(
    report: ReportSource, failed: Sequence[Check], known: tuple[Figure, ...]
) -> Iterator[Item]:
    every = sides_of(report.form, report.requests_form)
    by_slot = {figure.slot: figure for figure in known}
    values = {figure.slot: figure.value for figure in known}
    broken = [every[key] for check in failed if (key := (check.code, check.scope)) in every]
    crossing = _crossing(broken, values)
    for check in failed:
        sides = every.get((check.code, check.scope))
        rule = check_rules().get(check.code)
        severity = rule.severity if rule else "error"
        if sides and severity == "error" and report.quality == "as_printed":
            severity = "warning"  # read twice: it is the publication that contradicts itself
        slots = _ordered(sides.slots, crossing) if sides else _slots_of(check, known)
        item = Item(
            report,
            severity,
            (_broken(check, rule.title_zh if rule else "", rule.title_en if rule else ""),),
            tuple(by_slot[slot] for slot in slots if slot in by_slot),
            known,
            check=check,
            sides=sides,
            crossing=frozenset(slot for slot in slots if slot in crossing),
        )
        yield replace(item, asked=tuple(_asked(item, failed, every, values)))


def _crossing(failed: Collection[Sides], values: Mapping[Slot, Decimal | None]) -> frozenset[Slot]:
    """Slots in a failed check over a row and in one over a column: of several, those of which all failed
    checks ask the same number, if there are any."""
    count: Counter[tuple[Slot, bool]] = Counter()
    for sides in failed:
        is_row = len({row for _, row, _ in sides.slots}) == 1
        count.update((slot, is_row) for slot in sides.slots)
    crossing = {slot for slot, is_row in count if is_row and (slot, False) in count}
    agreed = {
        slot
        for slot in crossing
        if len({sides.demanded(slot, values) for sides in failed if slot in sides.slots}) == 1
    }
    return frozenset(agreed or crossing)


def _ordered(slots: Sequence[Slot], crossing: Collection[Slot]) -> list[Slot]:
    """Crossings first, then the total, then its parts."""
    total_first = [slots[-1], *slots[:-1]]
    return sorted(total_first, key=lambda slot: slot not in crossing)


def _slots_of(check: Check, known: Sequence[Figure]) -> list[Slot]:
    """Figures of this report that a rule compares which is no sum of the form, the found side first."""
    rule = check_rules().get(check.code)
    if rule is None:
        return []
    terms: list[Term] = []
    for text in rule.formula:
        if rule.how == "text":
            terms += parse_sum(text)
        else:
            formula = parse_formula(text)
            terms += [*formula.right, *formula.left]
    slots = [
        figure.slot
        for term in terms
        for figure in known
        if rule.table in ("", figure.table) and _is_meant(term, rule.per, check.scope, figure)
    ]
    return list(dict.fromkeys(slots))


def _is_meant(term: Term, per: str, scope: str, figure: Figure) -> bool:
    """Whether a term of a rule stands for a figure of the report itself."""
    if term.previous or not term.name:
        return False
    if per == "row":
        return figure.row == scope and fnmatchcase(figure.column, term.name)
    column = scope if per == "column" else term.at or "total"
    return figure.column == column and fnmatchcase(figure.row, term.name)


def _asked(
    item: Item,
    failed: Sequence[Check],
    every: Mapping[tuple[str, str], Sides],
    values: Mapping[Slot, Decimal | None],
) -> Iterator[tuple[Check, Decimal]]:
    if not item.shown or item.sides is None:
        return
    slot = item.shown[0].slot
    for check in failed:
        sides = every.get((check.code, check.scope))
        if sides and slot in sides.slots and (asked := sides.demanded(slot, values)) is not None:
            yield check, asked


def _broken(check: Check, title_zh: str, title_en: str) -> Said:
    zh, en = f"不成立：{title_zh or check.code}", f"Does not hold: {title_en or check.code}"
    scope = f" ({check.scope})" if check.scope else ""
    note = f"; {check.note}" if check.note else ""
    return Said(check.code, zh, en, check.note, f"{check.code}{scope}{note}")
