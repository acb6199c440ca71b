"""The witness of files without pages: a grid laid out anew, cell by cell, and compared with the reader's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extract.model import RawTable
from extract.same_text import same_text
from extract.witness import Dispute, Witness

MOST_SPAN = 100
"""Columns a cell may cover; no form has a sixth of them."""


class Declared(NamedTuple):
    """A cell as the file has it: its text and how many rows and columns it says it covers."""

    text: str
    rows: int = 1
    columns: int = 1


Texts = Mapping[tuple[int, int], str]
"""The text of each cell by the row and column it begins at."""


def laid_out(rows: Sequence[Sequence[Declared]], ends: Sequence[int]) -> Texts:
    """Cells where a browser shows them; `ends` is, for each row, the row its group of rows ends before."""
    free_from: list[int] = []  # for each column the first row that nothing reaches down into
    texts: dict[tuple[int, int], str] = {}
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while column < len(free_from) and free_from[column] > row:
                column += 1
            texts[row, column] = cell.text
            below = ends[row] if cell.rows == 0 else min(row + cell.rows, ends[row])
            stop = column + max(1, min(cell.columns, MOST_SPAN))
            free_from += [0] * (stop - len(free_from))
            while column < stop and free_from[column] <= row:
                free_from[column] = max(below, row + 1)
                column += 1
    return texts


def witness_of_grids(grids: Sequence[Texts], orders: Sequence[int]) -> Witness:
    """A witness that saw these tables; `orders` are those of the tables the reader found.

    As many tables are the same ones in the same order; else each is compared with the one most like it.
    """
    same_number = len(grids) == len(orders)
    by_order = dict(zip(orders, grids, strict=False)) if same_number else {}

    def disputes(table: RawTable) -> list[Dispute]:
        grid = by_order.get(table.order)
        if grid is None:
            if not grids:
                raise LookupError("no table was found a second time")
            grid = max(grids, key=lambda each: _common(table, each))
        return differences(table, grid)

    return disputes


def differences(table: RawTable, grid: Texts) -> list[Dispute]:
    """Cells of the table that stand elsewhere, or have another text, in the other grid."""
    found = []
    for cell in table.cells:
        text = grid.get((cell.row, cell.column))
        if text is None:
            found.append(Dispute(cell, "place", ""))
        elif not same_text(cell.text, text):
            found.append(Dispute(cell, "text", " ".join(text.split())))
    return found


def _common(table: RawTable, grid: Texts) -> int:
    return sum(
        same_text(cell.text, grid.get((cell.row, cell.column), "\0")) for cell in table.cells
    )
