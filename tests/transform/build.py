"""Raw tables and documents by hand, from few words: what a reader would have returned."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from examples.draw import Figures, balanced
from examples.draw.grid import Grid as Drawn
from examples.draw.grid import grids
from examples.draw.pieces import split
from examples.draw.style import LabelAtCut
from examples.draw.wording import OFFICIAL, PLAIN, Shape, Wording
from extract.model import Document, Media, Paragraph, RawCell, RawTable
from transform.alignment import Alignment
from transform.form import Form, FormTable
from transform.form_file import load_forms
from transform.grading import grade, is_complete
from transform.grid import Grid
from transform.interpret import ALIGN, Draft, interpret
from transform.model import Fact, Quality
from transform.settle import grounds_of

FORMS = load_forms()
Slot = tuple[str, str, str]


@dataclass(frozen=True)
class C:
    """A cell over several rows or columns."""

    text: str
    rows: int = 1
    cols: int = 1
    doubt: str = ""


Written = str | C | None
"""A cell of a row; None leaves a position without a cell."""


def table(*rows: Sequence[Written], order: int = 0, page: int | None = None) -> RawTable:
    """A raw table written row by row; each cell takes the next position that is free."""
    cells: list[RawCell] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for written in row:
            while (number, column) in taken:
                column += 1
            if written is None:
                column += 1
                continue
            cell = C(written) if isinstance(written, str) else written
            covered = [(number + r, column + c) for r in range(cell.rows) for c in range(cell.cols)]
            taken.update(covered)
            cells.append(
                RawCell(
                    number, column, cell.text, cell.rows, cell.cols, page=page,
                    path=f"row {number + 1}, cell {column + 1}", doubt=cell.doubt,
                )
            )
            column += cell.cols
    width = max((column for _, column in taken), default=-1) + 1
    return RawTable(order, "hand", len(rows), width, tuple(cells), page)


def raw(grid: Drawn, order: int = 0, page: int | None = None) -> RawTable:
    """A drawn table as a reader sees it that makes no mistake."""
    cells = tuple(
        RawCell(c.row, c.col, c.text, c.rows, c.cols, page=page, path=f"r{c.row + 1}c{c.col + 1}")
        for c in sorted(grid.cells, key=lambda c: (c.row, c.col))
        if c.text is not None
    )
    return RawTable(order, "hand", grid.n_rows, len(grid.weights), cells, page)


def figures(seed: int = 1, year: int = 2023, **how: Any) -> Figures:
    """Balanced figures of a county."""
    return balanced(random.Random(seed), "达州市渠县人民政府", year, **how)


def drawn(
    of: Figures, name: str, say: Wording = OFFICIAL, shape: Shape = PLAIN
) -> Drawn:
    """One table of a report."""
    return grids(of, say, shape)[name]


def cut(grid: Drawn, row: int, label: LabelAtCut = "first") -> tuple[Drawn, Drawn]:
    """The parts of a table above and below a page break before `row`."""

    def lines(cell: Any, text: str) -> list[str]:
        width = {"vertical": 1, "group": 4}.get(cell.role, 14)
        return [text[i : i + width] for i in range(0, len(text), width)]

    return split(grid, row, label, lines, lambda cell: max(1, cell.rows))


def changed(of: RawTable, cells: Mapping[tuple[int, int], str]) -> RawTable:
    """The table with other text at some (row, column)."""
    assert cells.keys() <= {(cell.row, cell.column) for cell in of.cells}
    return replace(
        of,
        cells=tuple(
            replace(cell, text=cells.get((cell.row, cell.column), cell.text)) for cell in of.cells
        ),
    )


def form(code: str) -> Form:
    """The form of a code."""
    return next(form for form in FORMS if form.code == code)


def form_table(name: str, code: str = "2021") -> FormTable:
    """A table of the form of a code."""
    return form(code).tables[name]


def align(name: str, *tables: RawTable, code: str = "2021") -> Alignment:
    """The alignment of raw tables with a table of a form."""
    of = form_table(name, code)
    return ALIGN[of.kind](of, [Grid(each) for each in tables])


def texts(alignment: Alignment) -> dict[tuple[str, str], str]:
    """What was read for every slot."""
    return {(reading.row, reading.column): reading.cell.text for reading in alignment.readings}


def codes(alignment: Alignment) -> set[str]:
    """Codes of the problems met."""
    return {problem.code for problem in alignment.problems}


def printed(of: Figures, name: str) -> dict[tuple[str, str], str]:
    """What is printed in one table of a report; blanks as the empty string."""
    cells = {"proactive": of.proactive, "requests": of.requests, "disputes": of.disputes}[name]
    return {slot: text or "" for slot, text in cells.items()}


def document(*blocks: str | RawTable, media: Media = "html", **how: Any) -> Document:
    """A document of paragraphs and tables in this order."""
    paragraphs = [Paragraph(n, b) for n, b in enumerate(blocks) if isinstance(b, str)]
    tables = [replace(b, order=n) for n, b in enumerate(blocks) if isinstance(b, RawTable)]
    return Document("sha", media, "hand", None, tuple(paragraphs), tuple(tables), **how)


def report(of: Figures, *tables: RawTable) -> Document:
    """A report with these tables, or with all three as drawn."""
    inner = tables or tuple(raw(grid) for grid in grids(of).values())
    return document(of.printed_title, of.intro, *inner, of.dateline)


def only_draft(of: Document, forms: Sequence[Form] = FORMS) -> Draft:
    """The draft of a document that holds one report."""
    (draft,) = interpret(of, forms).drafts
    return draft


def quality_of(draft: Draft, agree: bool | None) -> Quality:
    """The quality a report would have, after a second reading that agrees, differs, or was not needed."""
    return grade(grounds_of(draft, agree), draft.checks, named=bool(draft.identity.agency))


def complete(draft: Draft) -> bool:
    """Whether nothing of a draft is missing, doubtful or left over."""
    return is_complete(grounds_of(draft, None))


def values(draft: Draft) -> dict[Slot, Decimal | None]:
    """Values of all facts by table, row and column."""
    return {slot: fact.value for slot, fact in draft.found.by_slot().items()}


def fact(table_: str, row: str, column: str, value: int | None, status: str = "") -> Fact:
    """A fact; None is a blank."""
    number = None if value is None else Decimal(value)
    how: Any = status or ("blank" if value is None else "printed")
    return Fact(table_, row, column, number, how, "" if value is None else str(value), 0)
