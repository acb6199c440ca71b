"""Which columns of a list hold the indicators, their unit, their figure: by the heads, or by what is there.

A page may set the list in two panels side by side; each has its own heads. Two columns of figures beside
one column of indicators are two reports or two years: nobody can tell which is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.model import RawCell
from transform.form import FormTable
from transform.grid import Grid, is_empty
from transform.indicator_label import UNIT_WORD
from transform.labels import has_cjk, normalise, parse_label
from transform.values import MARKS, read_value


class Ambiguous(Exception):
    """Several columns of figures, and nothing that says which one is meant."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns of the grid: running numbers, labels left to right, units, figures (several where the head
    is wide), and those under other heads, where a unit may stand too."""

    numbers: tuple[int, ...] = ()
    labels: tuple[int, ...] = ()
    unit: tuple[int, ...] = ()
    value: tuple[int, ...] = ()
    others: tuple[int, ...] = ()


def panels_of_head(form: FormTable, cells: Sequence[RawCell]) -> tuple[Panel, ...]:
    """The panels a row of heads opens; none if it is no row of heads. Raises Ambiguous."""
    if not any(_role(form, cell) == "indicator" for cell in cells):
        return ()
    panels = [Panel()]
    for cell in cells:
        columns = tuple(range(cell.column, cell.column + cell.column_span))
        role, last = _role(form, cell), panels[-1]
        if role in ("indicator", "number") and last.value:
            panels.append(Panel())
            last = panels[-1]
        if role == "value":
            if last.value:
                raise Ambiguous
            panels[-1] = replace(last, value=columns)
        elif role == "number":
            panels[-1] = replace(last, numbers=(*last.numbers, *columns))
        elif role == "unit":
            panels[-1] = replace(last, unit=(*last.unit, *columns))
        elif role == "indicator" or (role == "blank" and not (last.unit or last.value)):
            panels[-1] = replace(last, labels=(*last.labels, *columns))
        else:
            panels[-1] = replace(last, others=(*last.others, *columns))
    return tuple(panel for panel in panels if panel.labels and panel.value)


def inferred(form: FormTable, grid: Grid) -> tuple[Panel, ...]:
    """The one panel of a grid without heads: words, units, and a single column of figures right of them."""
    kinds = {column: _kind(cells) for column, cells in _columns(form, grid).items()}
    words = [column for column, kind in kinds.items() if kind == "words"]
    right = {c: kind for c, kind in kinds.items() if words and c > max(words)}
    figures = [c for c, kind in right.items() if kind == "figures"]
    blanks = [c for c, kind in right.items() if kind == "blank"]
    value = figures or blanks
    if len(value) != 1:
        return ()
    labels = tuple(range(max(words) + 1))
    unit = tuple(c for c, kind in right.items() if kind == "units")
    return (Panel(labels, labels, unit, (value[0],)),)


def one_column(grid: Grid, panel: Panel, after: int) -> bool:
    """Whether the figures of a panel below its head stand in a single column of the grid."""
    cells = [
        cell
        for row in grid.anchored[after:]
        for cell in row
        if cell.column in panel.value and not is_empty(cell)
    ]
    return len({cell.column for cell in cells}) <= 1


def is_foot(form: FormTable, cells: Sequence[RawCell]) -> bool:
    """Whether a row is of the foot of the sheet: who filled it in, when."""
    keys = [parse_label(cell.text).key for cell in cells if has_cjk(cell.text)]
    return any(key.startswith(word) for key in keys for word in form.heads["foot"])


def is_mark(cell: RawCell) -> bool:
    """Whether a cell holds nothing but a mark (—, /)."""
    text = normalise(cell.text)
    return text in MARKS or (bool(text) and set(text) <= set("-—–―─/\\"))


def _role(form: FormTable, cell: RawCell) -> str:
    if is_empty(cell):
        return "blank"
    key = parse_label(cell.text).key
    if any(key in column.keys for column in form.columns):
        return "value"
    return next((role for role, keys in form.heads.items() if key in keys), "")


def _columns(form: FormTable, grid: Grid) -> dict[int, list[RawCell]]:
    """Cells by the column in which they begin; wide ones, heads and the foot are left out."""
    found: dict[int, list[RawCell]] = {column: [] for column in range(grid.table.columns)}
    for cells in _body(form, grid):
        for cell in cells:
            if cell.column_span == 1:
                found[cell.column].append(cell)
    return found


def _body(form: FormTable, grid: Grid) -> Iterator[Sequence[RawCell]]:
    for cells in grid.anchored:
        heads = any(_role(form, cell) == "indicator" for cell in cells)
        if not heads and not is_foot(form, cells):
            yield cells


def _kind(cells: Sequence[RawCell]) -> str:
    """What a column holds: words, units, figures, or nothing."""
    texts = [normalise(cell.text) for cell in cells if not is_empty(cell) and not is_mark(cell)]
    if not texts:
        return "blank"
    if all(UNIT_WORD.fullmatch(text) for text in texts):
        return "units"
    if all(not has_cjk(text) or read_value(text).outcome != "unreadable" for text in texts):
        return "figures"
    return "words"
