"""Whether two independent readings of a report say the same, figure by figure.

Two equal readings of figures that break an identity: the publication is inconsistent. Two different
ones: nobody can tell without a person.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from extract.model import Box, Problem
from transform.arithmetic import Instance, instances
from transform.form import Slot
from transform.interpret import Draft
from transform.labels import normalise
from transform.model import CellRef, Fact


def in_question(draft: Draft) -> frozenset[Slot]:
    """Slots of the identities that fail."""
    failed = {(result.check_code, result.scope) for result in draft.failures}
    tables = [alignment.table for alignment in draft.alignments]
    concerned: list[Instance] = [i for i in instances(tables) if (i.check, i.scope) in failed]
    return frozenset(slot for instance in concerned for slot in (*instance.left, *instance.right))


def pages_in_question(draft: Draft) -> frozenset[int]:
    """Pages that hold a part of a table whose identities fail: its head may stand before its figures."""
    tables = {table for table, _, _ in in_question(draft)}
    grids = [g for a in draft.alignments if a.table.name in tables for g in a.grids]
    return frozenset(grid.table.page for grid in grids if grid.table.page is not None)


def cells_in_question(draft: Draft) -> list[CellRef]:
    """The figures of the tables whose identities fail."""
    tables = {table for table, _, _ in in_question(draft)}
    cells = (fact.cell for fact in draft.found.facts if fact.table in tables)
    return [draft.found.cells[cell] for cell in cells if cell is not None]


def cells_of(draft: Draft, slots: Collection[Slot]) -> list[CellRef]:
    """The cells of some slots, of those that have one."""
    facts = draft.found.by_slot()
    cells = (facts[slot].cell for slot in slots if slot in facts)
    return [draft.found.cells[cell] for cell in cells if cell is not None]


def read_the_same(cells: Collection[CellRef], texts: Mapping[tuple[int, Box], str]) -> bool:
    """Whether every cell has a place on a page where the texts are its own, and there are cells at all."""
    return bool(cells) and all(
        cell.page is not None
        and cell.box is not None
        and (found := texts.get((cell.page, cell.box))) is not None
        and normalise(found) == normalise(cell.text)
        for cell in cells
    )


def lacks_the_same(first: Draft, second: Draft) -> bool:
    """Whether the second reading found the tables that lack something in the first, and lacks that, too: it
    has no cell for a slot, doubts one, has rows that belong nowhere."""
    lost, doubts = first.lost, first.found.doubtful.keys()
    tables = {table for table, _, _ in (*lost, *doubts)}
    return (
        tables <= {fact.table for fact in second.found.facts}
        and lost <= second.lost
        and doubts <= second.found.doubtful.keys()
        and first.unmatched <= second.unmatched
    )


def compare(first: Draft, second: Draft) -> tuple[bool, tuple[Problem, ...]]:
    """Whether the second reading has every slot in question and no slot with another figure.

    Where it reads nothing in a cell that prints a figure, it has not read the cell: the witness decides.
    """
    one = first.found.by_slot()
    two = {slot: fact for slot, fact in second.found.by_slot().items() if fact.status != "derived"}
    lost = {slot for slot, fact in one.items() if slot in two and _is_lost(fact, two[slot])}
    problems = [
        _differ(first, one[slot], two[slot].printed)
        for slot in one
        if slot in two and slot not in lost and not _same(one[slot], two[slot])
    ]
    complete = in_question(first) <= two.keys() and not lost
    return complete and not problems, tuple(problems)


def _is_lost(one: Fact, two: Fact) -> bool:
    return one.status == "printed" and two.status == "blank"


def _same(one: Fact, two: Fact) -> bool:
    return one.value == two.value and one.status == two.status


def recheck(draft: Draft) -> tuple[Problem, ...]:
    """Figures whose place reads differently when it is read again."""
    problems = []
    for fact in draft.found.facts:
        again = draft.found.cells[fact.cell].again if fact.cell is not None else None
        if again is not None and normalise(again) != normalise(fact.printed):
            problems.append(_differ(draft, fact, again))
    return tuple(problems)


def _differ(draft: Draft, fact: Fact, second: str) -> Problem:
    """The figure with both its readings, at its place if it has one."""
    place = draft.found.cells[fact.cell] if fact.cell is not None else CellRef("", "")
    params = {
        "table": fact.table,
        "row": fact.row,
        "column": fact.column,
        "first": fact.printed,
        "second": second,
    }
    return Problem("readings_differ", fact.printed, place.page, place.box, params)
