"""A table set out with spaces, as converters write it that keep the look of a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate

from examples.draw.grid import Cell, Grid

_GAP = 2
_LEFT = frozenset(("label", "group", "vertical", "note"))


def laid_out(grid: Grid, widths: Sequence[int]) -> str:
    """The rows of a table, columns one below the other; a cell over several rows stands in the first."""
    starts = [0, *accumulate(width + _GAP for width in widths)]
    rows = []
    for row in range(grid.n_rows):
        line = ""
        for cell in sorted((c for c in grid.cells if c.row == row), key=lambda c: c.col):
            text = _plain(cell)
            room = starts[cell.col + cell.cols] - _GAP - starts[cell.col]
            spare = 0 if cell.role in _LEFT else max(0, (room - width_of(text)) // 2)
            if text:
                line += " " * (starts[cell.col] + spare - width_of(line)) + text
        rows.append(line)
    return "\n".join(rows)


def column_widths(grid: Grid) -> Sequence[int]:
    """Columns as wide as their texts; what spans several widens the last of them."""
    widths = [4] * len(grid.weights)
    for cell in sorted(grid.cells, key=lambda c: c.cols):
        room = sum(widths[cell.col : cell.col + cell.cols]) + _GAP * (cell.cols - 1)
        lack = width_of(_plain(cell)) - room
        if lack > 0:
            widths[cell.col + cell.cols - 1] += lack
    return widths


def _plain(cell: Cell) -> str:
    return (cell.text or "").replace("\n", "").strip()


def width_of(text: str) -> int:
    """Columns a text takes on a screen: Chinese characters and curly quotes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
