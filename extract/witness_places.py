"""Whether the cells of a table stand on the page as they stand in its grid.

A column of the grid is where the middles of its cells are; every cell must reach over the middles of the
columns it covers, and over no others. Rows are told in the same way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.model import RawCell, RawTable
from extract.same_text import has_words

Side = tuple[int, int, float, float]
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
    boxes = [(cell, box) for cell in cells if (box := cell.box)]
    across = [(cell.column, cell.column_span, box.x0, box.x1) for cell, box in boxes]
    down = [(cell.row, cell.row_span, -box.y1, -box.y0) for cell, box in boxes]
    wrong = {id(cell): cell for sides in (across, down) for cell in _astray(cells, sides)}
    return list(wrong.values())


def _astray(cells: Sequence[RawCell], sides: Sequence[Side]) -> list[RawCell]:
    counted = Counter(sides)  # the cells of a row are alike
    middles: dict[int, list[float]] = {}
    for (first, span, start, end), times in counted.items():
        if span == 1:
            middles.setdefault(first, []).extend([(start + end) / 2] * times)
    numbers = sorted(middles)
    lines = []
    for number in numbers:
        here = sorted(middles[number])
        lines.append(here[len(here) // 2])
    if any(after <= before for before, after in pairwise(lines)):
        return list(cells)
    wrong = set()
    for side in counted:
        first, span, start, end = side
        covered = bisect_left(numbers, first), bisect_left(numbers, first + span)
        if covered != (bisect_left(lines, start), bisect_right(lines, end)):
            wrong.add(side)
    if not wrong:
        return []
    return [cell for cell, side in zip(cells, sides, strict=True) if side in wrong]
