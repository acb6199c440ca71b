"""From lines whose fields are parted by tabs to tables, each field a cell where it stands.

Rows stay as ragged as they are printed, with one exception that is geometry: a row cut by a page
break between two of its cells is joined again, and said to be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Problem, RawCell
from extract.spans import Grid
from extract.text_lines import Line, has_cjk, is_value, plain_cell
from extract.text_rows import Row, common_width, join_cut_rows, split_tables

_HEADING_FIELDS = 2
"""A line alone between blank lines with no more fields is a heading or a signature."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """What a run of lines came to, and the position of the first line behind it."""

    stop: int
    parts: tuple[Grid | str, ...]
    problems: tuple[Problem, ...] = ()


def read_tabs(lines: Sequence[Line], start: int) -> TextRun:
    """The tables of the tabbed lines from `start` on; blank lines inside do not end them."""
    rows, stop = _collect(lines, start)
    is_table = any("\t" in line.text.strip("\t ") for line in lines[start:stop] if line.is_tabbed)
    if not is_table or (len(rows) == 1 and len(rows[0].fields) <= _HEADING_FIELDS):
        return TextRun(stop, tuple(_text(row) for row in rows))
    parts: list[Grid | str] = []
    problems: list[Problem] = []
    for table in split_tables(rows):
        joined, found = join_cut_rows(table)
        problems += found
        first, last = _table_bounds(joined)
        parts += [_text(row) for row in joined[:first]]
        kept = [row for row in joined[first:last] if not _is_figure(row)]
        parts += [_text(row) for row in joined[first:last] if _is_figure(row)]
        parts.append(_grid(kept))
        parts += [_text(row) for row in joined[last:]]
    return TextRun(stop, tuple(parts), tuple(problems))


def _table_bounds(rows: Sequence[Row]) -> tuple[int, int]:
    """The table without headings around it: Word writes a tab behind its own numbers (`一、`)."""
    pages = Counter(row.page for row in rows)
    is_wide = common_width(rows) > _HEADING_FIELDS + 1
    is_heading = [
        is_wide and len(row.fields) <= _HEADING_FIELDS and pages[row.page] == 1 for row in rows
    ]
    first, last = 0, len(rows)
    while first < last and is_heading[first]:
        first += 1
    while last > first and is_heading[last - 1]:
        last -= 1
    return first, last


def _is_figure(row: Row) -> bool:
    """A lone figure that completes no row: a page number (quirks B1), or nobody can place it."""
    return len(row.fields) == 1 and not has_cjk(row.fields[0][0])


def _text(row: Row) -> str:
    return " ".join(text for text, _ in row.fields if text)


def _collect(lines: Sequence[Line], start: int) -> tuple[list[Row], int]:
    rows: list[Row] = []
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


def _row(line: Line, page: int) -> Row:
    fields = line.text.split("\t")
    places = [f"line {line.number}, field {place}" for place in range(1, len(fields) + 1)]
    return Row(line.number, page, tuple(zip(map(plain_cell, fields), places, strict=True)))


def _is_inside(lines: Sequence[Line], position: int) -> bool:
    """A line without tabs in the middle of a table: a rule, a lone figure, a wrapped label.

    A label between blank lines could as well be a heading, and is taken for one.
    """
    line = lines[position]
    if line.is_heading or position + 1 >= len(lines):
        return False
    if line.is_rule or is_value(line.text.strip(" -")):
        behind = next(
            (each for each in lines[position + 1 : position + 9] if not each.is_blank), None
        )
        return behind is not None and behind.is_tabbed
    return lines[position - 1].is_tabbed and lines[position + 1].is_tabbed and len(line.text) <= 60


def _grid(rows: Sequence[Row]) -> Grid:
    cells = tuple(
        RawCell(number, column, text, path=path, doubt="" if has_cjk(text) else row.doubt)
        for number, row in enumerate(rows)
        for column, (text, path) in enumerate(row.fields)
    )
    return Grid(len(rows), max((len(row.fields) for row in rows), default=0), cells)
