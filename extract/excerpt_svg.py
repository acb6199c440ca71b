"""An excerpt as an SVG picture: real text that can be selected and searched, the cells outlined.

Texts are broken to the width of their column by the widths of characters (Chinese ones are square), so
that the picture needs no font of ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.excerpt import Excerpt, Placed
from extract.excerpt_lines import lines_svg
from extract.excerpt_text import LinesExcerpt
from extract.svg import LEADING, LEFT, PAD, SIZE, UNIT, Rect, document, text_at
from extract.text_tokens import display_width

_NARROWEST, _WIDEST = 5, 24
"""Display columns of a column of the table at least and at most."""
_MOST_LINES = 5


def svg_of(excerpt: Excerpt | LinesExcerpt) -> str:
    """The picture as a document of its own, without an XML declaration (it can stand in a page)."""
    if isinstance(excerpt, LinesExcerpt):
        return lines_svg(excerpt)
    return _table_svg(excerpt)


def _table_svg(excerpt: Excerpt) -> str:
    lefts = _lefts(excerpt)
    texts = {
        index: _broken(cell, lefts[cell.column + cell.column_span] - lefts[cell.column])
        for index, cell in enumerate(excerpt.cells)
    }
    tops = _tops(excerpt, texts)
    cells: list[str] = []
    outlines: list[str] = []
    marked_rows = {cell.row for cell in excerpt.cells if cell.marked}
    for index, cell in enumerate(excerpt.cells):
        rect = Rect(
            lefts[cell.column],
            tops[cell.row],
            lefts[cell.column + cell.column_span] - lefts[cell.column],
            tops[cell.row + cell.row_span] - tops[cell.row],
        )
        in_row = cell.row_span == 1 and cell.row in marked_rows
        cells.append(rect.svg("cell row" if in_row else "cell"))
        cells += _lines(texts[index], rect)
        if cell.marked:
            outlines.append(rect.svg("outline" if cell.first else "also"))
    numbers = [
        text_at(4, tops[row] + LEADING, "⋯" if number is None else str(number), "n")
        for row, number in enumerate(excerpt.numbers)
    ]
    width, height = lefts[-1] + PAD, tops[-1] + PAD
    return document(excerpt.place, width, height, [*numbers, *cells, *outlines])


def _lefts(excerpt: Excerpt) -> list[float]:
    """Where the columns begin, and where the last one ends; a column no cell begins in has no width."""
    widths = [0] * excerpt.columns
    for cell in excerpt.cells:
        widths[cell.column] = max(widths[cell.column], _NARROWEST)
    for cell in sorted(excerpt.cells, key=lambda cell: cell.column_span):
        span = range(cell.column, cell.column + cell.column_span)
        longest = max((display_width(line, 2) for line in cell.text.split("\n")), default=0)
        lack = min(longest, _WIDEST) - sum(widths[column] for column in span)
        used = [column for column in span if widths[column]]
        if lack > 0 and used:
            widths[used[-1]] += lack
    lefts = [float(LEFT)]
    for width in widths:
        lefts.append(lefts[-1] + (width * UNIT + 2 * PAD if width else 0))
    return lefts


def _tops(excerpt: Excerpt, texts: Mapping[int, Sequence[str]]) -> list[float]:
    """Where the rows begin, and where the last one ends."""
    lines = [1] * len(excerpt.numbers)
    for index, cell in enumerate(excerpt.cells):
        if cell.row_span == 1:
            lines[cell.row] = max(lines[cell.row], len(texts[index]))
    for index, cell in enumerate(excerpt.cells):
        lack = len(texts[index]) - sum(lines[cell.row : cell.row + cell.row_span])
        if lack > 0:
            lines[cell.row + cell.row_span - 1] += lack
    tops = [float(PAD)]
    for number, count in zip(excerpt.numbers, lines, strict=True):
        tops.append(tops[-1] + (LEADING if number is None else count * LEADING + PAD))
    return tops


def _broken(cell: Placed, width: float) -> list[str]:
    """The text in lines that fit; a long one ends in dots unless it is asked for."""
    room = max(2.0, (width - 2 * PAD) / UNIT)
    found: list[str] = []
    for line in cell.text.split("\n"):
        start, used = 0, 0
        for index, character in enumerate(line):
            wide = display_width(character, 2)
            if used + wide > room and used:
                found.append(line[start:index])
                start, used = index, 0
            used += wide
        found.append(line[start:])
    if len(found) > _MOST_LINES and not cell.marked:
        found = [*found[: _MOST_LINES - 1], "…"]
    return found


def _lines(texts: Sequence[str], rect: Rect) -> list[str]:
    top = rect.y + (rect.height - len(texts) * LEADING) / 2
    return [
        text_at(rect.x + PAD, top + LEADING * index + SIZE, text)
        for index, text in enumerate(texts)
        if text
    ]
