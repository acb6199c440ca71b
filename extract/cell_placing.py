"""Where on a Camelot grid things belong: merged regions, and the cells a run of glyphs stands in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, NamedTuple

from extract.glyph_runs import Run
from extract.glyphs import Glyph

Position = tuple[int, int]
"""Row and column of a grid."""


class Regions(NamedTuple):
    """What is merged on a grid: `roots[row][column]` is the top left position of the cell that a position is
    part of, `members` are the positions of each cell by its top left one, from the top."""

    roots: list[list[Position]]
    members: dict[Position, list[Position]]


def merged_regions(table: Any) -> Regions:
    """The merged cells of a table (no rule between its positions)."""
    roots: list[list[Position]] = []
    merged: dict[Position, dict[int, list[int]]] = {}
    above: list[Position] = []
    for row, cells in enumerate(table.cells):
        here: list[Position] = []
        for column, cell in enumerate(cells):
            if column and not cell.left:
                root = here[-1]
            elif row and not cell.top:
                root = above[column]
            else:
                here.append((row, column))
                continue
            here.append(root)
            columns = merged.setdefault(root, {root[0]: [root[1]]})
            columns.setdefault(row, []).append(column)
        roots.append(here)
        above = here
    for root, rows in merged.items():
        _make_rectangles(roots, root, rows)
    members: dict[Position, list[Position]] = {}
    for row, here in enumerate(roots):
        for column, root in enumerate(here):
            members.setdefault(root, []).append((row, column))
    return Regions(roots, members)


def _make_rectangles(
    roots: list[list[Position]], root: Position, rows: dict[int, list[int]]
) -> None:
    """Splits off what makes a region (its columns by row) no rectangle: a cell that is not closed leans on
    others."""
    top = root
    for row, columns in rows.items():
        if columns != rows[top[0]]:
            top = (row, columns[0])
        if top != root:
            for column in columns:
                roots[row][column] = top


class Placing:
    """The grid of one Camelot table, ready to say where runs of glyphs stand."""

    def __init__(self, table: Any, regions: Regions) -> None:
        self._roots = regions.roots
        self._tops = [-top for top, _ in table.rows]
        self._bottoms = [bottom for _, bottom in table.rows]
        self._lefts = [left for left, _ in table.cols]
        self._last = len(table.cols) - 1
        self._right = table.cols[-1][1]

    def parts(self, run: Run) -> Sequence[tuple[Run, Position, bool]]:
        """The run's parts by cell; a run whose ink crosses a rule is cut there and doubtful."""
        row = self._row(run.middle_y)
        if row is None:
            return ()
        first, last = self._column(run.glyphs[0]), self._column(run.glyphs[-1])
        if first is None and last is None:
            return ()
        here = self._roots[row]
        root = here[0 if first is None else first]
        if root == here[self._last if last is None else last]:
            return ((run, root, False),)
        groups: dict[Position, list[Glyph]] = {}
        for glyph in run.glyphs:
            column = self._column(glyph)
            if column is not None:
                groups.setdefault(here[column], []).append(glyph)
        return [(Run(tuple(glyphs)), root, True) for root, glyphs in groups.items()]

    def _row(self, y: float) -> int | None:
        index = bisect_left(self._tops, -y) - 1
        return index if index >= 0 and self._bottoms[index] <= y else None

    def _column(self, glyph: Glyph) -> int | None:
        x = (glyph.x0 + glyph.x1) / 2
        if not self._lefts[0] <= x <= self._right:
            return None
        index = bisect_left(self._lefts, x) - 1
        return index if index > 0 else 0
