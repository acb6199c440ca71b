"""Logical rows of a matrix table: labels with their figures, rows cut by page breaks joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from statistics import median

from extract.model import RawCell
from transform.form import FormTable
from transform.grid import Grid, is_empty
from transform.labels import has_cjk, normalise, parse_label
from transform.matrix_cells import place, usual
from transform.matrix_columns import Columns
from transform.values import read_value

_WORDED_FIGURE = re.compile(
    r"^(?:[约近共仅]?\d[\d,.]*(?:[^\d.、].*)?|[一二三四五六七八九十百千万两零〇]+)$"
)


FEWEST_ALIKE = 3
"""Numbered labels that show where such labels stand."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: label cells left to right, figure cells by form column.

    `shifted` marks a row whose cells do not stand under the header (its figures were taken in order);
    `lost` one whose figures could not be placed; `displaced` one whose label stands left of its place.
    """

    labels: tuple[RawCell, ...]
    figures: dict[str, RawCell] = field(default_factory=dict)
    reader: str = ""
    shifted: bool = False
    lost: tuple[RawCell, ...] = ()
    clash: tuple[str, ...] = ()
    displaced: bool = False

    @property
    def leaf(self) -> str:
        """Text of the rightmost label: the row's own, groups stand left of it."""
        return self.labels[-1].text if self.labels else ""

    @property
    def prints(self) -> bool:
        """Whether any figure cell has text."""
        return not all(map(is_empty, self.figures.values())) or bool(self.lost)

    @property
    def may_have_moved(self) -> bool:
        """Whether the figures could have moved left with their label: the last column is empty."""
        if not self.displaced or self.shifted or not self.prints:
            return False
        return not self.figures or is_empty([*self.figures.values()][-1])


def body_start(grid: Grid, form: FormTable, *, continued: bool) -> int:
    """First row that is a data row; the rows above are header (0 for a page that goes on without one).

    A row is data if its label is a row or group of the form, if it prints figures, or, on a page that
    continues the table, if nothing in it is a column name (the rest of a label cut by the page break).
    """
    names, heads = form.row_keys, form.head_keys
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
    header = form.head_keys
    parts = []
    for index in range(columns.body, grid.table.rows):
        cells = grid.anchored[index]
        filled = [cell for cell in cells if not is_empty(cell)]
        if not filled and not any(columns.first <= cell.column <= columns.last for cell in cells):
            continue  # the rest of cells that begin above: no figures of its own
        if all(has_cjk(cell.text) for cell in filled):
            named = [parse_label(cell.text).key for cell in filled]
            if sum(1 for key in named if key in header) >= 2:
                continue
        parts.append((index, *_parted(cells, columns, form)))
    spans = any(cell.row_span > 1 or cell.box for cell in grid.table.cells)
    common = usual([after for _, _, after in parts], columns, moves=spans)
    rows = []
    for index, labels, after in parts:
        placed = place(grid, index, labels, after, columns, common)
        rows.append(
            Row(
                labels,
                placed.figures,
                grid.table.reader,
                placed.in_order,
                placed.lost,
                placed.clash,
            )
        )
    found = [row for row in rows if row.labels or row.prints]
    return _with_displaced(found) if spans else found  # without spans no row moves


def _parted(
    cells: Sequence[RawCell], columns: Columns, form: FormTable
) -> tuple[tuple[RawCell, ...], tuple[RawCell, ...]]:
    """The labels of a row that print something, and all cells behind the last of them."""
    last_label = len(cells) - 1
    while last_label >= 0 and not (
        has_cjk(cells[last_label].text) and _is_label(cells[last_label].text, form)
    ):
        last_label -= 1
    if last_label < 0 and _is_lone_label(cells, columns):
        last_label = len(cells) - 1
    labels = tuple(cell for cell in cells[: last_label + 1] if not is_empty(cell))
    return labels, tuple(cells[last_label + 1 :])


def _with_displaced(rows: list[Row]) -> list[Row]:
    """The rows with those marked whose numbered label ends where the others of its kind begin."""
    numbered = {
        index: row.labels[-1]
        for index, row in enumerate(rows)
        if (ordinal := parse_label(row.leaf).ordinal) and ordinal.level == "item"
    }
    if len(numbered) < FEWEST_ALIKE:
        return rows
    start = median(label.box.x0 if label.box else label.column for label in numbered.values())
    for index, label in numbered.items():
        end = label.box.x1 - 1 if label.box else label.column + label.column_span
        if end <= start:
            rows[index] = replace(rows[index], displaced=True)
    return rows


def _is_lone_label(cells: Sequence[RawCell], columns: Columns) -> bool:
    """Whether the row prints one Chinese word left of the figures: 三 of a label cut by the page."""
    filled = [cell for cell in cells if not is_empty(cell)]
    return (
        len(filled) == 1
        and filled[0].column < columns.first
        and not any(map(str.isdigit, filled[0].text))
    )


@lru_cache(maxsize=4096)
def _is_label(text: str, form: FormTable) -> bool:
    """Whether Chinese text is no figure: not 无, 12件, and not a worded one (约3件, 3（含1件）, 三)."""
    if read_value(text).outcome != "unreadable":
        return False
    key = parse_label(text).key
    if len(key) > 4 or key in form.row_keys:
        return True
    return not _WORDED_FIGURE.match(normalise(text))


def join(first: Row, second: Row) -> Row | None:
    """Two parts of one row cut by a page break; None when both print figures."""
    if first.prints and second.prints:
        return None
    cell = replace(first.labels[-1], text=first.leaf + second.leaf)
    figures = second.figures if second.prints or not first.figures else first.figures
    lost = first.lost + second.lost
    if lost:
        figures = {}  # the blanks of the other part are not what is printed
    shifted = first.shifted if first.prints else second.shifted
    return replace(
        first,
        labels=(*first.labels[:-1], cell),
        figures=figures,
        shifted=shifted,
        lost=lost,
        clash=first.clash + second.clash,
    )
