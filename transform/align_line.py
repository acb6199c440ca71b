"""Aligns the fragments of a one-row table (table 四) with a form.

The row of figures has no label: it is read under the lowest header, whose outcomes repeat once for
every procedure. Where the header cannot be read the columns count, and the sums must confirm them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Problem, RawCell
from transform.alignment import Alignment, Reading, problem
from transform.form import FormTable
from transform.grid import Grid, is_empty
from transform.labels import has_cjk, normalise, parse_label
from transform.values import MARKS, read_value

BY_POSITION = "columns_by_position"


@dataclass(frozen=True, slots=True)
class _Line:
    """Header columns (grid column, outcome code), the row of figures, further rows of figures."""

    heads: tuple[tuple[int, str], ...]
    figures: tuple[RawCell, ...]
    grid: Grid
    extra: tuple[tuple[RawCell, ...], ...] = ()


def align_line(form: FormTable, grids: Sequence[Grid]) -> Alignment:
    """Readings of all fragments together; three tables of five are one table of fifteen."""
    problems: list[Problem] = []
    lines = _paired([_line(form, grid) for grid in grids])
    wanted = [(row.code, column.code) for row in form.rows for column in form.columns]
    cells: list[tuple[RawCell | None, str]] = []
    counted: set[int] = set()
    for line in lines:
        known = len(problems)
        here = _under_heads(form, line, problems)
        cells.extend((cell, line.grid.table.reader) for cell in here)
        if len(problems) > known:
            counted.update(id(cell) for cell in here)
    rows = sum(1 for line in lines if line.figures)
    left_over = [row for line in lines for row in line.extra]
    for row in left_over:
        text = " | ".join(cell.text for cell in row)
        problems.append(problem("row_unknown", row[0], raw=text, nearest=""))
    if len(cells) != len(wanted):
        found = [cell for cell, _ in cells if cell]
        if found:
            text = " | ".join(cell.text for cell in found)
            problems.append(problem("columns_unknown", found[0], raw=text))
        return Alignment(form, (), tuple(problems), max(0, rows - 1) + len(left_over), tuple(grids))
    readings = tuple(
        Reading(
            row,
            column,
            cell,
            reader,
            None,
            cell.doubt or (BY_POSITION if id(cell) in counted and is_empty(cell) else ""),
        )
        for (row, column), (cell, reader) in zip(wanted, cells, strict=True)
        if cell is not None
    )
    return Alignment(form, readings, tuple(problems), len(left_over), tuple(grids))


def _line(form: FormTable, grid: Grid) -> _Line:
    heads: dict[int, str] = {}
    figures: tuple[RawCell, ...] = ()
    extra: tuple[tuple[RawCell, ...], ...] = ()
    for index, cells in enumerate(grid.anchored):
        if not cells:
            continue
        named = [(cell, _outcome(form, cell)) for cell in cells if not is_empty(cell)]
        if any(code for _, code in named) or any(_is_head(form, cell) for cell in cells):
            for cell, code in named:
                if code:
                    heads[cell.column] = code
            continue
        if _is_figures(cells, index, grid):
            if figures and any(not is_empty(cell) for cell in cells):
                extra = (*extra, cells)
            figures = figures or cells
    return _Line(tuple(sorted(heads.items())), figures, grid, extra)


def _outcome(form: FormTable, cell: RawCell) -> str:
    key = parse_label(cell.text).key
    return next((column.code for column in form.columns if key in column.keys), "")


def _is_head(form: FormTable, cell: RawCell) -> bool:
    key = parse_label(cell.text).key
    return bool(key) and (key in form.header_keys or any(key in row.keys for row in form.rows))


def _is_figures(cells: Sequence[RawCell], index: int, grid: Grid) -> bool:
    """A row of figures, marks and blanks; wholly blank only as the last row, and of single cells."""
    filled = [cell for cell in cells if not is_empty(cell)]
    if not filled:
        return index == grid.table.rows - 1 and all(cell.column_span == 1 for cell in cells)
    return all(
        normalise(cell.text) in MARKS or read_value(cell.text).outcome != "unreadable"
        for cell in filled
    ) or not (any(has_cjk(cell.text) for cell in filled))


def _paired(lines: Sequence[_Line]) -> list[_Line]:
    """A header on one page and its figures on the next belong together."""
    paired: list[_Line] = []
    for line in lines:
        if paired and not line.heads and not paired[-1].figures and line.figures:
            paired[-1] = _Line(paired[-1].heads, line.figures, line.grid, line.extra)
        else:
            paired.append(line)
    return paired


def _under_heads(form: FormTable, line: _Line, problems: list[Problem]) -> Sequence[RawCell | None]:
    """The figure cells in the order of the form's columns; None where the row has ended before."""
    outcomes = [column.code for column in form.columns]
    size = len(outcomes)
    codes = [code for _, code in line.heads]
    repeats = len(codes) // size
    if line.figures and codes and codes == outcomes * repeats:
        under = [_under(line.figures, column) for column, _ in line.heads]
        cells = [cell for cell in under if cell is not None]
        left_over = [cell for cell in line.figures if cell not in cells]
        padding = all(is_empty(cell) and cell.column > line.heads[-1][0] for cell in left_over)
        if (
            cells
            and cells == under[: len(cells)]
            and len({*map(id, cells)}) == len(cells)
            and padding
        ):
            return under
    if line.figures and len(line.figures) % size == 0:
        problems.append(problem(BY_POSITION, line.figures[0], table=form.name))
        return list(line.figures)
    return list(line.figures)


def _under(figures: Sequence[RawCell], column: int) -> RawCell | None:
    return next(
        (cell for cell in figures if cell.column <= column < cell.column + cell.column_span), None
    )
