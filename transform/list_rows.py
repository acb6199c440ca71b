"""Rows of a list as the columns cut them: labels, unit, figure, and the cells that only number or mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.model import RawCell
from transform.form import FormTable
from transform.grid import Grid, is_empty
from transform.indicator_label import UNIT_WORD, IndicatorLabel, indicator_label
from transform.labels import has_cjk, normalise, parse_label
from transform.list_columns import Panel, is_foot, is_mark

_RUN = 3
"""Numbers that must follow each other before they are taken for running numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """`labels` are the cells with words, the innermost last; `value` None where the row has no place for a
    figure. `spare` are printed figures beyond the first, `reader` who read it."""

    labels: tuple[RawCell, ...]
    text: str
    value: RawCell | None
    unit: str | None
    reader: str
    spare: tuple[RawCell, ...] = ()

    @property
    def label(self) -> IndicatorLabel:
        """The innermost label, or what two rows make up together."""
        return indicator_label(self.text)

    @property
    def prints(self) -> bool:
        """Whether something that could be a figure stands in the place for it."""
        return self.value is not None and not (is_empty(self.value) or is_mark(self.value))

    @property
    def raw(self) -> str:
        """The row as a person would quote it."""
        cells = [*self.labels, *([self.value] if self.value else []), *self.spare]
        return " | ".join(cell.text.replace("\n", "") for cell in cells)


def read_rows(form: FormTable, grid: Grid, panels: Sequence[Panel], after: int) -> Iterator[Row]:
    """The rows of each panel from row `after` on, one panel after the other; the foot is left out."""
    for panel in panels:
        for number in range(after, grid.table.rows):
            cells = grid.anchored[number]
            if cells and not is_foot(form, cells):
                row = _row(form, grid, panel, number)
                if row.labels or row.prints:
                    yield row


def _row(form: FormTable, grid: Grid, panel: Panel, number: int) -> Row:
    labels = [c for c in _at(grid, number, panel.labels) if has_cjk(c.text)]
    values = [c for c in _at(grid, number, panel.value) if c not in labels]
    printed = [c for c in values if not is_empty(c)]
    value = printed[0] if printed else values[0] if values else None
    words = [*_units(grid, number, panel, [*labels, *values])]
    if len(labels) > 1 and parse_label(labels[-1].text).key in form.heads["total"]:
        labels = labels[:-1]  # the sum of what the cell before names
    text = labels[-1].text if labels else ""
    named = indicator_label(text).unit
    unit = words[0] if words else named
    return Row(tuple(labels), text, value, unit, grid.table.reader, tuple(printed[1:]))


def _units(grid: Grid, row: int, panel: Panel, taken: Sequence[RawCell]) -> Iterator[str]:
    """What is printed as the unit: any word under the head of units, under other heads only a unit."""
    for cell in _at(grid, row, (*panel.unit, *panel.others)):
        text = normalise(cell.text)
        named = cell.column in panel.unit and has_cjk(text)
        if cell not in taken and (named or UNIT_WORD.fullmatch(text)):
            yield text


def _at(grid: Grid, row: int, columns: Sequence[int]) -> list[RawCell]:
    """The cells over some columns of a row that begin in one of them, each once, left to right."""
    found = {id(c): c for column in columns if (c := grid.at(row, column)) is not None}
    return [cell for cell in found.values() if cell.column in columns]


def joined(before: Row, row: Row) -> Row | None:
    """Two rows of a page as the one whose label was cut; None where both print a figure."""
    if not (before.labels and row.labels) or (before.prints and row.prints):
        return None
    value = row.value if row.prints or before.value is None else before.value
    text = before.text + row.text
    return replace(
        before, labels=(*before.labels, *row.labels), text=text, value=value,
        unit=before.unit or row.unit or indicator_label(text).unit,
    )  # fmt: skip


def marks(form: FormTable, grid: Grid) -> Iterator[RawCell]:
    """Cells that say that there is nothing to print, and those of the foot."""
    for cells in grid.anchored:
        yield from cells if is_foot(form, cells) else filter(is_mark, cells)


def numbers(grid: Grid, panels: Sequence[Panel]) -> Iterator[RawCell]:
    """Whole numbers in the columns of numbers and labels: running numbers, if they run."""
    for panel in panels:
        columns = {*panel.numbers, *panel.labels}
        for cells in grid.anchored:
            yield from (cell for cell in cells if cell.column in columns and _digits(cell))


def running(cells: Sequence[RawCell]) -> bool:
    """Whether numbers count rows: three at least, each one more than the one before."""
    counts = [int(normalise(cell.text)) for cell in cells]
    steps = zip(counts, counts[1:], strict=False)
    return len(counts) >= _RUN and all(after - before == 1 for before, after in steps)


def _digits(cell: RawCell) -> bool:
    text = normalise(cell.text)
    return text.isascii() and text.isdigit()
