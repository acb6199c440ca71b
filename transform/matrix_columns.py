"""Which grid columns of a raw table hold which columns of a matrix form (table 三)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import RawCell
from transform.form import FormTable, Named
from transform.grid import Grid, is_empty
from transform.labels import has_cjk, parse_label
from transform.values import read_value


@dataclass(frozen=True, slots=True)
class Columns:
    """Grid columns (first, last) of each form column, and how they were found.

    `by` is `header` (every column named), `neighbours` (some names filled in between named ones),
    `inherited` (continued from the fragment before) or `position` (the last ones of the grid).
    """

    spans: dict[str, tuple[int, int]]
    body: int
    by: str

    @property
    def first(self) -> int:
        """First figure column: all columns before it hold labels."""
        return min(first for first, _ in self.spans.values())

    @property
    def last(self) -> int:
        """Last figure column."""
        return max(last for _, last in self.spans.values())


def find_columns(grid: Grid, body: int, form: FormTable, before: Columns | None) -> Columns | None:
    """Columns of a fragment whose rows from `body` on are data.

    A fragment without header (a page continued) inherits from the fragment before when the grids agree
    (a page whose rows need another number of label columns does not), else takes the last columns, since
    figures stand at the right end of every known print; of both the one that leaves fewer figures outside.
    """
    named = _named_columns(grid, body, form.columns)
    if len(named) == len(form.columns):
        return Columns(named, body, "header")
    if len(named) >= 4:
        filled = _fill(named, form.columns)
        if filled:
            return Columns(filled, body, "neighbours")
    start = grid.table.columns - len(form.columns)
    inherits = before is not None and not _holds_labels(grid, body, before.first)
    found = []
    if before and inherits and grid.table.columns > before.last:
        found.append(Columns(before.spans, body, "inherited"))
    if start > 0 and not _holds_labels(grid, body, start):
        last = {c.code: (start + i, start + i) for i, c in enumerate(form.columns)}
        found.append(Columns(last, body, "position"))
    if found:
        return min(found, key=lambda columns: _outside(grid, columns)) if found[1:] else found[0]
    if before and inherits and grid.table.columns == before.last:
        # labels stand where the first figures would: the last column is lost (达州市人社局 2023)
        kept = {code: span for code, span in before.spans.items() if span[1] < before.last}
        return Columns(kept, body, "inherited")
    return None


def _outside(grid: Grid, columns: Columns) -> int:
    """How many figures of the rows stand in none of the columns."""
    return sum(
        1
        for cells in grid.anchored[columns.body :]
        for cell in cells
        if not is_empty(cell)
        and not has_cjk(cell.text)
        and not columns.first <= cell.column <= columns.last
    )


def _holds_labels(grid: Grid, body: int, column: int) -> bool:
    """Whether most rows print a label in a grid column."""
    cells = [cell for row in range(body, grid.table.rows) if (cell := grid.at(row, column))]
    labels = [
        cell
        for cell in cells
        if has_cjk(cell.text) and read_value(cell.text).outcome == "unreadable"
    ]
    return 2 * len(labels) > len(cells)


def _named_columns(grid: Grid, body: int, columns: Sequence[Named]) -> dict[str, tuple[int, int]]:
    """Form columns named by the header path of a grid column, in form order, else nothing."""
    found: dict[str, tuple[int, int]] = {}
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
        if cell and cell.text.strip() and cell not in path:
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


def _fill(
    named: dict[str, tuple[int, int]], columns: Sequence[Named]
) -> dict[str, tuple[int, int]]:
    """Unnamed columns between or beside named ones, one grid column each, if the numbers agree."""
    order = [column.code for column in columns]
    anchor = next(code for code in order if code in named)
    start = named[anchor][0] - order.index(anchor)
    filled = {code: (start + index, start + index) for index, code in enumerate(order)}
    if start < 1 or any(filled[code] != span for code, span in named.items()):
        return {}
    return filled
