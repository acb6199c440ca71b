"""Rows put together from two lines by counting their cells: where blanks are among these, what proves them.

A figure of such a row could stand a column aside, where a blank is. The sums down its columns decide: if each
of them holds with what is printed, no figure of the row is missing from one column and too many in another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transform.arithmetic import check, instances
from transform.facts import FactSet
from transform.form import FormTable, Slot

JOINED = "blanks_joined"


def prove_joined_rows(tables: Sequence[FormTable], found: FactSet) -> FactSet:
    """The facts without the doubt on joined rows all of whose columns have a sum that holds."""
    doubted = {slot for slot, code in found.doubtful.items() if code == JOINED}
    if not doubted:
        return found
    facts = found.by_slot()
    statuses: dict[Slot, set[str]] = {slot: set() for slot in doubted}
    for instance in instances(tables):
        slots = (*instance.left, *instance.right)
        if len({column for _, _, column in slots}) == 1:
            for slot in doubted.intersection(slots):
                statuses[slot].add(check(instance, facts).status)
    rows = {(table, row) for table, row, _ in doubted}
    proved = {
        (name, row)
        for name, row in rows
        if all(met == {"pass"} for slot, met in statuses.items() if slot[:2] == (name, row))
    }
    lifted = {slot for slot in doubted if slot[:2] in proved}
    left = {slot: code for slot, code in found.doubtful.items() if slot not in lifted}
    return replace(found, doubtful=left)
