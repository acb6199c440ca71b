"""From rows of pieces with declared spans to cells anchored on a grid, as a browser places them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.model import RawCell

MOST_SPAN = 100
"""The widest form has 15 columns; a wider span is nonsense and would only cost time."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell as the source declares it. `row_span` 0 means: to the end of its group of rows."""

    text: str
    row_span: int = 1
    column_span: int = 1
    path: str | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table without its place in the document."""

    rows: int
    columns: int
    cells: tuple[RawCell, ...]


def place(rows: Sequence[Sequence[Piece]], ends: Sequence[int] | None = None) -> Grid:
    """Cells of `rows` on a grid: no two overlap, none passes the last row or column.

    `ends[r]` is the row after the group (thead, tbody) of row `r`, which no cell of it passes; by
    default all rows are one group. A row with fewer cells than others stays short (quirks C17,
    C18), and a row under a rowspan that is too short moves left, as it does on the screen.
    """
    stops = ends if ends is not None else [len(rows)] * len(rows)
    cells: list[RawCell] = []
    taken: dict[int, int] = {}  # column -> first row that is free again
    for row, pieces in enumerate(rows):
        taken = {column: free for column, free in taken.items() if free > row}
        column = 0
        for piece in pieces:
            while column in taken:
                column += 1
            width = _free_width(column, piece.column_span, taken)
            height = _height(piece.row_span, stops[row] - row)
            cell = RawCell(
                row, column, piece.text, height, width, path=piece.path, doubt=piece.doubt
            )
            cells.append(cell)
            if height > 1:
                taken.update(dict.fromkeys(range(column, column + width), row + height))
            column += width
    return clip(len(rows), cells)


def clip(rows: int, cells: Sequence[RawCell]) -> Grid:
    """A grid as wide as its rightmost anchor: columns no cell begins in say nothing."""
    columns = 1 + max((cell.column for cell in cells), default=-1)
    return Grid(rows, columns, tuple(_clipped(cell, columns) for cell in cells))


def _clipped(cell: RawCell, columns: int) -> RawCell:
    span = min(cell.column_span, columns - cell.column)
    if span == cell.column_span:
        return cell
    return replace(cell, column_span=span)


def _free_width(column: int, declared: int, taken: dict[int, int]) -> int:
    width = max(1, min(declared, MOST_SPAN))
    if taken:
        for step in range(1, width):
            if column + step in taken:
                return step
    return width


def _height(declared: int, left: int) -> int:
    """Rows a cell covers; a rowspan past the end is cut (inputs.md: 36 rows for 28)."""
    return left if declared == 0 else max(1, min(declared, left))
