"""Cells of figures as a recogniser gives them: what is a figure, and when two readings make one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from extract.model import RawCell

DOUBT = "ocr_uncertain"
SLASH = "/"
SURE = 0.6
"""Least score of a line that is believed (right ones score above 0.9 nearly always)."""
Read = Sequence[tuple[str, float]]
"""Text and score of each line of a cell."""

_LOOKS_LIKE = str.maketrans(
    {
        **dict.fromkeys("OoQD〇○。°口ロ", "0"),
        **dict.fromkeys("lI|!iＩ丨", "1"),
        **dict.fromkeys("Zz", "2"),
        **dict.fromkeys("Ss", "5"),
        **dict.fromkeys("Bβ", "8"),
        **dict.fromkeys("qg", "9"),
    }
)
"""Signs a recogniser gives for digits. They count as the digit where the other reading has it."""
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_LIKE_THOUSANDS = re.compile(r"-?\d{1,3}\.\d{3}(?!\d)")
_DASHES = frozenset("一_-—–ー―~\n")
"""A dash alone has no height to be told by; the character 一 fills no cell of figures."""
_LEADING_ZERO = re.compile(r"0[\d,]+")
_WORD = re.compile(r"[\u3400-\u9fff]")


def as_figure(read: Read) -> bool:
    """Whether a cell holds a figure or a mark, not words: at most one Chinese character.

    An empty recognition counts as well: something is printed there.
    """
    text = "".join(text for text, _ in read)
    return bool(read) and len(_WORD.findall(text)) <= 1 and len(text) <= 20


def settled(cell: RawCell, first: Read, second: Read, *, hidden: bool = False) -> RawCell:
    """The cell with the text of its two readings: certain where both give the same number, unless part
    of what was printed is `hidden` (under a stamp, or lost in black and white)."""
    one, two = _text(first), _text(second)
    sure = bool(one) and not hidden and min(score for _, score in (*first, *second)) >= SURE
    if _LEADING_ZERO.fullmatch(one) or _LEADING_ZERO.fullmatch(two):
        sure = False  # 07 is never printed: one of its digits is a stroke of a stamp
        two = "0" if one == two else two
    if _LIKE_THOUSANDS.match(one) or _LIKE_THOUSANDS.match(two):
        sure = False  # 36,664 is read as 36.664 in both lights
    if one == two and sure:
        return replace(cell, text=one)
    for text, other in ((one, two), (two, one)):
        if _NUMBER.fullmatch(text) and other.translate(_LOOKS_LIKE) == text and sure:
            return replace(cell, text=text)
    number = next((text for text in (one, two) if _NUMBER.fullmatch(text)), None)
    if number is None:
        number = next(filter(_NUMBER.fullmatch, (one.translate(_LOOKS_LIKE),)), one)
    return replace(cell, text=number, again=two if number != two else one, doubt=DOUBT)


def _text(read: Read) -> str:
    """The lines of a cell in plain signs, blanks between them left out."""
    plain = (unicodedata.normalize("NFKC", text).replace(" ", "") for text, _ in read)
    text = "\n".join(filter(None, plain))
    return "—" if text and set(text) <= _DASHES else text
