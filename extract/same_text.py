"""Whether two readings of one place give the same text, whatever the blanks and the width of characters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_NOTHING = re.compile("[\\s\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")
_WORDS = re.compile("[\u3400-\u9fff]")
_MOST = 0.9
"""Share of a label's characters that must be met where a neighbour's may be met, too."""


def same_text(one: str, two: str) -> bool:
    """Equal character for character; words may stand in another order (lines of a label set upright).

    >>> same_text("1 2", "１２"), same_text("总\\n计", "计总"), same_text("12", "21")
    (True, True, False)
    """
    if one == two:
        return True
    first, second = squeezed(one), squeezed(two)
    if first == second:
        return True
    return bool(_WORDS.search(first)) and sorted(first) == sorted(second)


def alike(label: str, other: str) -> bool:
    """Whether nearly every character of a label is in another reading, and not much else.

    >>> alike("（一）予以公开", "（一）予以公开（"), alike("（一）予以公开", "（二）部分公开")
    (True, False)
    """
    longest = len(squeezed(label)) + max(4, len(squeezed(label)) // 2)
    return same_text(label, other) or (covers(other, label) and len(squeezed(other)) <= longest)


def covers(more: str, label: str) -> bool:
    """Whether nearly every character of a label is in a text that may hold more.

    >>> covers("起诉 结果纠 正", "结果纠正"), covers("结果维持", "结果纠正")
    (True, False)
    """
    there, wanted = Counter(squeezed(more)), Counter(squeezed(label))
    return sum((there & wanted).values()) >= _MOST * wanted.total()


def has_words(text: str) -> bool:
    """Whether there is a Chinese character in a text."""
    return _WORDS.search(text) is not None


@lru_cache(maxsize=16384)
def squeezed(text: str) -> str:
    """The characters that are to be seen, in one width."""
    return _NOTHING.sub("", unicodedata.normalize("NFKC", text))
