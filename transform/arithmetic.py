"""The identities of the form applied to a report's facts: R1-R4, what a blank does, what can be derived.

An identity over counts reads a blank as an unknown number of at least 0, never as 0. A cell that is not
there makes it not assessable. Nothing is repaired; a lost cell is filled only when exactly one number fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from transform.facts import FactSet
from transform.form import FormTable, Identity, Slot
from transform.joint import decide_together
from transform.model import CheckResult, Fact

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Instance:
    """An identity for one column or row: the slots of its two sides."""

    check: str
    scope: str
    left: tuple[Slot, ...]
    right: tuple[Slot, ...]


def instances(tables: Iterable[FormTable]) -> tuple[Instance, ...]:
    """Every identity of the tables, one for each row or column it holds for."""
    return tuple(instance for table in tables for instance in _of_table(table))


@cache
def _of_table(table: FormTable) -> tuple[Instance, ...]:
    return tuple(
        _instance(table, identity, other.code)
        for identity in table.identities
        for other in (table.columns if identity.per == "column" else table.rows)
    )


def _instance(table: FormTable, identity: Identity, scope: str) -> Instance:
    def slots(codes: Sequence[str]) -> tuple[Slot, ...]:
        if identity.per == "column":
            return tuple((table.name, code, scope) for code in codes)
        return tuple((table.name, scope, code) for code in codes)

    return Instance(identity.check, scope, slots(identity.left), slots(identity.right))


def check(instance: Instance, facts: Mapping[Slot, Fact]) -> CheckResult:
    """The identity on the facts as printed."""
    try:
        left, left_blanks, derived = _side(instance.left, facts)
        right, right_blanks, also_derived = _side(instance.right, facts)
    except KeyError:
        return _result(instance, None, None, "not_assessable", "a cell is missing")
    if derived or also_derived:
        return _result(instance, None, None, "not_assessable", "a value was derived by an identity")
    blanks = left_blanks + right_blanks
    if blanks == len(instance.left) + len(instance.right):
        return _result(instance, None, None, "not_assessable", "nothing is printed")
    note = f"{blanks} blank" if blanks else ""
    if left == right:
        return _result(instance, left, right, "pass", note)
    possible = (left < right and left_blanks) or (left > right and right_blanks)
    return _result(instance, left, right, "not_assessable" if possible else "fail", note)


def _side(slots: Sequence[Slot], facts: Mapping[Slot, Fact]) -> tuple[Decimal, int, bool]:
    """The sum of what is printed, how many cells print nothing, whether a value is derived; raises
    KeyError for a cell that is missing."""
    total, blanks, derived = _NOTHING, 0, False
    for slot in slots:
        fact = facts[slot]
        if fact.value is None:
            blanks += 1
        else:
            total += fact.value
        derived = derived or fact.status == "derived"
    return total, blanks, derived


def _result(
    instance: Instance, left: Decimal | None, right: Decimal | None, status: str, note: str
) -> CheckResult:
    difference = right - left if left is not None and right is not None else None
    return CheckResult(instance.check, instance.scope, left, right, difference, status, note)  # type: ignore[arg-type]


def check_all(tables: Sequence[FormTable], facts: Mapping[Slot, Fact]) -> tuple[CheckResult, ...]:
    """All identities of all tables; what blanks leave open one by one is decided together."""
    return tuple(
        result
        for table in tables
        for result in decide_together(
            table, facts, [check(instance, facts) for instance in instances([table])]
        )
    )


def derive(tables: Sequence[FormTable], found: FactSet) -> FactSet:
    """Fill lost cells where exactly one number satisfies every identity that can be assessed."""
    if not found.missing:
        return found
    facts = found.by_slot()
    everything = list(instances(tables))
    missing = set(found.missing)
    progress = True
    while progress and missing:
        progress = False
        for slot in sorted(missing):
            numbers = set(demanded(slot, everything, facts))
            if len(numbers) == 1 and (number := numbers.pop()) >= 0:
                table, row, column = slot
                facts[slot] = Fact(table, row, column, number, "derived", "", None)
                missing.discard(slot)
                progress = True
    derived = tuple(fact for fact in facts.values() if fact.status == "derived")
    return replace(found, facts=(*found.facts, *derived), missing=frozenset(missing))


def demanded(
    slot: Slot, everything: Sequence[Instance], facts: Mapping[Slot, Fact]
) -> list[Decimal]:
    """The number each complete identity through the slot demands of it."""
    numbers: list[Decimal] = []
    for instance in everything:
        slots = (*instance.left, *instance.right)
        if slot not in slots:
            continue
        others = [facts.get(other) for other in slots if other != slot]
        if any(other is None or other.value is None for other in others):
            continue
        left = _sum(instance.left, slot, facts)
        right = _sum(instance.right, slot, facts)
        numbers.append(right - left if slot in instance.left else left - right)
    return numbers


def _sum(slots: Sequence[Slot], without: Slot, facts: Mapping[Slot, Fact]) -> Decimal:
    values = (facts[slot].value for slot in slots if slot != without)
    return sum((value for value in values if value is not None), Decimal(0))


def confirm(tables: Sequence[FormTable], found: FactSet, codes: frozenset[str]) -> FactSet:
    """Lift doubts of the given codes where an identity through the cell passes and none fails."""
    facts = found.by_slot()
    verdicts: dict[Slot, set[str]] = {
        slot: set() for slot, code in found.doubtful.items() if code in codes
    }
    if not verdicts:
        return found
    for instance in instances(tables):
        status = check(instance, facts).status
        for slot in (*instance.left, *instance.right):
            if slot in verdicts:
                verdicts[slot].add(status)
    lifted = {
        slot for slot, statuses in verdicts.items() if "pass" in statuses and "fail" not in statuses
    }
    return replace(
        found, doubtful={slot: code for slot, code in found.doubtful.items() if slot not in lifted}
    )
