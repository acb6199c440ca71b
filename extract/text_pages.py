"""Tables set out with spaces that a page break gave another layout: figures no longer below each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.text_columns import trailing_figures
from extract.text_layout import LayoutLine
from extract.text_tokens import Token, split_glued

_NEAR = 1
"""Figures of one column, centred, differ at most so much in their middle, in display columns."""


def split_by_layout(table: Sequence[LayoutLine]) -> list[list[LayoutLine]]:
    """The table, parted at blank lines behind which a figure stands below none of those before."""
    parts: list[list[LayoutLine]] = []
    for page in _pages(table):
        if parts and _goes_on(parts[-1], page):
            parts[-1] += page
        else:
            parts.append(list(page))
    return parts


def _pages(table: Sequence[LayoutLine]) -> Iterable[list[LayoutLine]]:
    """Lines without a blank line between them."""
    page: list[LayoutLine] = []
    for line in table:
        if page and line.line.number > page[-1].line.number + 1:
            yield page
            page = []
        page.append(line)
    yield page


def _goes_on(table: Sequence[LayoutLine], page: Sequence[LayoutLine]) -> bool:
    """Whether every figure of the page is aligned with a figure or a head of the table."""
    return any(
        _aligned([*_figures(table, width), *_heads(table, width)], _figures(page, width))
        for width in (1, 2)
    )


def _heads(table: Sequence[LayoutLine], ambiguous: int) -> list[Token]:
    """The words above the first figures."""
    found: list[Token] = []
    for line in table:
        if line.has_figures:
            break
        found += line.tokens(ambiguous)
    return found


def _figures(lines: Iterable[LayoutLine], ambiguous: int) -> list[Token]:
    """The figures of lines whose label has not pushed them aside."""
    found: list[Token] = []
    for line in lines:
        tokens = line.tokens(ambiguous)
        figures = trailing_figures(tokens)
        label = tokens[: len(tokens) - len(figures)]
        if not label or not split_glued(label[-1])[1]:
            found += figures
    return found


def _aligned(above: Sequence[Token], below: Sequence[Token]) -> bool:
    starts, ends = {token.start for token in above}, {token.end for token in above}
    middles = [token.middle for token in above]
    return not above or all(
        token.start in starts
        or token.end in ends
        or any(abs(token.middle - middle) <= _NEAR for middle in middles)
        for token in below
    )
