"""Aligns the fragments of a matrix table (table 三) with a form: rows by label, figures by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from extract.model import Problem
from transform.alignment import Alignment, Reading, problem, text_of
from transform.form import FormTable, Named
from transform.grid import Grid, printing_rows
from transform.labels import parse_label
from transform.matrix_columns import Columns, find_columns
from transform.matrix_match import RowFinder
from transform.matrix_rows import Row, body_start, join, read_rows

DISPLACED = "label_displaced"


@dataclass
class _Walk:
    """State of the walk down the rows of one table."""

    find: RowFinder
    placed: dict[str, Row] = field(default_factory=dict)
    open: tuple[Row, Named | None] | None = None
    unmatched: int = 0
    problems: list[Problem] = field(default_factory=list)


def align_matrix(form: FormTable, grids: Sequence[Grid]) -> Alignment:
    """Readings of all fragments together; what fits nowhere is a problem, never forced."""
    walk = _Walk(RowFinder(form))
    columns: Columns | None = None
    for grid in grids:
        body = body_start(grid, form, continued=columns is not None)
        if body >= grid.table.rows and columns is None and grid.table.columns <= len(form.columns):
            continue  # the first lines of a header cut by a page break
        columns = find_columns(grid, body, form, columns)
        if columns is None:
            walk.problems.append(problem("columns_unknown", raw=grid.first_text))
            walk.unmatched += printing_rows(grid)
            continue
        if columns.by in ("position", "neighbours"):
            walk.problems.append(
                problem("columns_by_position", raw=grid.first_text, table=form.name)
            )
        for row in read_rows(grid, columns, form):
            _step(walk, row)
    _close(walk)
    rows_of: Counter[int] = Counter()
    for row in walk.placed.values():
        rows_of.update(set(map(id, row.figures.values())))  # of each cell the id, once for a row
    shared = {cell for cell, rows in rows_of.items() if rows > 1}
    readings = [
        reading for code, row in walk.placed.items() for reading in _readings(code, row, shared)
    ]
    return Alignment(form, tuple(readings), tuple(walk.problems), walk.unmatched, tuple(grids))


def _step(walk: _Walk, row: Row) -> None:
    """Take the next row: it begins a row of the form, completes the one before, or names a group."""
    if walk.open is not None and (joined := _joined(walk, *walk.open, row)) is not None:
        walk.open = joined
        return
    _close(walk)
    for label in row.labels[:-1]:
        walk.find.enter_group(parse_label(label.text))
    leaf = parse_label(row.leaf)
    found = walk.find.named(leaf)
    names_group = not row.prints and (found is None or not row.figures)
    if names_group and walk.find.enter_group(leaf):
        return
    walk.open = (row, found)


def _joined(
    walk: _Walk, before: Row, named: Named | None, row: Row
) -> tuple[Row, Named | None] | None:
    """The open row with the next one as its rest, if both labels make up one of the form, or its
    beginning (a label of three parts); None where the next row is one of its own."""
    joined = join(before, row) if before.labels and row.labels else None
    if joined is None:
        return None
    alone = walk.find.named(parse_label(row.leaf))
    whole = walk.find.named(parse_label(joined.leaf))
    if whole is not None:
        same = named is None or (alone is None and named is whole)
        return (joined, whole) if same else None
    begun = walk.find.begun(parse_label(joined.leaf)) if alone is None else None
    if begun is not None and named in (None, begun) and parse_label(row.leaf).ordinal is None:
        return joined, named
    return None


def _close(walk: _Walk) -> None:
    """Settle the open row: place it, or say why it cannot be placed."""
    if walk.open is None:
        return
    row, named = walk.open
    walk.open = None
    label = parse_label(row.leaf)
    if named is None and (named := walk.find.by_ordinals(label)) is not None:
        walk.problems.append(problem("label_unlisted", row.labels[-1], label=named.label))
    if named is not None:
        _place(walk, named, row)
    elif row.prints or len(row.figures) == len(walk.find.form.columns):
        walk.unmatched += row.prints
        cell = row.labels[-1] if row.labels else next(iter(row.figures.values()), None)
        nearest = walk.find.nearest(label)
        walk.problems.append(problem("row_unknown", cell, raw=_row_text(row), nearest=nearest))


def _place(walk: _Walk, named: Named, row: Row) -> None:
    if named.code in walk.placed:
        if row.prints:
            walk.problems.append(
                problem("row_repeated", row.labels[-1], raw=_row_text(row), label=named.label)
            )
            if not walk.placed[named.code].prints:
                walk.placed[named.code] = row
            else:
                walk.unmatched += 1
        return
    if walk.find.order[named.code] < walk.find.last:
        walk.problems.append(problem("row_out_of_order", row.labels[-1], label=named.label))
    if row.lost:
        walk.problems.append(
            problem("figures_not_placed", row.labels[-1], raw=_row_text(row), label=named.label)
        )
    for column in row.clash:
        walk.problems.append(
            problem("two_figures_in_column", row.figures[column], label=named.label, column=column)
        )
    if row.may_have_moved:
        walk.problems.append(problem(DISPLACED, row.labels[-1], label=named.label))
    walk.find.passed(named)
    walk.placed[named.code] = row


def _readings(code: str, row: Row, shared: Collection[int]) -> list[Reading]:
    """The row's readings; `shared` are the ids of cells that are merged over several rows."""
    readings = []
    slots = Counter(map(id, row.figures.values()))
    moved = row.may_have_moved
    for column, cell in row.figures.items():
        doubt = cell.doubt
        if column in row.clash:
            doubt = doubt or "two_figures_in_column"
        if slots[id(cell)] > 1 and cell.text.strip():
            doubt = doubt or "figure_spans_columns"
        if id(cell) in shared and cell.text.strip():
            doubt = doubt or "figure_spans_rows"
        if moved:
            doubt = doubt or DISPLACED
        readings.append(Reading(code, column, cell, row.reader, None, doubt))
    return readings


def _row_text(row: Row) -> str:
    return text_of((*row.labels, *(row.figures.values() or row.lost)))
