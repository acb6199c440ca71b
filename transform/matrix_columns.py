"""Which grid columns of a raw table hold which columns of a matrix form (table 三)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from transform.form import FormTable
from transform.grid import Grid, is_empty
from transform.labels import has_cjk
from transform.matrix_heads import Spans, filled_columns, named_columns
from transform.values import read_value

NEAR = 3.0
"""Points by which the columns of a table may differ from page to page."""

Extent = tuple[float, float]


@dataclass(frozen=True)
class Columns:
    """Grid columns (first, last) of each form column, and how they were found.

    `by` is `header` (every column named), `neighbours` (some names filled in between named ones), `place`
    (where the fragment before has them on the page), `inherited` (continued from the fragment before) or
    `position` (counted). `extents` are the columns'
    places on the page, from left to right, where there are pages.
    """

    spans: Spans
    body: int
    by: str
    extents: dict[str, Extent] = field(default_factory=dict)

    @cached_property
    def first(self) -> int:
        """First figure column: all columns before it hold labels."""
        return min(first for first, _ in self.spans.values())

    @cached_property
    def last(self) -> int:
        """Last figure column."""
        return max(last for _, last in self.spans.values())

    @cached_property
    def held(self) -> frozenset[int]:
        """All grid columns that belong to one of the form; others stand beside or between them."""
        return frozenset(
            column for first, last in self.spans.values() for column in range(first, last + 1)
        )


def find_columns(grid: Grid, body: int, form: FormTable, before: Columns | None) -> Columns | None:
    """Columns of a fragment whose rows from `body` on are data.

    A fragment without header (a page continued) has its columns where the fragment before has them on the
    page; without pages at the same columns of the grid, or else at its right end, where figures stand in
    every known print: whichever leaves the fewest figures outside.
    """
    places = _places(grid, body)
    named = named_columns(grid, body, form.columns)
    if len(named) == len(form.columns):
        return Columns(named, body, "header", _extents(named, places))
    filled = filled_columns(named, form.columns)
    if filled:
        return Columns(filled, body, "neighbours", _extents(filled, places))
    placed = _by_place(places, before) if before else {}
    if placed:
        return Columns(placed, body, "place", _extents(placed, places))
    found = [
        Columns(spans, body, by, _extents(spans, places))
        for spans, by in _counted(grid, body, form, before)
    ]
    if found:
        return min(found, key=lambda columns: _outside(grid, columns))
    if before and grid.table.columns == before.last and not _holds_labels(grid, body, before.first):
        # labels stand where the first figures would: the last column is lost (达州市人社局 2023)
        kept = {code: span for code, span in before.spans.items() if span[1] < before.last}
        return Columns(kept, body, "inherited")
    return None


def _counted(
    grid: Grid, body: int, form: FormTable, before: Columns | None
) -> list[tuple[Spans, str]]:
    """The columns of the fragment before, then all that are as many, from the right."""
    found: list[tuple[Spans, str]] = []
    width = grid.table.columns
    if before and width > before.last and not _holds_labels(grid, body, before.first):
        found.append((before.spans, "inherited"))
    for start in range(width - len(form.columns), 0, -1):
        if _holds_labels(grid, body, start):
            break
        spans = {c.code: (start + i, start + i) for i, c in enumerate(form.columns)}
        found.append((spans, "position"))
    return found


def _places(grid: Grid, body: int) -> dict[int, Extent]:
    """From where to where on the page the data cells of each grid column reach."""
    places: dict[int, Extent] = {}
    for cell in grid.table.cells:
        if cell.column_span == 1 and cell.row >= body and (box := cell.box):
            left, right = places.get(cell.column, (box.x0, box.x1))
            if box.x0 <= left or box.x1 >= right:
                places[cell.column] = (min(left, box.x0), max(right, box.x1))
    return places


def _extents(spans: Spans, places: dict[int, Extent]) -> dict[str, Extent]:
    """Where the columns of the form stand on the page; nothing if that of one is not known."""
    found: dict[str, Extent] = {}
    for code, (first, last) in spans.items():
        here = [places[column] for column in range(first, last + 1) if column in places]
        if not here:
            return {}
        found[code] = (min(left for left, _ in here), max(right for _, right in here))
    return found


def _by_place(places: dict[int, Extent], before: Columns) -> Spans:
    """The grid columns that stand below the columns of the fragment before; nothing if one is missing."""
    found: Spans = {}
    for code, (left, right) in before.extents.items():
        here = [
            column
            for column, (x0, x1) in sorted(places.items())
            if left - NEAR <= (x0 + x1) / 2 <= right + NEAR
        ]
        if not here:
            return {}
        found[code] = (here[0], here[-1])
    ends = [column for span in found.values() for column in span]
    distinct = len(set(found.values())) == len(found)
    return found if distinct and ends == sorted(ends) else {}


def _outside(grid: Grid, columns: Columns) -> int:
    """How many figures of the rows stand in none of the columns."""
    return sum(
        1
        for cells in grid.anchored[columns.body :]
        for cell in cells
        if not is_empty(cell) and not has_cjk(cell.text) and cell.column not in columns.held
    )


def _holds_labels(grid: Grid, body: int, column: int) -> bool:
    """Whether most rows print a label in a grid column."""
    cells = [cell for row in range(body, grid.table.rows) if (cell := grid.at(row, column))]
    labels = [
        cell
        for cell in cells
        if has_cjk(cell.text) and read_value(cell.text).outcome == "unreadable"
    ]
    return 2 * len(labels) > len(cells)
