"""From lines set out with spaces to those that make up one table, and the next, and the prose."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Problem
from extract.spans import Grid
from extract.text_columns import trailing_figures
from extract.text_layout import LayoutLine, build_table, measure
from extract.text_lines import Line, plain_text
from extract.text_pages import split_by_layout
from extract.text_tabs import TextRun

_DEEP = 8
"""A word indented further is in a column of a table, or is a signature."""
_LONG = 48
"""A line without gaps that is wider than this, in display columns, is prose."""
_MOST_BLANK = 6


def read_layout(lines: Sequence[Line], start: int) -> TextRun | None:
    """What the lines from `start` on make that are set out with gaps; None if there are none.

    Blank lines, page breaks among them, do not end a table; prose and headings do.
    """
    if not _is_set_out(measure(lines[start])):
        return None
    region, strays, stop = _region(lines, start)
    if not region:
        return None
    parts: list[Grid | str] = [plain_text(line.text) for line in strays]
    problems: list[Problem] = []
    for table in _split(region):
        for page in split_by_layout(table) if _is_table(table) else [table]:
            built = build_table(page) if _is_table(table) else None
            if built is None:
                parts += [plain_text(each.line.text) for each in page]
            else:
                parts.append(built[0])
                problems += built[1]
    return TextRun(stop, tuple(parts), tuple(problems))


def _is_set_out(line: LayoutLine) -> bool:
    return len(line.wide) > 1 or (len(line.wide) == 1 and line.wide[0].start >= _DEEP)


def _is_table(lines: Sequence[LayoutLine]) -> bool:
    return len(lines) > 1 and any(line.has_figures for line in lines)


def _is_prose(line: Line, measured: LayoutLine) -> bool:
    if line.is_heading or line.is_tabbed or "\u3002" in line.text or line.text.count("|") > 1:
        return True
    only = measured.wide[0] if len(measured.wide) == 1 else None
    return only is not None and only.start < _DEEP and only.end - only.start > _LONG


def _region(lines: Sequence[Line], start: int) -> tuple[list[LayoutLine], list[Line], int]:
    """Lines up to the next prose, but for those at the end that are not set out; page numbers."""
    region: list[LayoutLine] = []
    strays: list[tuple[int, Line]] = []
    kept, blank, stop = 0, 0, start
    for position in range(start, len(lines)):
        line = lines[position]
        if line.is_blank or line.is_rule:
            blank += 1
            if blank > _MOST_BLANK:
                break
            continue
        measured = measure(line)
        if _is_prose(line, measured) and not measured.has_figures:
            break
        if line.is_page_number and (blank or len(measured.wide) > 1):
            strays.append((position, line))
            continue
        region.append(measured)
        # A lone figure right under a line of the table is its row; further down, a page number.
        if _is_set_out(measured) or (measured.has_figures and not blank):
            kept, stop = len(region), position + 1
        blank = 0
    return region[:kept], [line for position, line in strays if position < stop], stop


def _split(region: Sequence[LayoutLine]) -> list[list[LayoutLine]]:
    """Parts that are tables or captions: a new head after figures begins a new table.

    A line that is not set out is a row (a label with nothing but blanks) if the table goes on
    behind it, and a caption, a part of its own, if a head follows.
    """
    parts: list[list[LayoutLine]] = [[]]
    waiting: list[LayoutLine] = []
    for line in region:
        begun = any(each.has_figures for each in parts[-1])
        if begun and not _is_set_out(line) and not line.has_figures:
            waiting.append(line)
        elif begun and _is_head(line, parts[-1], bool(waiting)):
            parts += [[each] for each in waiting]
            parts.append([line])
            waiting = []
        else:
            parts[-1] += [*waiting, line]
            waiting = []
    parts += [[each] for each in waiting]
    return parts


def _is_head(line: LayoutLine, table: Sequence[LayoutLine], captioned: bool) -> bool:
    """Words, not figures, over the columns where the table so far has its figures; below what could be a
    caption, any words where none of its labels begins."""
    if line.has_figures:
        return False
    rows = [each for each in table if trailing_figures(each.wide)]
    begins = min((trailing_figures(each.wide)[0].start for each in rows), default=0)
    if any(token.middle >= begins for token in line.wide):
        return True
    labels = {token.start for each in rows for token in each.wide if token.start < begins}
    return captioned and all(token.start not in labels for token in line.wide)
