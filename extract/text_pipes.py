"""From a Markdown table with pipes to a grid."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.model import RawCell
from extract.spans import Grid
from extract.text_lines import Line, plain_cell
from extract.text_tabs import TextRun

_PIPE = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)


def read_pipes(lines: Sequence[Line], start: int) -> TextRun | None:
    """The table that begins at `start`, with a line of dashes under its first row.

    Rows behind a blank line belong to it still, as long as no second line of dashes shows that
    another table has begun.
    """
    is_headed = _is_separator(lines, start + 1) and not _is_separator(lines, start)
    if not is_headed or not _is_row(lines[start]):
        return None
    rows: list[tuple[int, list[str]]] = []
    position, stop = start, start
    while position < len(lines):
        line = lines[position]
        if not line.is_blank:
            begins_another = position > start and _is_separator(lines, position + 1)
            if not _is_row(line) or begins_another:
                break
            if not _is_separator(lines, position):
                rows.append((line.number, _fields(line.text)))
            stop = position + 1
        position += 1
    cells = tuple(
        RawCell(row, column, text, path=f"line {number}, field {column + 1}")
        for row, (number, fields) in enumerate(rows)
        for column, text in enumerate(fields)
    )
    width = max(len(fields) for _, fields in rows)
    return TextRun(stop, (Grid(len(rows), width, cells),))


def _is_row(line: Line) -> bool:
    return _PIPE.search(line.text) is not None and "\t" not in line.text


def _is_separator(lines: Sequence[Line], position: int) -> bool:
    if position >= len(lines):
        return False
    return "|" in lines[position].text and _SEPARATOR.match(lines[position].text) is not None


def _fields(text: str) -> list[str]:
    """Cells between the pipes; the outer pipes are frame."""
    fields = _PIPE.split(text.strip())
    if fields and not fields[0].strip():
        fields = fields[1:]
    if len(fields) > 1 and not fields[-1].strip():
        fields = fields[:-1]
    return [_BREAK.sub("\n", plain_cell(field)) for field in fields]
