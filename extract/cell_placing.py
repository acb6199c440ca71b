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
    return roots


def split_by_cells(
    run: Run, table: Any, roots: Regions
) -> Iterator[tuple[Run, tuple[int, int], bool]]:
    """The run's parts by cell. A run whose ink crosses a rule stays whole and is doubtful."""
    row = _band(table.rows, run.middle_y)
    if row is None:
        return
    first = _column(table.cols, run.glyphs[0])
    last = _column(table.cols, run.glyphs[-1])
    if first is None and last is None:
        return
    first = 0 if first is None else first
    last = len(table.cols) - 1 if last is None else last
    if roots[row, first] == roots[row, last]:
        yield run, roots[row, first], False
        return
    groups: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in run.glyphs:
        column = _column(table.cols, glyph)
        if column is not None:
            groups.setdefault(roots[row, column], []).append(glyph)
    for root, glyphs in groups.items():
        yield Run(tuple(glyphs)), root, True


def _band(rows: list[tuple[float, float]], y: float) -> int | None:
    """Index of the row (top, bottom), tops descending, that holds y."""
    index = bisect_left([-top for top, _ in rows], -y) - 1
    if index < 0:
        return None
    return index if rows[index][1] <= y else None


def _column(columns: list[tuple[float, float]], glyph: Glyph) -> int | None:
    """Index of the column (left, right) that holds the middle of the glyph's ink."""
    x = (glyph.x0 + glyph.x1) / 2
    if not columns or not columns[0][0] <= x <= columns[-1][1]:
        return None
    return max(0, bisect_left([left for left, _ in columns], x) - 1)
