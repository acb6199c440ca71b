"""Lines of a text as an SVG picture: words where they stand, the figures asked for outlined."""

from __future__ import annotations

from collections.abc import Iterable

from extract.excerpt_text import LinesExcerpt
from extract.svg import LEADING, LEFT, PAD, SIZE, UNIT, Rect, document, text_at
from extract.text_tokens import display_width

STEP = LEADING + 2
_LONGEST_LINE = 600
_WIDEST_GAP = 3


def lines_svg(excerpt: LinesExcerpt) -> str:
    """Lines as they stand, every word where its display column is; wide gaps common to all are closed."""
    words = [
        (index, _from(line, start), _from(line, stop), line[start:stop])
        for index, (_, line) in enumerate(excerpt.lines)
        for start, stop in _words(line[:_LONGEST_LINE])
    ]
    marks = [
        (index, _from(excerpt.lines[index][1], start), _from(excerpt.lines[index][1], stop))
        for index, start, stop in excerpt.marks
    ]
    at = _closed_up(
        [*((left, right) for _, left, right, _ in words), *(mark[1:] for mark in marks)]
    )
    parts = [
        text_at(4, PAD + index * STEP + SIZE, "⋯" if number is None else str(number), "n")
        for index, (number, _) in enumerate(excerpt.lines)
    ]
    parts += [
        text_at(at[left], PAD + index * STEP + SIZE, word, "mono") for index, left, _, word in words
    ]
    for place, (index, left, right) in enumerate(marks):
        rect = Rect(at[left] - 3, PAD + index * STEP - 2, at[right] - at[left] + 6, LEADING)
        parts.append(rect.svg("also" if place else "outline"))
    height = PAD * 2 + len(excerpt.lines) * STEP
    return document(excerpt.place, max(at) + 2 * PAD, height, parts)


def _from(line: str, index: int) -> int:
    """The display column of a character, also beyond the end of the line."""
    return display_width(line[:index].ljust(index), 2)


def _closed_up(ranges: Iterable[tuple[int, int]]) -> list[float]:
    """Where each display column is drawn: of columns in no range, no more than some in a row."""
    taken = {column for left, right in ranges for column in range(left, right)}
    at, blank = [float(LEFT)], 0
    for column in range(max(taken, default=0) + 2):
        blank = 0 if column in taken else blank + 1
        at.append(at[-1] + (UNIT if blank <= _WIDEST_GAP else 0))
    return at


def _words(line: str) -> Iterable[tuple[int, int]]:
    start: int | None = None
    for index, character in enumerate(f"{line} "):
        if character.isspace() and start is not None:
            yield start, index
            start = None
        elif not character.isspace() and start is None:
            start = index
