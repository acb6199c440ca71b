"""Where on a Camelot grid things belong: merged regions, and the cells a run of glyphs stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from extract.glyph_runs import Run
from extract.glyphs import Glyph

Regions = dict[tuple[int, int], tuple[int, int]]
"""Every grid position (row, column) with the top left position of the merged cell it is part of."""


def merged_regions(table: Any) -> Regions:
    """Top left cell of the merged region of every grid position (regions: no rule between)."""
    roots: Regions = {}
    for row, cells in enumerate(table.cells):
        for column, cell in enumerate(cells):
            if column and not cell.left and (row, column - 1) in roots:
                roots[row, column] = roots[row, column - 1]
            elif row and not cell.top:
                roots[row, column] = roots[row - 1, column]
            else:
                roots[row, column] = (row, column)
    return _rectangles(roots)


def _rectangles(roots: Regions) -> Regions:
    """The regions with what makes one no rectangle split off: a cell that is not closed leans on others."""
    members: dict[tuple[int, int], dict[int, list[int]]] = {}
    for (row, column), root in roots.items():
        members.setdefault(root, {}).setdefault(row, []).append(column)
    for (first, left), rows in members.items():
        top = (first, left)
        for row, columns in rows.items():
            if columns != rows[top[0]]:
                top = (row, columns[0])
            roots.update(dict.fromkeys(((row, column) for column in columns), top))
    return roots


class Placing:
    """The grid of one Camelot table, ready to say where runs of glyphs stand."""

    def __init__(self, table: Any, regions: Regions) -> None:
        self._regions = regions
        self._tops = [-top for top, _ in table.rows]
        self._bottoms = [bottom for _, bottom in table.rows]
        self._lefts = [left for left, _ in table.cols]
        self._last = len(table.cols) - 1
        self._right = table.cols[-1][1]

    def parts(self, run: Run) -> Iterator[tuple[Run, tuple[int, int], bool]]:
        """The run's parts by cell; a run whose ink crosses a rule is cut there and doubtful."""
        row = self._row(run.middle_y)
        if row is None:
            return
        first, last = self._column(run.glyphs[0]), self._column(run.glyphs[-1])
        if first is None and last is None:
            return
        first = 0 if first is None else first
        last = self._last if last is None else last
        if self._regions[row, first] == self._regions[row, last]:
            yield run, self._regions[row, first], False
            return
        groups: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in run.glyphs:
            column = self._column(glyph)
            if column is not None:
                groups.setdefault(self._regions[row, column], []).append(glyph)
        for root, glyphs in groups.items():
            yield Run(tuple(glyphs)), root, True

    def _row(self, y: float) -> int | None:
        index = bisect_left(self._tops, -y) - 1
        return index if index >= 0 and self._bottoms[index] <= y else None

    def _column(self, glyph: Glyph) -> int | None:
        x = (glyph.x0 + glyph.x1) / 2
        if not self._lefts[0] <= x <= self._right:
            return None
        index = bisect_left(self._lefts, x) - 1
        return index if index > 0 else 0
