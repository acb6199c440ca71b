"""Faults deeper in a reader: in the glyphs it is fed with, in Camelot's cells, in what makes a cell's text.

Each is a patch: for as long as it lasts the reader errs once, at a place of the rule's choosing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from extract import docx, html_tables, pdf, pdf_lattice, text_pipes, text_tabs
from extract.glyph_runs import Run
from extract.glyphs import Glyph
from tests.faults.cells import other_digit
from transform.labels import has_cjk

Feed = Callable[[random.Random], Any]


def _is_number(text: str) -> bool:
    return text.isdigit()


@contextmanager
def glyph_misread(rng: random.Random) -> Iterator[None]:
    """A digit of a page reads as another one."""

    def change(glyphs: list[Glyph]) -> list[Glyph]:
        places = [at for at, glyph in enumerate(glyphs) if glyph.text.isdigit()]
        if places:
            at = rng.choice(places)
            glyphs[at] = glyphs[at]._replace(text=other_digit(rng, glyphs[at].text))
        return glyphs

    with patch.object(pdf, "read_glyphs", _after(pdf.read_glyphs, change)):
        yield


@contextmanager
def run_moved(rng: random.Random) -> Iterator[None]:
    """A figure of a page stands a column further right or left than it does."""

    def change(runs: list[Run]) -> list[Run]:
        places = [at for at, run in enumerate(runs) if _is_number(run.text)]
        if places:
            at, by = rng.choice(places), rng.choice((-45.0, 45.0))
            runs[at] = Run(tuple(_moved(glyph, by, 0.0) for glyph in runs[at].glyphs))
        return runs

    with patch.object(pdf, "runs_of", _after(pdf.runs_of, change)):
        yield


@contextmanager
def run_lost(rng: random.Random) -> Iterator[None]:
    """A figure of a page is not seen."""

    def change(runs: list[Run]) -> list[Run]:
        places = [at for at, run in enumerate(runs) if _is_number(run.text) and run.text != "0"]
        if places:
            del runs[rng.choice(places)]
        return runs

    with patch.object(pdf, "runs_of", _after(pdf.runs_of, change)):
        yield


@contextmanager
def labels_dropped(rng: random.Random) -> Iterator[None]:
    """All words of a page stand a row lower than they do, as with fonts of a wrong descent."""
    by = rng.uniform(14, 22)

    def change(runs: list[Run]) -> list[Run]:
        return [
            Run(tuple(_moved(glyph, 0.0, -by) for glyph in run.glyphs)) if has_cjk(run.text) else run
            for run in runs
        ]

    with patch.object(pdf, "runs_of", _after(pdf.runs_of, change)):
        yield


def _moved(glyph: Glyph, x: float, y: float) -> Glyph:
    return Glyph(
        glyph.text,
        glyph.x0 + x,
        glyph.y0 + y,
        glyph.x1 + x,
        glyph.y1 + y,
        glyph.origin_x + x,
        glyph.origin_y + y,
        glyph.end_x + x,
    )


@contextmanager
def camelot_misread(rng: random.Random) -> Iterator[None]:
    """A cell of a Camelot table has another digit."""

    def change(cells: Sequence[Any]) -> None:
        cell = rng.choice([cell for row in cells for cell in row if _is_number(cell._text.strip())])
        cell._text = other_digit(rng, cell._text)

    with _camelot(change):
        yield


@contextmanager
def camelot_row_moved(rng: random.Random) -> Iterator[None]:
    """The texts of a row of a Camelot table stand one column on."""

    def change(cells: Sequence[Any]) -> None:
        rows = [
            figures
            for row in cells
            if len(figures := [c for c in row if not has_cjk(c._text)]) > 1
            and any(_is_number(c._text.strip()) for c in figures)
        ]
        row = rng.choice(rows)
        texts = [cell._text for cell in row]
        for cell, text in zip(row, [texts[-1], *texts[:-1]], strict=True):
            cell._text = text

    with _camelot(change):
        yield


@contextmanager
def camelot_rows_exchanged(rng: random.Random) -> Iterator[None]:
    """The figures of two rows of a Camelot table are exchanged."""

    def change(cells: Sequence[Any]) -> None:
        at = rng.randrange(len(cells) - 1)
        for one, two in zip(cells[at], cells[at + 1], strict=True):
            if not has_cjk(one._text + two._text):
                one._text, two._text = two._text, one._text

    with _camelot(change):
        yield


@contextmanager
def _camelot(change: Callable[[Sequence[Any]], None]) -> Iterator[None]:
    def changed(tables: list[Any]) -> list[Any]:
        for table in tables:
            try:
                change(table.cells)
            except IndexError:  # nothing to choose from
                continue
        return tables

    with patch.object(pdf_lattice, "tables_of_page", _after(pdf_lattice.tables_of_page, changed)):
        yield


@contextmanager
def cell_misread(rng: random.Random) -> Iterator[None]:
    """Where a page, a Word file or a text gives its cells their texts, one digit in sixty is another."""

    def change(text: str) -> str:
        return other_digit(rng, text) if text.isdigit() and rng.random() < 1 / 60 else text

    with (
        patch.object(html_tables, "cell_text", _after(html_tables.cell_text, change)),
        patch.object(docx, "cell_text", _after(docx.cell_text, change)),
        patch.object(text_tabs, "plain_cell", _after(text_tabs.plain_cell, change)),
        patch.object(text_pipes, "plain_cell", _after(text_pipes.plain_cell, change)),
    ):
        yield


def _after(function: Callable[..., Any], change: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda *arguments, **named: change(function(*arguments, **named))


PDF_FEEDS: tuple[Feed, ...] = (
    glyph_misread,
    run_moved,
    run_lost,
    labels_dropped,
    camelot_misread,
    camelot_row_moved,
    camelot_rows_exchanged,
)
FEEDS: dict[str, tuple[Feed, ...]] = {
    "pdf": PDF_FEEDS,
    "html": (cell_misread,),
    "docx": (cell_misread,),
    "text": (cell_misread,),
}
