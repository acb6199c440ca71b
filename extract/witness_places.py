"""Whether the cells of a table stand on the page as they stand in its grid.

A column of the grid is where the middles of its cells are; every cell must reach over the middles of the
columns it covers, and over no others. Rows are told in the same way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from extract.model import RawCell, RawTable
from extract.same_text import has_words

Side = Callable[[RawCell], tuple[int, int, float, float]]
"""First row or column of a cell, how many it covers, and from where to where it reaches."""


def misplaced(table: RawTable) -> list[RawCell]:
    """Cells whose boxes are not where their rows and columns are."""
    return _wrong([cell for cell in table.cells if cell.box is not None])


def misplaced_figures(table: RawTable, labels: int) -> list[RawCell]:
    """The same for a table without rules, whose words have no boxes but their own.

    Only the figures, behind so many columns of labels, are compared with each other, and with the labels of
    their rows.
    """
    figures = [c for c in table.cells if c.box and c.column >= labels and not has_words(c.text)]
    heights = {cell.row: cell.box for cell in figures if cell.box}
    aside = [
        cell
        for cell in table.cells
        if cell.box and cell.column < labels and (row := heights.get(cell.row))
        if not (cell.box.y0 <= row.y1 and row.y0 <= cell.box.y1)
    ]
    return [*_wrong(figures), *aside]


def _wrong(cells: Sequence[RawCell]) -> list[RawCell]:
    wrong = {id(cell): cell for side in (_across, _down) for cell in _astray(cells, side)}
    return list(wrong.values())


def _across(cell: RawCell) -> tuple[int, int, float, float]:
    assert cell.box is not None
    return cell.column, cell.column_span, cell.box.x0, cell.box.x1


def _down(cell: RawCell) -> tuple[int, int, float, float]:
    assert cell.box is not None
    return cell.row, cell.row_span, -cell.box.y1, -cell.box.y0


def _astray(cells: Sequence[RawCell], side: Side) -> list[RawCell]:
    placed = [(*side(cell), cell) for cell in cells]
    middles: dict[int, list[float]] = {}
    for first, span, start, end, _ in placed:
        if span == 1:
            middles.setdefault(first, []).append((start + end) / 2)
    numbers = sorted(middles)
    lines = []
    for number in numbers:
        here = sorted(middles[number])
        lines.append(here[len(here) // 2])
    if any(after <= before for before, after in zip(lines, lines[1:], strict=False)):
        return list(cells)
    wrong = []
    for first, span, start, end, cell in placed:
        covered = bisect_left(numbers, first), bisect_left(numbers, first + span)
        if covered != (bisect_left(lines, start), bisect_right(lines, end)):
            wrong.append(cell)
    return wrong
