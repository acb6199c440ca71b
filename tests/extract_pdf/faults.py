"""A reader that errs: documents with one fault, settled as if the reader had returned them."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from examples.draw.bench import Drawn
from extract.discover import discover
from extract.model import Document, RawCell, RawTable
from extract.reading import read_document, rungs
from flows.document import _Reading, _settle
from tests.extract_pdf.scoring import SUFFIX, wrong_cells
from transform.form_file import load_forms
from transform.interpret import interpret
from transform.model import Report

Fault = Callable[[random.Random, RawTable], RawTable | None]
FORMS = load_forms()


def rows_of_figures(table: RawTable) -> list[list[RawCell]]:
    """Rows of the table with their figure cells, left to right; rows without digits left out."""
    rows: dict[int, list[RawCell]] = {}
    for cell in table.cells:
        if cell.text.replace(",", "").replace(".", "").isdigit() and cell.column:
            rows.setdefault(cell.row, []).append(cell)
    return [sorted(row, key=lambda cell: cell.column) for row in rows.values()]


def replaced(table: RawTable, new: Sequence[tuple[RawCell, RawCell]]) -> RawTable:
    """The table with some cells exchanged for others."""
    swap = {id(old): cell for old, cell in new}
    return replace(table, cells=tuple(swap.get(id(cell), cell) for cell in table.cells))


def digit(rng: random.Random, table: RawTable) -> RawTable | None:
    """One digit of one figure read as another."""
    rows = rows_of_figures(table)
    if not rows:
        return None
    cell = rng.choice(rng.choice(rows))
    place = rng.randrange(len(cell.text))
    if not cell.text[place].isdigit():
        return None
    other = rng.choice([d for d in "123456789" if d != cell.text[place]])
    text = f"{cell.text[:place]}{other}{cell.text[place + 1:]}"
    return replaced(table, [(cell, replace(cell, text=text))])


def _unlike_pair(rng: random.Random, table: RawTable) -> tuple[RawCell, RawCell] | None:
    """Two neighbouring figures that differ."""
    pairs = [
        (one, two)
        for row in rows_of_figures(table)
        for one, two in zip(row, row[1:], strict=False)
        if one.text != two.text
    ]
    return rng.choice(pairs) if pairs else None


def neighbours(rng: random.Random, table: RawTable) -> RawTable | None:
    """Two neighbouring figures exchanged, each in the other's cell."""
    pair = _unlike_pair(rng, table)
    if pair is None:
        return None
    one, two = pair
    return replaced(table, [(one, replace(one, text=two.text)), (two, replace(two, text=one.text))])


def lost(rng: random.Random, table: RawTable) -> RawTable | None:
    """One figure read as a blank."""
    rows = [[c for c in row if c.text != "0"] for row in rows_of_figures(table)]
    cells = [cell for row in rows for cell in row]
    return replaced(table, [(c := rng.choice(cells), replace(c, text=""))]) if cells else None


def columns_exchanged(rng: random.Random, table: RawTable) -> RawTable | None:
    """Two neighbouring cells with text and box of their own, but in each other's column."""
    pair = _unlike_pair(rng, table)
    if pair is None:
        return None
    one, two = pair
    new = [(one, replace(one, column=two.column)), (two, replace(two, column=one.column))]
    return replaced(table, new)


def rows_exchanged(rng: random.Random, table: RawTable) -> RawTable | None:
    """All seven figures of two neighbouring outcome rows exchanged."""
    rows = [row for row in rows_of_figures(table) if len(row) == 7][2:-2]
    pairs = [
        (one, two)
        for one, two in zip(rows, rows[1:], strict=False)
        if [cell.text for cell in one] != [cell.text for cell in two]
    ]
    if not pairs:
        return None
    one, two = rng.choice(pairs)
    both = [*zip(one, two, strict=True), *zip(two, one, strict=True)]
    return replaced(table, [(old, replace(old, text=new.text)) for old, new in both])


def row_moved(rng: random.Random, table: RawTable) -> RawTable | None:
    """A row pushed one or two columns to the right, as by a rowspan that is too long."""
    rows = [row for row in rows_of_figures(table) if len(row) > 4]
    if not rows:
        return None
    number, by = rng.choice(rows)[0].row, rng.choice((1, 2))
    moved = [
        (cell, replace(cell, column=cell.column + by))
        for cell in table.cells
        if cell.row == number and cell.row_span == 1
    ]
    return replace(replaced(table, moved), columns=table.columns + by)


def outcome(drawn: Drawn, fault: Fault, rng: random.Random, tables: range) -> Report | None:
    """The report of a document whose first reader made the fault; None where it made none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{SUFFIX[drawn.kind]}"
        path.write_bytes(drawn.content)
        (found,) = discover([Path(folder)])
        rung = rungs(found.source.kind)[0]
        document = read_document(path, found.source, rung)
        assert isinstance(document, Document)
        chosen = [n for n in range(len(document.tables)) if n in tables]
        number = rng.choice(chosen or [0])
        broken = fault(rng, document.tables[number])
        if broken is None:
            return None
        whole = list(document.tables)
        whole[number] = broken
        tampered = replace(document, tables=tuple(whole))
        interpretation = interpret(tampered, FORMS, found.source.path)
        if interpretation.rejection:
            return None
        return _settle(found, _Reading(rung, tampered, interpretation), FORMS)[0]


def is_silent(drawn: Drawn, report: Report) -> bool:
    """Whether a wrong number is claimed to be right."""
    wrong = wrong_cells(drawn.figures.truth(), report)
    return bool(wrong) and report.quality in ("verified", "as_printed")
