"""From readings to facts: each cell's value with its status, its place, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extract.model import Problem
from transform.alignment import Alignment, Reading, problem
from transform.form import FormTable, Slot
from transform.model import CellRef, Fact
from transform.values import Value, read_value

NOTES = frozenset(
    {"value_with_unit", "value_unit_converted", "value_sign_in_words", "value_signed"}
)
"""Notes on values that were understood; every other note makes the cell doubtful."""

SPANNING = ("figure_spans_columns", "figure_spans_rows")
"""Doubts on a cell that is merged over several slots."""


@dataclass(frozen=True, slots=True)
class FactSet:
    """Facts of one report with their cells; `missing` slots have no cell, `doubtful` ones cannot be
    trusted (slot to problem code)."""

    facts: tuple[Fact, ...]
    cells: tuple[CellRef, ...]
    problems: tuple[Problem, ...]
    missing: frozenset[Slot]
    doubtful: Mapping[Slot, str] = field(default_factory=dict)

    def by_slot(self) -> dict[Slot, Fact]:
        """Facts by (table, row, column)."""
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
        order = {slot: number for number, slot in enumerate(table.slots)}
        for reading in sorted(
            alignment.readings, key=lambda r: order.get((r.row, r.column), len(order))
        ):
            slot = (table.name, reading.row, reading.column)
            value = _value(table, reading)
            doubt = reading.doubt or (value.note if value.note and value.note not in NOTES else "")
            codes = dict(zip(("table", "row", "column"), slot, strict=True))
            if value.note:
                problems.append(
                    problem(value.note, reading.cell, label=_label(table, reading), **codes)
                )
            if doubt:
                doubtful[slot] = doubt
                if doubt in (reading.cell.doubt, *SPANNING):
                    label, second = _label(table, reading), reading.cell.again or ""
                    problems.append(
                        problem(doubt, reading.cell, label=label, second=second, **codes)
                    )
            if value.outcome == "unreadable":
                continue
            cells.append(_place(reading))
            facts.append(_fact(table, reading, value, len(cells) - 1))
        missing.update((table.name, row, column) for row, column in alignment.missing)
    return FactSet(tuple(facts), tuple(cells), tuple(problems), frozenset(missing), doubtful)


def _value(table: FormTable, reading: Reading) -> Value:
    measure = table.measure(reading.column, reading.row)
    return read_value(reading.cell.text, measure, reading.header_unit)


def _fact(table: FormTable, reading: Reading, value: Value, cell: int) -> Fact:
    measure = table.measure(reading.column, reading.row)
    unit = measure.unit if measure else None
    if measure and not measure.unit_on_form and value.note not in NOTES:
        unit = reading.header_unit
    status = value.outcome
    assert status != "unreadable"
    return Fact(
        table.name,
        reading.row,
        reading.column,
        value.number,
        status,
        reading.cell.text.strip(),
        cell,
        unit,
    )


def _place(reading: Reading) -> CellRef:
    cell = reading.cell
    return CellRef(cell.text.strip(), reading.reader, cell.page, cell.box, cell.path, cell.again)


def _label(table: FormTable, reading: Reading) -> str:
    names = {named.code: named.label for named in (*table.rows, *table.columns)}
    return f"{names.get(reading.row, reading.row)} / {names.get(reading.column, reading.column)}"
