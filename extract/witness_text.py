"""The witness of text files: the lines that a table's cells say they are from, taken apart anew."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from extract.content import read_content
from extract.encoding import decode
from extract.html_flow import parse
from extract.model import Document, RawCell, RawTable, Rejection
from extract.same_text import same_text
from extract.witness import Dispute, Witness
from extract.witness_grid import Texts, witness_of_grids
from extract.witness_html import grids_in
from extract.witness_layout import other_places

_MARKUP = re.compile(r"<table\b.*?</table\s*>", re.I | re.S)
_PLACE = re.compile(r"line (\d+), field \d+")
_MARKS = re.compile(r"\*\*|__|\\|<br\s*/?>", re.I)
_PIPE = re.compile(r"(?<!\\)\|")

Lines = Mapping[int, Sequence[str]]
"""Lines by their number; several where a form feed parts one."""


def witness_of_file(path: Path, document: Document) -> Witness | Rejection:
    """A witness of the tables of a text on disk."""
    data = read_content(path)
    if isinstance(data, Rejection):
        return data
    text = decode(data).text.lstrip("\ufeff")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = {number: line.split("\f") for number, line in enumerate(plain.split("\n"), 1)}
    written = [table for table in document.tables if not _is_of_lines(table)]
    in_markup = witness_of_grids(_grids(text) if written else [], [t.order for t in written])

    def disputes(table: RawTable) -> list[Dispute]:
        return _of_lines(table, lines) if _is_of_lines(table) else in_markup(table)

    return disputes


def _is_of_lines(table: RawTable) -> bool:
    return any(_PLACE.fullmatch(cell.path or "") for cell in table.cells)


def _grids(text: str) -> list[Texts]:
    roots = [parse(part) for part in _MARKUP.findall(text)]
    return [grid for root in roots if root is not None for grid in grids_in(root, hidden=False)]


def _of_lines(table: RawTable, lines: Lines) -> list[Dispute]:
    rows: dict[int, list[RawCell]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, []).append(cell)
    found: list[Dispute] = []
    laid_out: list[tuple[list[RawCell], str]] = []
    last = 0
    for cells in rows.values():
        numbers = sorted({_line_of(cell) for cell in cells})
        texts = [part for number in numbers for part in _parts(lines, number)]
        if not texts or numbers[0] <= last:
            found += [Dispute(cell, "place", "") for cell in cells]
            continue
        last = numbers[-1]
        if any("\t" in text or _PIPE.search(text) for text in texts):
            found += _other_fields(cells, texts)
        else:
            laid_out.append((cells, " ".join(map(plain, texts))))
    return found + (other_places(laid_out) if laid_out else [])


def _line_of(cell: RawCell) -> int:
    place = _PLACE.fullmatch(cell.path or "")
    return int(place[1]) if place else 0


def _parts(lines: Lines, number: int) -> list[str]:
    return [part for part in lines.get(number, ()) if part.strip(" ")]


def _other_fields(cells: Sequence[RawCell], texts: Sequence[str]) -> list[Dispute]:
    """Cells that are not the fields of their lines, counted from the left."""
    fields = [field for text in texts for field in _fields(text)]
    found = []
    for cell in cells:
        if cell.column >= len(fields):
            found.append(Dispute(cell, "place", ""))
        elif not same_text(plain(cell.text), fields[cell.column]):
            found.append(Dispute(cell, "text", fields[cell.column]))
    return found


def _fields(text: str) -> list[str]:
    if "\t" in text:
        return [plain(field).strip() for field in text.split("\t")]
    fields = [plain(field).strip() for field in _PIPE.split(text.strip())]
    return fields[not fields[0] : len(fields) - (not fields[-1])]


def plain(text: str) -> str:
    """A text without the marks of Markdown."""
    return _MARKS.sub("", text)
