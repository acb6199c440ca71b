"""Aligns the fragments of a matrix table (table 三) with a form: rows by label, figures by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.model import Problem
from transform.alignment import ALIKE, Alignment, Reading, likeness, problem, text_of
from transform.form import FormTable, Named
from transform.grid import Grid
from transform.labels import Label, parse_label
from transform.matrix_columns import Columns, find_columns
from transform.matrix_rows import Row, body_start, join, read_rows, row_index


@dataclass
class _Walk:
    """State of the walk down the rows of one table."""

    form: FormTable
    index: dict[str, list[Named]]
    order: dict[str, int]
    group: str = ""
    last: int = -1
    placed: dict[str, Row] = field(default_factory=dict)
    open: tuple[Row, str | None] | None = None
    unmatched: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def align_matrix(form: FormTable, grids: Sequence[Grid]) -> Alignment:
    """Readings of all fragments together; what fits nowhere is a problem, never forced."""
    walk = _Walk(form, row_index(form), {row.code: number for number, row in enumerate(form.rows)})
    columns: Columns | None = None
    for grid in grids:
        body = body_start(grid, form, continued=columns is not None)
        if body >= grid.table.rows and columns is None and grid.table.columns <= len(form.columns):
            continue  # the first lines of a header cut by a page break
        columns = find_columns(grid, body, form, columns)
        if columns is None:
            walk.problems.append(problem("columns_unknown", raw=grid.first_text))
            continue
        if columns.by in ("position", "neighbours"):
            walk.problems.append(
                problem("columns_by_position", raw=grid.first_text, table=form.name)
            )
        for row in read_rows(grid, columns, form):
            _step(walk, row)
    _close(walk)
    readings = [reading for code, row in walk.placed.items() for reading in _readings(code, row)]
    return Alignment(form, tuple(readings), tuple(walk.problems), len(walk.unmatched), tuple(grids))


def _step(walk: _Walk, row: Row) -> None:
    """Take the next row: it begins a row of the form, completes the one before, or names a group."""
    if walk.open is not None:
        before, code = walk.open
        joined = join(before, row) if before.labels and row.labels else None
        if joined is not None:
            whole = _match(walk, parse_label(joined.leaf))
            alone = _match(walk, parse_label(row.leaf))
            if whole is not None and (code is None or (alone is None and code == whole.code)):
                walk.open = (joined, whole.code)
                return
    _close(walk)
    for label in row.labels[:-1]:
        _enter_group(walk, parse_label(label.text))
    leaf = parse_label(row.leaf)
    found = _match(walk, leaf)
    names_group = not row.prints and (found is None or not row.figures)
    if names_group and _enter_group(walk, leaf):
        return
    walk.open = (row, found.code if found else None)


def _enter_group(walk: _Walk, label: Label) -> bool:
    for group in walk.form.groups:
        if label.key in group.keys:
            walk.group = group.code
            return True
    return False


def _match(walk: _Walk, label: Label) -> Named | None:
    """The row of the form with this label; of several the one of the running group, or the next."""
    candidates = [row for row in walk.index.get(label.key, []) if not _contradicts(label, row)]
    if len(candidates) > 1:
        inside = [row for row in candidates if row.group == walk.group]
        later = [row for row in candidates if walk.order[row.code] > walk.last]
        candidates = inside or later
    return candidates[0] if candidates else None


def _contradicts(label: Label, row: Named) -> bool:
    """A bare 其他 or 总计 on another level than the row's: 3.其他 is not （六）其他处理."""
    if len(label.key) > 2 or label.ordinal is None or row.ordinal is None:
        return False
    return label.ordinal.level != row.ordinal.level


def _close(walk: _Walk) -> None:
    """Settle the open row: place it, or say why it cannot be placed."""
    if walk.open is None:
        return
    row, code = walk.open
    walk.open = None
    if code is None:
        code = _by_ordinals(walk, row)
    if code is None:
        if row.prints or len(row.figures) == len(walk.form.columns):
            if row.prints:
                walk.unmatched.append(row)
            nearest = _nearest(walk, parse_label(row.leaf).key)
            cell = row.labels[-1] if row.labels else next(iter(row.figures.values()), None)
            walk.problems.append(problem("row_unknown", cell, raw=_row_text(row), nearest=nearest))
        return
    _place(walk, code, row)


def _place(walk: _Walk, code: str, row: Row) -> None:
    number = walk.order[code]
    label = walk.form.rows[number]
    if code in walk.placed:
        if row.prints:
            walk.problems.append(
                problem("row_repeated", row.labels[-1], raw=_row_text(row), label=label.label)
            )
            if not walk.placed[code].prints:
                walk.placed[code] = row
            else:
                walk.unmatched.append(row)
        return
    if number < walk.last:
        walk.problems.append(problem("row_out_of_order", row.labels[-1], label=label.label))
    if row.lost:
        walk.problems.append(
            problem("figures_not_placed", row.labels[-1], raw=_row_text(row), label=label.label)
        )
    for column in row.clash:
        walk.problems.append(
            problem("two_figures_in_column", row.figures[column], label=label.label, column=column)
        )
    walk.last = max(walk.last, number)
    walk.group = label.group
    walk.placed[code] = row


def _by_ordinals(walk: _Walk, row: Row) -> str | None:
    """An unlisted spelling: placed only if its ordinals, the sequence and the likeness all agree."""
    label = parse_label(row.leaf)
    following = [named for named in walk.form.rows if walk.order[named.code] > walk.last]
    if not following or label.ordinal is None or not label.key:
        return None
    expected = following[0]
    same_place = expected.ordinal == label.ordinal and (
        expected.group == walk.group or label.ordinal.number == 1
    )
    if (
        not same_place
        or likeness(label.key, expected) < ALIKE
        or _nearest(walk, label.key) != expected.label
    ):
        return None
    walk.problems.append(problem("label_unlisted", row.labels[-1], label=expected.label))
    return expected.code


def _nearest(walk: _Walk, key: str) -> str:
    """Label of the row of the form most like `key`."""
    return max((likeness(key, row), row.label) for row in walk.form.rows)[1]


def _readings(code: str, row: Row) -> list[Reading]:
    readings = []
    cells = list(row.figures.values())
    for column, cell in row.figures.items():
        doubt = cell.doubt
        if column in row.clash:
            doubt = doubt or "two_figures_in_column"
        if cell.text.strip() and sum(1 for other in cells if other is cell) > 1:
            doubt = doubt or "figure_spans_columns"
        readings.append(Reading(code, column, cell, row.reader, None, doubt))
    return readings


def _row_text(row: Row) -> str:
    return text_of((*row.labels, *(row.figures.values() or row.lost)))
