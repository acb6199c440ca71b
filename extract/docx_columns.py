"""Which columns of a Word table's grid are one to the eye.

An edge dragged by hand stands a little beside the same edge of other rows, and Word makes a column of
its grid of every such gap. Edges nearer to each other than a third of the narrowest cell are one edge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from extract.docx_package import local_name
from extract.markup import Element

Extent = tuple[int, int]
"""First column of a cell, and the first one behind it, in columns of the table's grid."""


def shown_columns(table: Element, cells: Sequence[Extent]) -> Callable[[int], int]:
    """From an edge of the table's grid to the column that begins there, as it is seen.

    Where the table does not say how wide its columns are, each column of the grid is one.
    """
    places = _places(table)
    edges = sorted({edge for extent in cells for edge in extent})
    if not edges or edges[-1] >= len(places):
        return lambda edge: edge
    narrowest = min(places[stop] - places[start] for start, stop in cells)
    columns = {edges[0]: 0}
    first = places[edges[0]]
    for before, edge in zip(edges, edges[1:], strict=False):
        apart = 3 * (places[edge] - first) > narrowest
        columns[edge] = columns[before] + (apart or narrowest <= 0)
        if apart:
            first = places[edge]
    return columns.__getitem__


def _places(table: Element) -> list[int]:
    """Where the edges of the table's grid are, in twentieths of a point from its left one."""
    widths: list[int] = []
    for part in table:
        if local_name(part) == "tblGrid":
            widths = [_width(column) for column in part if local_name(column) == "gridCol"]
    return [0, *accumulate(widths)] if all(widths) else []


def _width(column: Element) -> int:
    value = next((v for k, v in column.attrib.items() if k.rpartition("}")[2] == "w"), "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
