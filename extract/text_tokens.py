"""From a line set out with spaces to its words, each where it stands on the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from extract.text_lines import has_cjk, is_value, plain_cell

_WORDS = re.compile(r"[^ ]+(?: [^ ]+)*")
_GLUED = re.compile(r" +")


@dataclass(frozen=True, slots=True)
class Token:
    """Words without a gap between them, and the display columns they stand in (CJK take two)."""

    start: int
    end: int
    text: str

    @property
    def middle(self) -> float:
        """The display column of its centre."""
        return (self.start + self.end) / 2

    def overlap(self, start: int, end: int) -> int:
        """How many display columns it shares with a range; below 1 how far it is away."""
        return min(self.end, end) - max(self.start, start)


def display_width(text: str, ambiguous: int) -> int:
    """Columns `text` takes; curly quotes and the like are `ambiguous` wide, 1 or 2.

    >>> display_width("“一”12", 2), display_width("“一”12", 1)
    (8, 6)
    """
    wide = {"W": 2, "F": 2, "A": ambiguous}
    return sum(wide.get(unicodedata.east_asian_width(character), 1) for character in text)


def tokens_of(text: str, ambiguous: int = 2) -> tuple[Token, ...]:
    """Words of a line parted by two spaces or more; figures are parted by one already."""
    line = text.replace("\u00a0", " ").rstrip()
    parts: list[tuple[int, int]] = []
    for match in _WORDS.finditer(line):
        if all(map(is_value, match[0].split(" "))):
            parts += [
                (match.start() + word.start(), match.start() + word.end())
                for word in re.finditer(r"[^ ]+", match[0])
            ]
        else:
            parts.append(match.span())
    found: list[Token] = []
    at, column = 0, 0
    for start, end in _without_spaced_words(line, parts):
        column += display_width(line[at:start], ambiguous)
        width = display_width(line[start:end], ambiguous)
        found.append(Token(column, column + width, plain_cell(line[start:end])))
        column, at = column + width, end
    return tuple(found)


def split_glued(token: Token) -> tuple[str, tuple[str, ...]]:
    """A label and the figures that stand behind it with single spaces only.

    >>> split_glued(Token(0, 12, "1. 其他 16 2"))
    ('1. 其他', ('16', '2'))
    """
    words = _GLUED.split(token.text)
    count = len(words)
    while count and is_value(words[count - 1]):
        count -= 1
    return " ".join(words[:count]), tuple(words[count:])


def _without_spaced_words(line: str, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Two characters set wide (`总  计`, `规  章`) are one word; three are a line of heads."""
    position = 0
    while position < len(parts):
        last = position
        while last + 1 < len(parts) and _is_spaced(line, parts[last], parts[last + 1]):
            last += 1
        if last == position + 1:
            yield parts[position][0], parts[last][1]
        else:
            yield from parts[position : last + 1]
        position = last + 1


def _is_spaced(line: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    one, other = line[slice(*left)], line[slice(*right)]
    is_near = right[0] - left[1] <= 3
    return is_near and len(one) == len(other) == 1 and has_cjk(one) and has_cjk(other)
