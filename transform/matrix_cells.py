"""Under which column of a matrix form each figure cell of a row stands: by position, or in order.

A rowspan that is too short moves a row to the left, a cell too many moves it to the right. Then order
tells the columns, if there are as many cells as columns, or if the row begins (ends) outside and the
cells that are too many stand empty at its other end.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.model import RawCell
from transform.form import FormTable
from transform.grid import Grid, is_empty
from transform.matrix_columns import Columns

Cells = tuple[RawCell, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Figure cells by column code. `in_order`: not by position; `lost` could not be placed; `clash` are
    columns with more than one figure."""

    figures: dict[str, RawCell] = field(default_factory=dict)
    in_order: bool = False
    lost: Cells = ()
    clash: tuple[str, ...] = ()


def place(
    grid: Grid, row: int, labels: Cells, after: Cells, columns: Columns, form: FormTable
) -> Placed:
    """The cells `after` the labels of a row of the grid."""
    outside = [
        cell
        for cell in after
        if not is_empty(cell) and not columns.first <= cell.column <= columns.last
    ]
    crossing = labels and labels[-1].column >= columns.first
    drawn = tuple(cell for cell in after if cell.drawn)
    if outside or crossing or _is_short(drawn, columns, form):
        return _in_order(drawn, columns, form)
    return _by_position(grid, row, labels, columns)


def _by_position(grid: Grid, row: int, labels: Cells, columns: Columns) -> Placed:
    figures: dict[str, RawCell] = {}
    clash = []
    worded = {id(cell) for cell in labels}
    for code, (first, last) in columns.spans.items():
        here = {
            id(cell): cell for column in range(first, last + 1) if (cell := grid.at(row, column))
        }
        candidates = [cell for key, cell in here.items() if key not in worded]
        printed = [cell for cell in candidates if not is_empty(cell)]
        if len(printed) > 1:
            clash.append(code)
        if candidates:
            figures[code] = printed[0] if printed else candidates[0]
    return Placed(figures, clash=tuple(clash))


def _is_short(after: Cells, columns: Columns, form: FormTable) -> bool:
    """Exactly the form's number of figure cells, but not under the header: a wrong rowspan above."""
    return len(after) == len(form.columns) and bool(after) and after[0].column < columns.first


def _in_order(after: Cells, columns: Columns, form: FormTable) -> Placed:
    codes = [column.code for column in form.columns]
    printed = tuple(cell for cell in after if not is_empty(cell))
    for cells in (after, _moved(after, columns, len(codes)), printed):
        if len(cells) == len(codes):
            return Placed(dict(zip(codes, cells, strict=True)), in_order=True)
    return Placed(in_order=True, lost=printed)


def _moved(after: Cells, columns: Columns, count: int) -> Cells:
    """The cells of a row moved to one side: it prints outside there, and stands empty at the other end."""
    if len(after) <= count or not all(
        _is_next(a, b) for a, b in zip(after, after[1:], strict=False)
    ):
        return ()
    before = any(not is_empty(cell) and cell.column < columns.first for cell in after)
    behind = any(not is_empty(cell) and cell.column > columns.last for cell in after)
    kept, spare = (after[:count], after[count:]) if before else (after[-count:], after[:-count])
    return kept if before != behind and all(map(is_empty, spare)) else ()


def _is_next(one: RawCell, two: RawCell) -> bool:
    return one.column_span == 1 and two.column == one.column + 1
