"""From readings to facts: each cell's value with its status, its place, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from extract.model import Problem
from transform.alignment import Alignment, Reading, problem
from transform.form import FormTable, Measure, Slot
from transform.model import CellRef, Fact
from transform.values import Value, read_value

NOTES = frozenset(
    {"value_with_unit", "value_unit_converted", "value_sign_in_words", "value_signed"}
)
"""Notes on values that were understood; every other note makes the cell doubtful."""

SPANNING = ("figure_spans_columns", "figure_spans_rows")
"""Doubts on a cell that is merged over several slots."""


@dataclass(frozen=True)
class FactSet:
    """Facts of one report with their cells; `missing` slots have no cell, `doubtful` ones cannot be
    trusted (slot to problem code)."""

    facts: tuple[Fact, ...]
    cells: tuple[CellRef, ...]
    problems: tuple[Problem, ...]
    missing: frozenset[Slot]
    doubtful: Mapping[Slot, str] = field(default_factory=dict)

    def by_slot(self) -> dict[Slot, Fact]:
        """Facts by (table, row, column), the caller's own to change."""
        return self._by_slot.copy()

    @cached_property
    def _by_slot(self) -> dict[Slot, Fact]:
        return {(fact.table, fact.row, fact.column): fact for fact in self.facts}


def read_facts(alignments: Iterable[Alignment]) -> FactSet:
    """Facts of all tables of a report in the order of the form."""
    facts: list[Fact] = []
    cells: list[CellRef] = []
    problems: list[Problem] = []
    missing: set[Slot] = set()
    doubtful: dict[Slot, str] = {}
    for alignment in alignments:
        problems.extend(alignment.problems)
        table = alignment.table
        order = table.places
        for reading in sorted(
            alignment.readings, key=lambda r: order.get((r.row, r.column), len(order))
        ):
            slot = (table.name, reading.row, reading.column)
            measure = table.measure(reading.column, reading.row)
            value = read_value(reading.cell.text, measure, reading.header_unit)
            doubt = reading.doubt or (value.note if value.note and value.note not in NOTES else "")
            if value.note:
                problems.append(_problem(value.note, table, reading))
            if doubt:
                doubtful[slot] = doubt
                if doubt in (reading.cell.doubt, *SPANNING):
                    second = reading.cell.again or ""
                    problems.append(_problem(doubt, table, reading, second=second))
            if value.outcome == "unreadable":
                continue
            facts.append(_fact(slot, reading, measure, value, len(cells)))
            cells.append(_place(reading))
        missing.update((table.name, row, column) for row, column in alignment.missing)
    return FactSet(tuple(facts), tuple(cells), tuple(problems), frozenset(missing), doubtful)


def _problem(code: str, table: FormTable, reading: Reading, **params: str) -> Problem:
    """A problem of one figure, which its slot names."""
    params |= {"table": table.name, "row": reading.row, "column": reading.column}
    return problem(code, reading.cell, label=_label(table, reading), **params)


def _fact(slot: Slot, reading: Reading, measure: Measure | None, value: Value, cell: int) -> Fact:
    unit = measure.unit if measure else None
    if measure and not measure.unit_on_form and value.note not in NOTES:
        unit = reading.header_unit
    status = value.outcome
    assert status != "unreadable"
    return Fact(*slot, value.number, status, reading.cell.text.strip(), cell, unit)


def _place(reading: Reading) -> CellRef:
    cell = reading.cell
    return CellRef(cell.text.strip(), reading.reader, cell.page, cell.box, cell.path, cell.again)


def _label(table: FormTable, reading: Reading) -> str:
    names = {named.code: named.label for named in (*table.rows, *table.columns)}
    return f"{names.get(reading.row, reading.row)} / {names.get(reading.column, reading.column)}"
