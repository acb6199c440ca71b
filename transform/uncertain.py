"""Figures of a picture that read differently in two lights, settled by the identities of the form.

Of two readings the one that satisfies every identity through the cell is taken; what both were, and
that sums decided, stays with the report as a problem. Where neither does, a number that two identities
at least demand alike stands as `derived`, its doubt kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.model import Problem
from transform.arithmetic import Instance, check, demanded, instances
from transform.facts import FactSet
from transform.form import FormTable, Slot
from transform.grading import slot_of
from transform.model import Fact
from transform.values import read_value

UNCERTAIN = "ocr_uncertain"
WITNESSES = 2
"""Identities that must agree on a number nobody read: a single one would hide a misprint."""


def settle_uncertain(tables: Sequence[FormTable], found: FactSet) -> FactSet:
    """The facts with every uncertain figure settled that the sums can settle."""
    waiting = [slot for slot, code in found.doubtful.items() if code == UNCERTAIN]
    if not waiting:
        return found
    everything = instances(tables)
    settled = True
    while settled:
        settled = False
        for slot in list(waiting):
            through = [i for i in everything if slot in (*i.left, *i.right)]
            chosen = _chosen(slot, found, through)
            if chosen is not None:
                found = _with(found, slot, chosen)
                waiting.remove(slot)
                settled = True
    return _derived(found, waiting, everything)


def _chosen(slot: Slot, found: FactSet, through: Sequence[Instance]) -> Fact | None:
    """The reading of a cell that its sums confirm, if exactly one is."""
    facts = found.by_slot()
    if slot not in facts:
        return None
    confirmed = [
        fact for fact in _readings(facts[slot], found) if _confirmed(through, {**facts, slot: fact})
    ]
    return confirmed[0] if len({fact.value for fact in confirmed}) == 1 else None


def _readings(fact: Fact, found: FactSet) -> list[Fact]:
    """The fact by its first reading and, where that is a number too, by its second."""
    readings = [fact] if fact.value is not None else []
    again = found.cells[fact.cell].again if fact.cell is not None else None
    second = read_value(again) if again else None
    if second and second.outcome == "printed" and again is not None and fact.unit is None:
        readings.append(replace(fact, value=second.number, status="printed", printed=again))
    if again == "" or not fact.printed:  # sums cannot tell a zero from a blank
        readings = [reading for reading in readings if reading.value]
    return readings


def _confirmed(through: Sequence[Instance], facts: Mapping[Slot, Fact]) -> bool:
    statuses = {check(instance, facts).status for instance in through}
    return "pass" in statuses and "fail" not in statuses


def _with(found: FactSet, slot: Slot, chosen: Fact) -> FactSet:
    """The facts with the chosen reading, its doubt lifted and that said."""
    assert chosen.cell is not None
    cell = found.cells[chosen.cell]
    readings = {"first": cell.text, "second": cell.again or "", "value": chosen.printed}
    note = Problem("ocr_settled", cell.text, cell.page, cell.box, readings)
    cells = list(found.cells)
    cells[chosen.cell] = replace(cell, again=None)
    return replace(
        found,
        facts=tuple(chosen if fact.slot == slot else fact for fact in found.facts),
        cells=tuple(cells),
        problems=(*(_settled(each, slot) for each in found.problems), note),
        doubtful={other: code for other, code in found.doubtful.items() if other != slot},
    )


def _settled(problem: Problem, slot: Slot) -> Problem:
    """The doubt about a figure that the sums have settled: it stays, but is open no more."""
    if problem.code != UNCERTAIN or slot_of(problem) != slot:
        return problem
    return replace(problem, params={**problem.params, "settled": "the sums of the form"})


def _derived(found: FactSet, waiting: Sequence[Slot], everything: Sequence[Instance]) -> FactSet:
    """The facts with numbers for cells nobody could read, where sums leave no choice; doubts stay."""
    certain = {slot: fact for slot, fact in found.by_slot().items() if slot not in waiting}
    facts = found.by_slot()
    for slot in waiting:
        numbers = demanded(slot, everything, certain)
        if len(numbers) >= WITNESSES and len(set(numbers)) == 1 and numbers[0] >= 0:
            table, row, column = slot
            cell = facts[slot].cell if slot in facts else None
            printed = facts[slot].printed if slot in facts else ""
            facts[slot] = Fact(table, row, column, numbers[0], "derived", printed, cell)
    return replace(found, facts=tuple(facts.values()))
