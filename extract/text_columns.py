"""From the words of a table set out with spaces to its columns of figures and of labels.

A column of figures is where figures stand one under the other over the whole table, so that a
blank cell keeps its column; a column whose figures are all blank is known by its heading alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.text_lines import is_value
from extract.text_tokens import Token, split_glued

_NEAR = 2
"""Words that stand so close together, in display columns, stand in the same column."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where labels begin, and the display ranges of the columns of figures, left to right."""

    labels: tuple[int, ...]
    figures: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """The display column where the figures begin."""
        return self.figures[0][0]

    def figure_at(self, token: Token) -> int:
        """The column of figures nearest to the token, from 0."""
        shares = [token.overlap(start, end) for start, end in self.figures]
        return max(range(len(shares)), key=shares.__getitem__)

    def has_place_for(self, token: Token) -> bool:
        """Whether the token stands under or right beside a column of figures."""
        return any(token.overlap(start, end) >= -_NEAR for start, end in self.figures)

    def label_at(self, start: int) -> int:
        """The column of labels that a word beginning at `start` belongs to, from 0."""
        return max((i for i, left in enumerate(self.labels) if left <= start + _NEAR), default=0)


def trailing_figures(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The figures a line ends with, each with a place of its own."""
    first = len(tokens)
    while first and is_value(tokens[first - 1].text):
        first -= 1
    return tuple(tokens[first:])


def find_columns(rows: Sequence[Sequence[Token]], heads: Sequence[Sequence[Token]]) -> Columns:
    """Columns of a table from its rows and from the lines of its head; none without figures.

    Lines whose label ran into the figures and pushed them aside do not count.
    """
    placed = [row for row in rows if trailing_figures(row) and not _is_pushed(row)]
    ranges = _merged(token for row in placed for token in trailing_figures(row))
    if not ranges:
        return Columns((), ())
    words = [token for row in rows for token in row]
    border = max((token.end for token in words if token.end <= ranges[0][0]), default=0)
    ranges = _with_blank_columns(ranges, heads, border)
    starts = sorted({token.start for token in words if is_label(token, ranges[0][0])})
    firsts = [start for i, start in enumerate(starts) if not i or start - starts[i - 1] > _NEAR]
    return Columns(tuple(firsts), tuple(ranges))


def is_label(token: Token, start: int) -> bool:
    """Whether a word of a row stands before the figures, which begin at `start`."""
    return token.start < start - 1


def _is_pushed(row: Sequence[Token]) -> bool:
    label = row[: len(row) - len(trailing_figures(row))]
    return bool(label) and bool(split_glued(label[-1])[1])


def _merged(tokens: Iterable[Token]) -> list[tuple[int, int]]:
    """Ranges the tokens cover together; those that touch or nearly touch are one."""
    ranges: list[tuple[int, int]] = []
    for start, end in sorted((token.start, token.end) for token in tokens):
        if ranges and start <= ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], end))
        else:
            ranges.append((start, end))
    return ranges


def _with_blank_columns(
    ranges: list[tuple[int, int]], heads: Sequence[Sequence[Token]], border: int
) -> list[tuple[int, int]]:
    """Columns without any figure, told by a word of the head that stands over no other column.

    In the lowest line of the head every word has its column. A word above it may span columns, so
    it counts only outside of what the words below it cover.
    """
    known = list(ranges)
    below: list[Token] = []
    for head in reversed(heads):
        words = [token for token in head if token.start >= border]
        left = min((token.start for token in below), default=0)
        right = max((token.end for token in below), default=0)
        for token in words:
            is_over = any(token.overlap(*each) > 0 for each in known)
            is_outside = token.end <= left or token.start >= right
            if not is_over and (not below or is_outside):
                known.append((token.start, token.end))
        below += words
    return sorted(known)
