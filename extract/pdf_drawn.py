"""Empty places at the right end of a table that are no cells: only the cells around them are drawn.

A web page draws each cell with its own border or background. Where a row has a cell less than the others,
what is drawn above, below and beside still encloses its place, and it looks like an empty cell of the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.model import Box, RawCell, RawTable
from extract.pdf_page import PageGeometry, Segment

NEAR = 2.5
"""Points between the edge of a cell and the rule or background that draws it."""
MOST = 0.8
"""Share of its cells that a table draws in one way; less says nothing about the others."""


def with_undrawn(table: RawTable, page: PageGeometry) -> RawTable:
    """The table with the places marked that no border or background of their own makes a cell."""
    last = [c for c in table.cells if c.column + c.column_span == table.columns and c.box]
    if all(cell.text for cell in last):
        return table
    for drawn_in_a_way in (_bordered, _shaded):
        drawn = drawn_in_a_way(last, page)
        if MOST * len(last) <= sum(drawn) < len(last):
            empty = {id(cell) for cell, is_drawn in zip(last, drawn, strict=True) if not is_drawn}
            cells = (
                replace(cell, drawn=False) if id(cell) in empty and not cell.text else cell
                for cell in table.cells
            )
            return replace(table, cells=tuple(cells))
    return table


def _bordered(cells: Sequence[RawCell], page: PageGeometry) -> list[bool]:
    """Whether rules stand along at least half of the right edge of each cell."""
    beside: dict[float, list[Segment]] = {}
    found = []
    for cell in cells:
        box = cell.box
        assert box is not None
        if box.x1 not in beside:
            beside[box.x1] = [rule for rule in page.vertical if abs(rule[0] - box.x1) <= NEAR]
        along = sum(
            [max(0.0, min(y1, box.y1) - max(y0, box.y0)) for _, y0, _, y1 in beside[box.x1]]
        )
        found.append(along >= (box.y1 - box.y0) / 2)
    return found


def _shaded(cells: Sequence[RawCell], page: PageGeometry) -> list[bool]:
    """Whether a filled area ends where the cell ends, at three of its sides."""
    return [cell.box is not None and _has_background(cell.box, page) for cell in cells]


def _has_background(box: Box, page: PageGeometry) -> bool:
    return any(
        abs(x1 - box.x1) <= NEAR and abs(y0 - box.y0) <= NEAR and abs(y1 - box.y1) <= NEAR
        for _, y0, x1, y1 in page.fills
    )
