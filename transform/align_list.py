"""Aligns the fragments of a list of indicators (the statistics sheet before 2019) with its form.

A row is found by its label, a label that recurs by the part it stands in; what fits nowhere, or fits
several, is a problem. The figure is what stands under the head of the figures, nothing else of the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.model import Problem, RawCell
from transform.alignment import Alignment, Reading, problem
from transform.form import FormTable, Indicator
from transform.grid import Grid, is_empty, printing_rows
from transform.indicator_label import indicator_label
from transform.labels import has_cjk
from transform.list_columns import Ambiguous, Panel, inferred, one_column, panels_of_head
from transform.list_match import IndicatorFinder
from transform.list_rows import Row, joined, marks, numbers, read_rows, running
from transform.list_units import UNEXPECTED, counted_in

SHARED = "figure_spans_rows"
SPARE = "two_figures_in_column"


@dataclass
class _Walk:
    """State of the walk down the rows of one list."""

    form: FormTable
    find: IndicatorFinder
    placed: dict[str, Row] = field(default_factory=dict)
    open: Row | None = None
    unmatched: int = 0
    problems: list[Problem] = field(default_factory=list)
    labels: list[RawCell] = field(default_factory=list)
    numbers: list[RawCell] = field(default_factory=list)


def align_list(form: FormTable, grids: Sequence[Grid]) -> Alignment:
    """Readings of all fragments together; what fits nowhere is a problem, never forced."""
    walk = _Walk(form, IndicatorFinder(form))
    panels: tuple[Panel, ...] = ()
    for grid in grids:
        panels, body = _columns(walk, grid, panels)
        if not panels:
            walk.problems.append(problem("columns_unknown", raw=grid.first_text))
            walk.unmatched += printing_rows(grid)
            continue
        walk.labels.extend(marks(form, grid))
        walk.numbers.extend(numbers(grid, panels))
        for row in read_rows(form, grid, panels, body):
            _step(walk, row)
    _close(walk)
    values = [id(row.value) for row in walk.placed.values() if row.value is not None]
    shared = {cell for cell in values if values.count(cell) > 1}
    readings = [
        reading
        for code, row in walk.placed.items()
        if (reading := _reading(walk, code, row, shared)) is not None
    ]
    return Alignment(
        form,
        tuple(readings),
        tuple(walk.problems),
        walk.unmatched,
        tuple(grids),
        (*walk.labels, *(walk.numbers if running(walk.numbers) else ())),
    )


def _columns(walk: _Walk, grid: Grid, before: tuple[Panel, ...]) -> tuple[tuple[Panel, ...], int]:
    """The panels of a grid and where its rows begin: by its own heads, by what is in it, or as before."""
    try:
        for number, cells in enumerate(grid.anchored):
            panels = panels_of_head(walk.form, cells)
            if panels:
                clear = all(one_column(grid, panel, number + 1) for panel in panels)
                return (panels if clear else ()), number + 1
    except Ambiguous:
        return (), 0
    found = inferred(walk.form, grid)
    if not found:
        wide = max((c for p in before for c in p.value), default=grid.table.columns)
        return (before if wide < grid.table.columns else ()), 0
    if not before:
        walk.problems.append(
            problem("columns_by_position", raw=grid.first_text, table=walk.form.name)
        )
    return found, 0


def _step(walk: _Walk, row: Row) -> None:
    """Take the next row: a heading, an indicator, or a part of a label that goes on."""
    whole = joined(walk.open, row) if walk.open is not None else None
    if whole and walk.find.named(whole.label) and not walk.find.named(row.label):
        walk.open, row = None, whole
    _close(walk)
    for cell in row.labels[:-1]:
        walk.find.enter(indicator_label(cell.text))
    found = walk.find.named(row.label)
    if found is not None and row.label.figure:
        _refuse(walk, "figures_not_placed", row, label=found.label)
    elif found is not None:
        _place(walk, found, row)
    elif walk.find.enter(row.label):
        if row.prints:
            _refuse(walk, "figures_not_placed", row, label=row.text)
    else:
        walk.open = row


def _close(walk: _Walk) -> None:
    """Settle a row that no label of the form names: place it by its ordinal, or say that it is none."""
    row, walk.open = walk.open, None
    if row is None:
        return
    named = walk.find.by_ordinal(row.label)
    if named is not None and not row.label.figure:
        walk.problems.append(problem("label_unlisted", row.labels[-1], label=named.label))
        _place(walk, named, row)
        return
    if row.label.ordinal is not None and row.label.ordinal.level == "top":
        walk.find.part = ""
    figure = row.prints and row.value is not None and not has_cjk(row.value.text)
    if figure or (row.label.figure and named is not None):
        _refuse(walk, "row_unknown", row, nearest=walk.find.nearest(row.label))


def _place(walk: _Walk, named: Indicator, row: Row) -> None:
    if named.code in walk.placed:
        if row.prints:
            _refuse(walk, "row_repeated", row, label=named.label)
        return
    if walk.find.order[named.code] < walk.find.last:
        walk.problems.append(problem("row_out_of_order", row.labels[-1], label=named.label))
    walk.find.passed(named)
    walk.placed[named.code] = row


def _refuse(walk: _Walk, code: str, row: Row, **params: str) -> None:
    """A row with a figure that is not read."""
    walk.unmatched += 1
    cell = row.labels[-1] if row.labels else row.value
    walk.problems.append(problem(code, cell, raw=row.raw, **params))


def _reading(walk: _Walk, code: str, row: Row, shared: set[int]) -> Reading | None:
    if row.value is None:
        return None
    named = next(each for each in walk.find.rows if each.code == code)
    column = walk.form.columns[0].code
    doubt = row.value.doubt
    unit, fits = counted_in(named, row.unit)
    codes = {"table": walk.form.name, "row": code, "column": column}
    if not fits:
        doubt = doubt or UNEXPECTED
        walk.problems.append(
            problem(UNEXPECTED, row.value, raw=row.unit, label=named.label, **codes)
        )
    if row.spare:
        doubt = doubt or SPARE
        walk.problems.append(problem(SPARE, row.value, raw=row.raw, label=named.label, **codes))
    if id(row.value) in shared and not is_empty(row.value):
        doubt = doubt or SHARED
    return Reading(code, column, row.value, row.reader, unit, doubt)
