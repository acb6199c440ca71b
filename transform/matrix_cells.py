"""Under which column of a matrix form each figure cell of a row stands: by position, or in order.

A rowspan that is too short moves a row to the left, a cell too many moves it to the right. Then order
tells the columns, if there are as many cells as columns, or if the row begins (ends) outside and the
cells that are too many stand empty at its other end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from extract.model import RawCell
from transform.grid import Grid, is_empty
from transform.matrix_columns import Columns

Cells = tuple[RawCell, ...]
_IS_DRAWN = attrgetter("drawn")

MOST_LACKING = 2
"""Cells that may be missing at the end of a row of a table whose rows are taken in order."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Figure cells by column code. `in_order`: not by position; `lost` could not be placed; `clash` are
    columns with more than one figure."""

    figures: dict[str, RawCell] = field(default_factory=dict)
    in_order: bool = False
    lost: Cells = ()
    clash: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Usual:
    """What the rows of a fragment have in common: at which grid columns left of the figures the cells behind
    the labels begin although nothing moved (`spare` ones), how many there are, and whether most rows are
    `compact`: complete, but not under the header, since they have no cell for what they do not use."""

    spare: frozenset[int]
    count: int
    compact: bool
    moves: bool
    """Whether a row can have moved to the left: the table has cells over several rows, or pages."""


def usual(rows: Sequence[Cells], columns: Columns, *, moves: bool) -> Usual:
    """What is usual for rows with these cells behind their labels."""
    count = len(columns.spans)
    reaching = [
        cells[0].column
        for cells in rows
        if cells and cells[0].column < columns.first and cells[-1].column >= columns.last
    ]
    there = Counter(len(_drawn(c)) for c in rows if c and c[0].column == columns.first)
    aside = [c for c in rows if len(c) == count and c[0].column != columns.first]
    return Usual(
        frozenset(column for column in reaching if reaching.count(column) > 1),
        max(there, key=lambda number: (there[number], number), default=count),
        2 * len(aside) > len(rows),
        moves,
    )


def place(
    grid: Grid, row: int, labels: Cells, after: Cells, columns: Columns, rows: Usual
) -> Placed:
    """The cells `after` the labels of a row of the grid, by their columns."""
    outside = any(cell.column not in columns.held and not is_empty(cell) for cell in after)
    crossing = labels and labels[-1].column >= columns.first
    drawn = _drawn(after)
    if outside or crossing or _has_moved(drawn, columns, rows):
        return _in_order(drawn, columns, rows)
    return _by_position(grid, row, labels, columns)


def _drawn(cells: Cells) -> Cells:
    return cells if all(map(_IS_DRAWN, cells)) else tuple(cell for cell in cells if cell.drawn)


def _by_position(grid: Grid, row: int, labels: Cells, columns: Columns) -> Placed:
    figures: dict[str, RawCell] = {}
    clash = []
    worded = {id(cell) for cell in labels}
    for code, (first, last) in columns.spans.items():
        if first == last:
            alone = grid.covering.get((row, first))
            if alone is not None and id(alone) not in worded:
                figures[code] = alone
            continue
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


def _has_moved(after: Cells, columns: Columns, rows: Usual) -> bool:
    """Whether a row begins left of the header though it has no cell too many: a wrong rowspan above."""
    if not after or after[0].column >= columns.first or after[0].column in rows.spare:
        return False
    count = len(columns.spans)
    return len(after) in (count, rows.count) or (rows.compact and len(after) < count)


def _in_order(after: Cells, columns: Columns, rows: Usual) -> Placed:
    codes = list(columns.spans)
    printed = tuple(cell for cell in after if not is_empty(cell))
    for cells in (after, _moved(after, columns, rows), printed):
        if len(cells) == len(codes):
            return Placed(dict(zip(codes, cells, strict=True)), in_order=True)
    if rows.compact and len(codes) - MOST_LACKING <= len(after) < len(codes):
        return Placed(dict(zip(codes, after, strict=False)), in_order=True)
    return Placed(in_order=True, lost=printed)


def _moved(after: Cells, columns: Columns, rows: Usual) -> Cells:
    """The cells of a row moved to one side: it begins or prints outside there, and stands empty at the other
    end, as far as it has more cells than columns."""
    count = len(columns.spans)
    if len(after) <= count or not all(map(_is_next, after, after[1:])):
        return ()
    before = any(not is_empty(cell) and cell.column < columns.first for cell in after)
    behind = any(not is_empty(cell) and cell.column > columns.last for cell in after)
    if not before and not behind:
        before = len(after) == rows.count and after[0].column < columns.first
    if before == behind or (before and not rows.moves):
        return ()
    kept, spare = (after[:count], after[count:]) if before else (after[-count:], after[:-count])
    return kept if all(map(is_empty, spare)) else ()


def _is_next(one: RawCell, two: RawCell) -> bool:
    return one.column_span == 1 and two.column == one.column + 1
