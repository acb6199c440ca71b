"""From the lines above the figures to the cells of a table's head, with the columns they span."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import RawCell
from extract.text_columns import Columns
from extract.text_tokens import Token

_OFF_CENTRE = 1.5
"""How far, in display columns, a heading may stand off the middle of the columns it spans."""

Span = tuple[int, int]


def head_cells(lines: Sequence[Sequence[Token]], columns: Columns) -> list[list[RawCell]]:
    """Cells of each line of the head, in the columns of the table.

    Words over one column of figures belong to it (a heading wrapped over lines is one cell a line,
    quirks C9). Words over several, or between them, span the columns they are centred over.
    """
    extents = list(columns.figures)
    rows: list[list[RawCell]] = []
    for line in reversed(lines):
        labels = [token for token in line if _is_label(token, columns, extents)]
        figures = [token for token in line if token not in labels]
        spans = _spans(figures, columns, extents)
        for token, (first, last) in zip(figures, spans, strict=True):
            if first == last:
                left, right = extents[first]
                extents[first] = min(left, token.start), max(right, token.end)
        offset = len(columns.labels)
        cells = [(columns.label_at(token.start), 1, token.text) for token in labels]
        cells += [
            (first + offset, last - first + 1, token.text)
            for token, (first, last) in zip(figures, spans, strict=True)
        ]
        rows.append(in_columns(cells))
    return rows[::-1]


def in_columns(placed: Sequence[tuple[int, int, str]]) -> list[RawCell]:
    """Cells of one row from (column, span, text), left to right; two in one column are one cell."""
    cells: list[RawCell] = []
    for column, span, text in placed:
        if cells and column <= cells[-1].column:
            last = cells.pop()
            column, span, text = last.column, last.column_span, f"{last.text} {text}"
        elif cells:
            last = cells.pop()
            room = min(last.column_span, column - last.column)
            cells.append(RawCell(0, last.column, last.text, column_span=room))
        cells.append(RawCell(0, column, text, column_span=span))
    return cells


def _is_label(token: Token, columns: Columns, extents: Sequence[Span]) -> bool:
    is_over = any(token.overlap(*each) > 0 for each in extents)
    return bool(columns.labels) and not is_over and token.middle < columns.start


def _spans(tokens: Sequence[Token], columns: Columns, extents: Sequence[Span]) -> list[Span]:
    over: list[Span] = []
    for token in tokens:
        found = [i for i, each in enumerate(extents) if token.overlap(*each) > 0]
        nearest = columns.figure_at(token)
        over.append((found[0], found[-1]) if found else (nearest, nearest))
    spans: list[Span] = []
    for position, token in enumerate(tokens):
        lowest = spans[-1][1] + 1 if spans else 0
        highest = over[position + 1][0] - 1 if position + 1 < len(over) else len(extents) - 1
        spans.append(_centred(token, over[position], (lowest, highest), extents))
    return spans


def _centred(token: Token, over: Span, free: Span, extents: Sequence[Span]) -> Span:
    """The widest span within `free` that holds `over` and has the token in its middle."""
    best = over
    for first in range(free[0], over[0] + 1):
        for last in range(over[1], free[1] + 1):
            middle = (extents[first][0] + extents[last][1]) / 2
            is_wider = last - first > best[1] - best[0]
            if is_wider and abs(middle - token.middle) <= _OFF_CENTRE:
                best = first, last
    return best
