"""Empty places at the right end of a table that are no cells: only the cells around them are drawn.

A web page draws each cell with its own border or background. Where a row has a cell less than the others,
what is drawn above, below and beside still encloses its place, and it looks like an empty cell of the row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.model import Box, RawCell, RawTable
from extract.pdf_page import PageGeometry

NEAR = 2.5
"""Points between the edge of a cell and the rule or background that draws it."""
MOST = 0.8
"""Share of its cells that a table draws in one way; less says nothing about the others."""


def with_undrawn(table: RawTable, page: PageGeometry) -> RawTable:
    """The table with the places marked that no border or background of their own makes a cell."""
    last = [c for c in table.cells if c.column + c.column_span == table.columns and c.box]
    if all(cell.text for cell in last):
        return table
    for is_drawn in (_has_border, _has_background):
        drawn = _drawn(last, page, is_drawn)
        if MOST * len(last) <= len(drawn) < len(last):
            empty = {cell for cell in last if cell not in drawn and not cell.text}
            cells = (replace(c, drawn=False) if c in empty else c for c in table.cells)
            return replace(table, cells=tuple(cells))
    return table


def _drawn(
    cells: Sequence[RawCell], page: PageGeometry, is_drawn: Callable[[Box, PageGeometry], bool]
) -> set[RawCell]:
    return {cell for cell in cells if cell.box and is_drawn(cell.box, page)}


def _has_border(box: Box, page: PageGeometry) -> bool:
    """Whether rules stand along at least half of the right edge."""
    along = sum(
        max(0.0, min(y1, box.y1) - max(y0, box.y0))
        for x, y0, _, y1 in page.vertical
        if abs(x - box.x1) <= NEAR
    )
    return along >= (box.y1 - box.y0) / 2


def _has_background(box: Box, page: PageGeometry) -> bool:
    """Whether a filled area ends where the cell ends, at three of its sides."""
    return any(
        abs(x1 - box.x1) <= NEAR and abs(y0 - box.y0) <= NEAR and abs(y1 - box.y1) <= NEAR
        for _, y0, x1, y1 in page.fills
    )
