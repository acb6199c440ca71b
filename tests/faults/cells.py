"""Faults of a reader in the tables it returns: in texts, places, labels, heads.

A fault changes what a table says as a reader could have got it wrong; the file stays as it is. It returns
None where there is nothing it could be made of.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from extract.model import RawCell, RawTable
from transform.labels import has_cjk

Fault = Callable[[random.Random, RawTable], RawTable | None]
Rows = list[list[RawCell]]


def is_figure(cell: RawCell) -> bool:
    """Whether a cell prints a number and nothing else."""
    return cell.text.replace(",", "").replace(".", "").isdigit()


def rows_of_figures(table: RawTable) -> Rows:
    """Rows of the table with their figure cells, left to right; rows without digits left out."""
    rows: dict[int, list[RawCell]] = {}
    for cell in table.cells:
        if is_figure(cell) and cell.column:
            rows.setdefault(cell.row, []).append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rows.values()]


def whole_rows(table: RawTable) -> Rows:
    """Rows with figures, with the blank cells among and behind them."""
    found = []
    for row in rows_of_figures(table):
        begin = row[0].column
        cells = [c for c in table.cells if c.row == row[0].row and c.column >= begin]
        found.append(sorted((c for c in cells if not has_cjk(c.text)), key=lambda c: c.column))
    return found


def replaced(table: RawTable, new: Iterable[tuple[RawCell, RawCell]]) -> RawTable:
    """The table with some cells exchanged for others."""
    swap = {id(old): cell for old, cell in new}
    return replace(table, cells=tuple(swap.get(id(cell), cell) for cell in table.cells))


def texts_of(cells: Sequence[RawCell], texts: Sequence[str]) -> list[tuple[RawCell, RawCell]]:
    """The cells with other texts."""
    return [(cell, replace(cell, text=text)) for cell, text in zip(cells, texts, strict=True)]


def other_digit(rng: random.Random, text: str) -> str:
    """The text with one digit changed."""
    place = rng.choice([at for at, character in enumerate(text) if character.isdigit()])
    printed = unicodedata.normalize("NFKC", text[place])  # a full-width 1 is a 1
    other = rng.choice([digit for digit in "123456789" if digit != printed])
    return f"{text[:place]}{other}{text[place + 1:]}"


def digit(rng: random.Random, table: RawTable) -> RawTable | None:
    """One digit of one figure read as another."""
    cells = [cell for row in rows_of_figures(table) for cell in row]
    if not cells:
        return None
    cell = rng.choice(cells)
    return replaced(table, texts_of([cell], [other_digit(rng, cell.text)]))


def digit_in_both_texts(rng: random.Random, table: RawTable) -> RawTable | None:
    """One digit misread, and misread again by what the reader itself looks up a second time."""
    cells = [cell for row in rows_of_figures(table) for cell in row]
    if not cells:
        return None
    cell = rng.choice(cells)
    text = other_digit(rng, cell.text)
    return replaced(table, [(cell, replace(cell, text=text, again=cell.again and text))])


def _pair(rng: random.Random, rows: Rows) -> tuple[RawCell, RawCell] | None:
    """Two neighbouring cells with different texts."""
    pairs = [
        (one, two)
        for row in rows
        for one, two in zip(row, row[1:], strict=False)
        if one.text != two.text
    ]
    return rng.choice(pairs) if pairs else None


def neighbours(rng: random.Random, table: RawTable) -> RawTable | None:
    """Two neighbouring texts exchanged, each in the other's cell."""
    pair = _pair(rng, whole_rows(table))
    return pair and replaced(table, texts_of(pair, [pair[1].text, pair[0].text]))


def lost(rng: random.Random, table: RawTable) -> RawTable | None:
    """One figure read as a blank."""
    cells = [cell for row in rows_of_figures(table) for cell in row if cell.text != "0"]
    return replaced(table, texts_of([rng.choice(cells)], [""])) if cells else None


def invented(rng: random.Random, table: RawTable) -> RawTable | None:
    """A figure read where a blank stands."""
    blanks = [cell for row in whole_rows(table) for cell in row if not cell.text]
    if not blanks:
        return None
    return replaced(table, texts_of([rng.choice(blanks)], [rng.choice("123456789")]))


def joined(rng: random.Random, table: RawTable) -> RawTable | None:
    """A figure read together with its neighbour's, which reads blank."""
    pair = _pair(rng, rows_of_figures(table))
    return pair and replaced(table, texts_of(pair, ["", pair[0].text + pair[1].text]))


def digit_of_neighbour(rng: random.Random, table: RawTable) -> RawTable | None:
    """The first digit of a figure read as the last one of the figure before."""
    pair = _pair(rng, rows_of_figures(table))
    if pair is None:
        return None
    one, two = pair
    return replaced(table, texts_of(pair, [one.text + two.text[0], two.text[1:]]))


def row_along(rng: random.Random, table: RawTable) -> RawTable | None:
    """All texts of a row one column on (or back), the last one where the first was."""
    rows = [row for row in whole_rows(table) if len({cell.text for cell in row}) > 1]
    if not rows:
        return None
    row = rng.choice(rows)
    texts = [cell.text for cell in row]
    by = rng.choice((1, -1))
    return replaced(table, texts_of(row, [*texts[by:], *texts[:by]]))


