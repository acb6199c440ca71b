"""An excerpt of a table in a file without pages: the row of a cell, those around it, its heads.

Cells are laid out here by the rules of HTML, apart from the readers' own grids, so that a picture of an
excerpt does not repeat their mistakes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

AROUND = 2
"""Rows shown above and below the row of the cell; one less where several rows are asked for."""
_MOST_HEADS = 3
_MOST_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A cell as its source declares it; `path` is its place there."""

    text: str
    path: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of an excerpt on its grid; `marked` ones are those asked for, `first` the first of them."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    marked: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Rows of a table with the cells asked for marked.

    `numbers` are what stands before the rows (their numbers in the source); None is a row of dots, for
    rows left out. `place` says where in the file this is.
    """

    place: str
    numbers: tuple[int | None, ...]
    columns: int
    cells: tuple[Placed, ...]


def excerpt_of(
    place: str, rows: Sequence[tuple[int, Sequence[Part]]], paths: Sequence[str]
) -> Excerpt | None:
    """The excerpt of a table around the cells at `paths`; None if none of them is there.

    `rows` are (number in the source, cells) of the whole table.
    """
    laid = _laid_out([parts for _, parts in rows], paths)
    wanted = {cell.row for cell in laid if cell.marked}
    if not wanted:
        return None
    last = len(rows) - 1
    around = AROUND if len(wanted) == 1 else AROUND - 1
    near = {row + step for row in wanted for step in range(-around, around + 1)}
    shown = sorted({*range(_head_rows(laid)), *(row for row in near if 0 <= row <= last)})
    numbers: list[int | None] = []
    at: dict[int, int] = {}
    for before, row in zip([-1, *shown], shown, strict=False):
        if row != before + 1:
            numbers.append(None)
        at[row] = len(numbers)
        numbers.append(rows[row][0])
    cells = tuple(moved for cell in laid if (moved := _moved(cell, at)))
    columns = 1 + max(cell.column + cell.column_span - 1 for cell in cells)
    return Excerpt(place, tuple(numbers), columns, cells)


def _laid_out(rows: Sequence[Sequence[Part]], paths: Sequence[str]) -> list[Placed]:
    """Cells where a browser puts them: the next column that no cell from above reaches into."""
    taken: set[tuple[int, int]] = set()
    laid: list[Placed] = []
    for row, parts in enumerate(rows):
        column = 0
        for part in parts:
            while (row, column) in taken:
                column += 1
            left = len(rows) - row
            high = left if part.row_span == 0 else max(1, min(part.row_span, left))
            wide = max(1, min(part.column_span, _MOST_COLUMNS))
            while wide > 1 and any((row, column + step) in taken for step in range(wide)):
                wide -= 1
            taken |= {(row + down, column + step) for down in range(high) for step in range(wide)}
            marks = part.path in paths, part.path == paths[0]
            laid.append(Placed(row, column, high, wide, part.text, *marks))
            column += wide
    return laid


def _head_rows(laid: Sequence[Placed]) -> int:
    """Rows at the top without a figure, which are shown whatever row is asked for."""
    figures = [cell.row for cell in laid if cell.text.strip().replace(".", "").isdigit()]
    return min(_MOST_HEADS, min(figures, default=1))


def _moved(cell: Placed, at: dict[int, int]) -> Placed | None:
    """The cell among the rows that are shown, cut to them; None if it reaches into none."""
    rows = [at[row] for row in range(cell.row, cell.row + cell.row_span) if row in at]
    if not rows:
        return None
    return replace(cell, row=rows[0], row_span=rows[-1] - rows[0] + 1)
