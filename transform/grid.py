"""A raw table as rows and columns one can ask: which cell covers a position, what text is in a row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extract.model import RawCell, RawTable
from transform.labels import has_cjk, normalise


@dataclass(frozen=True)
class Grid:
    """A raw table with lookups. Positions no cell covers are absent."""

    table: RawTable

    @cached_property
    def covering(self) -> dict[tuple[int, int], RawCell]:
        """The cell over each grid position."""
        found: dict[tuple[int, int], RawCell] = {}
        for cell in self.table.cells:
            if cell.row_span == cell.column_span == 1:
                found.setdefault((cell.row, cell.column), cell)
                continue
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    found.setdefault((row, column), cell)
        return found

    @cached_property
    def anchored(self) -> tuple[tuple[RawCell, ...], ...]:
        """Cells by the row in which they begin, left to right."""
        rows: list[list[RawCell]] = [[] for _ in range(self.table.rows)]
        for cell in sorted(self.table.cells, key=lambda cell: cell.column):
            if cell.row < len(rows):
                rows[cell.row].append(cell)
        return tuple(tuple(row) for row in rows)

    @property
    def first_text(self) -> str:
        """Text of the first cell that has any: what a person would call the table by."""
        return next((cell.text for cell in self.table.cells if cell.text.strip()), "")

    def at(self, row: int, column: int) -> RawCell | None:
        """The cell over a position."""
        return self.covering.get((row, column))


def is_empty(cell: RawCell | None) -> bool:
    """Whether the cell prints nothing."""
    return cell is None or not cell.text or not normalise(cell.text)


def prints_figure(cell: RawCell) -> bool:
    """Whether the cell prints something that could be a figure: no words, and not nothing."""
    return not has_cjk(cell.text) and not is_empty(cell)


def printing_rows(grid: Grid) -> int:
    """How many rows print something that could be a figure."""
    return sum(1 for cells in grid.anchored if any(map(prints_figure, cells)))
