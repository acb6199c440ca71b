"""Which grid columns of a raw table the header of a matrix form names (table 三)."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import RawCell
from transform.form import Named
from transform.grid import Grid
from transform.labels import parse_label

FEWEST_NAMED = 4
"""Columns whose names must be known for the others to be told by counting."""

Spans = dict[str, tuple[int, int]]
"""Grid columns (first, last) of each form column."""


def named_columns(grid: Grid, body: int, columns: Sequence[Named]) -> Spans:
    """Form columns named by the header path of a grid column, in form order, else nothing."""
    found: Spans = {}
    for position in range(grid.table.columns):
        path = _path(grid, body, position)
        code = _match(path, columns)
        if code is None:
            continue
        first, last = found.get(code, (position, position))
        if last < position - 1:
            return {}
        found[code] = (first, position)
    ordered = [found[column.code] for column in columns if column.code in found]
    return found if ordered == sorted(ordered) else {}


def _path(grid: Grid, body: int, position: int) -> list[RawCell]:
    """Distinct non-empty header cells above a column, from the top."""
    path: list[RawCell] = []
    for row in range(body):
        cell = grid.at(row, position)
        if cell and cell.text.strip() and all(cell is not one for one in path):
            path.append(cell)
    return path


def _match(path: Sequence[RawCell], columns: Sequence[Named]) -> str | None:
    """The column named by the longest tail of the path (a name may be wrapped over header rows)."""
    for start in range(len(path)):
        key = parse_label("".join(cell.text for cell in path[start:])).key
        for column in columns:
            if key in column.keys:
                return column.code
    return None


def filled_columns(named: Spans, columns: Sequence[Named]) -> Spans:
    """Unnamed columns between or beside named ones, one grid column each, if the numbers agree."""
    if len(named) < FEWEST_NAMED:
        return {}
    order = [column.code for column in columns]
    anchor = next(code for code in order if code in named)
    start = named[anchor][0] - order.index(anchor)
    filled = {code: (start + index, start + index) for index, code in enumerate(order)}
    if start < 1 or any(filled[code] != span for code, span in named.items()):
        return {}
    return filled
