"""Logical rows of a matrix table: labels with their figures, rows cut by page breaks joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.model import RawCell
from transform.form import FormTable, Named
from transform.grid import Grid, is_empty
from transform.labels import has_cjk, normalise, parse_label
from transform.matrix_columns import Columns
from transform.values import read_value

_WORDED_FIGURE = re.compile(
    r"^(?:[约近共仅]?\d[\d,.]*(?:[^\d.、].*)?|[一二三四五六七八九十百千万两零〇]+)$"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: label cells left to right, figure cells by form column.

    `shifted` marks a row whose cells do not stand under the header (its figures were taken in order);
    `lost` one whose figures could not be placed.
    """

    labels: tuple[RawCell, ...]
    figures: dict[str, RawCell] = field(default_factory=dict)
    reader: str = ""
    shifted: bool = False
    lost: tuple[RawCell, ...] = ()
    clash: tuple[str, ...] = ()

    @property
    def leaf(self) -> str:
        """Text of the rightmost label: the row's own, groups stand left of it."""
        return self.labels[-1].text if self.labels else ""

    @property
    def prints(self) -> bool:
        """Whether any figure cell has text."""
        return any(not is_empty(cell) for cell in self.figures.values()) or bool(self.lost)


def body_start(grid: Grid, form: FormTable, *, continued: bool) -> int:
    """First row that is a data row; the rows above are header (0 for a page that goes on without one).

    A row is data if its label is a row or group of the form, if it prints figures, or, on a page that
    continues the table, if nothing in it is a column name (the rest of a label cut by the page break).
    """
    names = {key for row in (*form.rows, *form.groups) for key in row.keys}
    heads = {key for column in form.columns for key in column.keys} | form.header_keys
    for index, cells in enumerate(grid.anchored):
        filled = [cell for cell in cells if not is_empty(cell)]
        labels = [parse_label(cell.text) for cell in filled if has_cjk(cell.text)]
        if any(
            label.key in names and (label.ordinal or label.key not in heads) for label in labels
        ):
            return index
        if sum(1 for cell in filled if not has_cjk(cell.text)) >= 3:
            return index
        if continued and filled and sum(1 for label in labels if label.key in heads) < 2:
            return index
    return len(grid.anchored)


def read_rows(grid: Grid, columns: Columns, form: FormTable) -> list[Row]:
    """Rows from the body of a fragment, repeated header rows left out."""
    header = {key for column in form.columns for key in column.keys} | form.header_keys
    rows = []
    for index in range(columns.body, grid.table.rows):
        cells = grid.anchored[index]
        filled = [cell for cell in cells if not is_empty(cell)]
        if not filled and not any(columns.first <= cell.column <= columns.last for cell in cells):
            continue  # the rest of cells that begin above: no figures of its own
        named = [parse_label(cell.text).key for cell in filled]
        if sum(1 for key in named if key in header) >= 2 and not any(
            not has_cjk(cell.text) for cell in filled
        ):
            continue
        rows.append(_row(grid, index, columns, form))
    return [row for row in rows if row.labels or row.prints]


def _row(grid: Grid, index: int, columns: Columns, form: FormTable) -> Row:
    cells = grid.anchored[index]
    last_label = max((i for i, cell in enumerate(cells) if _is_label(cell, form)), default=-1)
    if last_label < 0 and _is_lone_label(cells, columns):
        last_label = len(cells) - 1
    labels = tuple(cell for cell in cells[: last_label + 1] if not is_empty(cell))
    after = cells[last_label + 1 :]
    first_column, last_column = columns.first, columns.last
    misplaced = [
        cell
        for cell in after
        if not is_empty(cell) and not first_column <= cell.column <= last_column
    ]
    crossing = labels and labels[-1].column >= first_column
    reader = grid.table.reader
    if misplaced or crossing or _is_short(after, columns, form):
        return _in_order(labels, after, form, reader)
    figures: dict[str, RawCell] = {}
    clash = []
    worded = {id(cell) for cell in labels}
    for code, (first, last) in columns.spans.items():
        here = {
            id(cell): cell for column in range(first, last + 1) if (cell := grid.at(index, column))
        }
        candidates = [cell for key, cell in here.items() if key not in worded]
        printed = [cell for cell in candidates if not is_empty(cell)]
        if len(printed) > 1:
            clash.append(code)
        if candidates:
            figures[code] = printed[0] if printed else candidates[0]
    return Row(labels, figures, reader, clash=tuple(clash))


def _is_lone_label(cells: Sequence[RawCell], columns: Columns) -> bool:
    """Whether the row prints one Chinese word left of the figures: 三 of a label cut by the page."""
    filled = [cell for cell in cells if not is_empty(cell)]
    return (
        len(filled) == 1
        and filled[0].column < columns.first
        and not any(map(str.isdigit, filled[0].text))
    )


def _is_label(cell: RawCell, form: FormTable) -> bool:
    """Chinese text that is no figure: not 无, 12件, and not a worded one (约3件, 3（含1件）, 三)."""
    if not has_cjk(cell.text) or read_value(cell.text).outcome != "unreadable":
        return False
    key = parse_label(cell.text).key
    if len(key) > 4 or any(key in named.keys for named in (*form.rows, *form.groups)):
        return True
    return not _WORDED_FIGURE.match(normalise(cell.text))


def _is_short(after: tuple[RawCell, ...], columns: Columns, form: FormTable) -> bool:
    """Exactly the form's number of figure cells, but not under the header: a wrong rowspan above."""
    return len(after) == len(form.columns) and bool(after) and after[0].column < columns.first


def _in_order(
    labels: tuple[RawCell, ...], after: tuple[RawCell, ...], form: FormTable, reader: str
) -> Row:
    """Figures by order where position fails: only if there are exactly as many as columns."""
    printed = tuple(cell for cell in after if not is_empty(cell))
    for cells in (after, printed):
        if len(cells) == len(form.columns):
            codes = [column.code for column in form.columns]
            return Row(labels, dict(zip(codes, cells, strict=True)), reader, shifted=True)
    return Row(labels, {}, reader, shifted=True, lost=printed)


def join(first: Row, second: Row) -> Row | None:
    """Two parts of one row cut by a page break; None when both print figures."""
    if first.prints and second.prints:
        return None
    cell = replace(first.labels[-1], text=first.leaf + second.leaf)
    figures = second.figures if second.prints or not first.figures else first.figures
    lost = first.lost + second.lost
    shifted = first.shifted if first.prints else second.shifted
    return Row(
        (*first.labels[:-1], cell), figures, first.reader, shifted, lost, first.clash + second.clash
    )


def row_index(form: FormTable) -> dict[str, list[Named]]:
    """Rows of the form by match key."""
    index: dict[str, list[Named]] = {}
    for row in form.rows:
        for key in row.keys:
            index.setdefault(key, []).append(row)
    return index