def column_down(rng: random.Random, table: RawTable) -> RawTable | None:
    """The figures of a column one row further down than they stand."""
    columns: dict[int, list[RawCell]] = {}
    for cell in (cell for row in whole_rows(table) for cell in row):
        columns.setdefault(cell.column, []).append(cell)
    chosen = [cells for cells in columns.values() if len({c.text for c in cells}) > 1]
    if not chosen:
        return None
    cells = sorted(rng.choice(chosen), key=lambda cell: cell.row)
    texts = [cell.text for cell in cells]
    return replaced(table, texts_of(cells, ["", *texts[:-1]]))


def _two_rows(rng: random.Random, table: RawTable) -> tuple[list[RawCell], list[RawCell]] | None:
    rows = whole_rows(table)
    pairs = [
        (one, two)
        for one, two in zip(rows, rows[1:], strict=False)
        if len(one) == len(two) and [c.text for c in one] != [c.text for c in two]
    ]
    return rng.choice(pairs) if pairs else None


def rows_exchanged(rng: random.Random, table: RawTable) -> RawTable | None:
    """The texts of two neighbouring rows exchanged: sums over both stay as they are."""
    pair = _two_rows(rng, table)
    if pair is None:
        return None
    one, two = pair
    new = [*texts_of(one, [c.text for c in two]), *texts_of(two, [c.text for c in one])]
    return replaced(table, new)


def rows_exchanged_whole(rng: random.Random, table: RawTable) -> RawTable | None:
    """The cells of two neighbouring rows exchanged, each with everything that belongs to it."""
    pair = _two_rows(rng, table)
    if pair is None:
        return None
    one, two = pair
    new = [(c, replace(c, row=two[0].row)) for c in one]
    return replaced(table, [*new, *((c, replace(c, row=one[0].row)) for c in two)])


def columns_exchanged(rng: random.Random, table: RawTable) -> RawTable | None:
    """Two neighbouring cells with everything of their own, but in each other's column."""
    pair = _pair(rng, whole_rows(table))
    if pair is None:
        return None
    one, two = pair
    new = [(one, replace(one, column=two.column)), (two, replace(two, column=one.column))]
    return replaced(table, new)


def row_moved(rng: random.Random, table: RawTable) -> RawTable | None:
    """A row pushed one or two columns to the right, as by a rowspan that is too long."""
    rows = [row for row in whole_rows(table) if len(row) > 2]
    if not rows:
        return None
    number, by = rng.choice(rows)[0].row, rng.choice((1, 2))
    moved = [
        (cell, replace(cell, column=cell.column + by))
        for cell in table.cells
        if cell.row == number and cell.row_span == 1
    ]
    return replace(replaced(table, moved), columns=table.columns + by)


def figures_moved(rng: random.Random, table: RawTable) -> RawTable | None:
    """The figures of a row one column on, with everything of their own, its last cell left out."""
    rows = [row for row in whole_rows(table) if len(row) > 1]
    if not rows:
        return None
    row = rng.choice(rows)
    kept = tuple(cell for cell in table.cells if cell is not row[-1])
    blank = replace(row[0], text="", again=row[0].again and "")
    moved = [(c, replace(c, column=d.column)) for c, d in zip(row, row[1:], strict=False)]
    shifted = replaced(replace(table, cells=kept), moved)
    return replace(shifted, cells=(*shifted.cells, blank))


def _labels(table: RawTable) -> list[RawCell]:
    """The cells right before the figures, where each row has one."""
    found = []
    for row in rows_of_figures(table):
        before = [
            cell
            for cell in table.cells
            if cell.row == row[0].row and cell.column < row[0].column and has_cjk(cell.text)
        ]
        if before:
            found.append(max(before, key=lambda cell: cell.column))
    return found


def labels_down(rng: random.Random, table: RawTable) -> RawTable | None:
    """Labels one row off against the figures, as stock readers do with some fonts."""
    labels = _labels(table)
    if len(labels) < 3:
        return None
    texts = [cell.text for cell in labels]
    return replaced(table, texts_of(labels, [*texts[1:], texts[0]]))


def labels_exchanged(rng: random.Random, table: RawTable) -> RawTable | None:
    """Two neighbouring labels exchanged, each with everything of its own."""
    labels = _labels(table)
    if len(labels) < 2:
        return None
    at = rng.randrange(len(labels) - 1)
    one, two = labels[at], labels[at + 1]
    return replaced(table, [(one, replace(one, row=two.row)), (two, replace(two, row=one.row))])


def heads_exchanged(rng: random.Random, table: RawTable) -> RawTable | None:
    """Two neighbouring heads exchanged."""
    first = min((row[0].row for row in rows_of_figures(table)), default=0)
    heads: dict[int, list[RawCell]] = {}
    for cell in table.cells:
        if cell.row < first and cell.column_span == 1 and has_cjk(cell.text):
            heads.setdefault(cell.row, []).append(cell)
    pair = _pair(rng, [sorted(row, key=lambda c: c.column) for row in heads.values()])
    return pair and replaced(table, texts_of(pair, [pair[1].text, pair[0].text]))


CELL_FAULTS: tuple[Fault, ...] = (
    digit,
    digit_in_both_texts,
    neighbours,
    lost,
    invented,
    joined,
    digit_of_neighbour,
    row_along,
    column_down,
    rows_exchanged,
    rows_exchanged_whole,
    columns_exchanged,
    row_moved,
    figures_moved,
    labels_down,
    labels_exchanged,
    heads_exchanged,
)
