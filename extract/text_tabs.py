"""From lines whose fields are parted by tabs to tables, each field a cell where it stands.

Rows stay as ragged as they are printed, with one exception that is geometry: a row cut by a page
break between two of its cells is joined again, and said to be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.model import Problem, RawCell
from extract.spans import Grid
from extract.text_lines import Line, has_cjk, is_value, plain_cell

_OTHER_TABLE = 3
"""Rows after a blank line that have so many fields more or less belong to another table."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Fields with their places, `(text, path)`; `page` counts the blank lines before it."""

    number: int
    page: int
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TextRun:
    """What a run of lines came to, and the position of the first line behind it."""

    stop: int
    parts: tuple[Grid | str, ...]
    problems: tuple[Problem, ...] = ()


def read_tabs(lines: Sequence[Line], start: int) -> TextRun | None:
    """The tables of the tabbed lines from `start` on; blank lines inside do not end them."""
    rows, stop = _collect(lines, start)
    if not any("\t" in line.text.strip("\t ") for line in lines[start:stop] if line.is_tabbed):
        return None
    parts: list[Grid | str] = []
    problems: list[Problem] = []
    for table in _split_tables(rows):
        joined, found = _join_cut_rows(table)
        problems += found
        kept = [row for row in joined if len(row.fields) > 1 or has_cjk(row.fields[0][0])]
        # A lone figure that completes no row is a page number (quirks B1), or cannot be placed.
        parts += [row.fields[0][0] for row in joined if row not in kept]
        parts.append(_grid(kept))
    return TextRun(stop, tuple(parts), tuple(problems))


def _collect(lines: Sequence[Line], start: int) -> tuple[list[_Row], int]:
    rows: list[_Row] = []
    page, position, stop = 0, start, start
    while position < len(lines):
        line = lines[position]
        if line.is_blank:
            page += 1
        elif line.is_tabbed or _is_inside(lines, position):
            if not line.is_rule:
                rows.append(_row(line, page))
            stop = position + 1
        else:
            break
        position += 1
    return rows, stop


def _row(line: Line, page: int) -> _Row:
    fields = line.text.split("\t")
    places = [f"line {line.number}, field {place}" for place in range(1, len(fields) + 1)]
    return _Row(line.number, page, tuple(zip(map(plain_cell, fields), places, strict=True)))


def _is_inside(lines: Sequence[Line], position: int) -> bool:
    """A line without tabs in the middle of a table: a rule, a lone figure, a wrapped label.

    A label between blank lines could as well be a heading, and is taken for one.
    """
    line = lines[position]
    if line.is_heading or position + 1 >= len(lines):
        return False
    if line.is_rule or is_value(line.text.strip(" -")):
        behind = next((each for each in lines[position + 1 :] if not each.is_blank), None)
        return behind is not None and behind.is_tabbed
    return lines[position - 1].is_tabbed and lines[position + 1].is_tabbed and len(line.text) <= 60


def _split_tables(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Tables that follow each other with nothing but a blank line between, told by their width."""
    pages: dict[int, list[_Row]] = {}
    for row in rows:
        pages.setdefault(row.page, []).append(row)
    tables: list[list[_Row]] = []
    for page in pages.values():
        if tables and (len(page) < 2 or abs(_width(page) - _width(tables[-1])) < _OTHER_TABLE):
            tables[-1] += page
        else:
            tables.append(list(page))
    return tables


def _width(rows: Sequence[_Row]) -> int:
    """The most common number of fields; of two equally common ones the larger."""
    counts = Counter(len(row.fields) for row in rows)
    return max(counts, key=lambda width: (counts[width], width))


def _join_cut_rows(rows: Sequence[_Row]) -> tuple[list[_Row], list[Problem]]:
    """Rows with those joined that a page break cut between two cells.

    Cut is a row that, with the next one behind a blank line, has exactly as many fields as the
    table is wide, while neither has that many, and the second does not begin with a label.
    """
    counts = Counter(len(row.fields) for row in rows)
    common = _width(rows)
    widths = {common, *(width for width, times in counts.items() if width > common and times > 1)}
    joined: list[_Row] = []
    problems: list[Problem] = []
    for row in rows:
        last = joined[-1] if joined else None
        if last is not None and last.page != row.page and _is_cut(last, row, widths):
            joined[-1] = replace(last, page=row.page, fields=last.fields + row.fields)
            problems.append(_joined(last, row))
        else:
            joined.append(row)
    return joined, problems


def _is_cut(first: _Row, second: _Row, widths: set[int]) -> bool:
    ahead, behind = len(first.fields), len(second.fields)
    return (
        ahead + behind in widths
        and max(ahead, behind) < min(widths)
        and not has_cjk(second.fields[0][0])
    )


def _joined(first: _Row, second: _Row) -> Problem:
    raw = "\t".join(text for text, _ in first.fields + second.fields)
    return Problem("row_joined", raw=raw, params={"rows": f"{first.number} + {second.number}"})


def _grid(rows: Sequence[_Row]) -> Grid:
    cells = tuple(
        RawCell(number, column, text, path=path)
        for number, row in enumerate(rows)
        for column, (text, path) in enumerate(row.fields)
    )
    return Grid(len(rows), max((len(row.fields) for row in rows), default=0), cells)
