"""From bytes to text, whatever Chinese encoding they are in.

The declared charset is not asked: pages that declare gb2312 are real gb18030, or UTF-8, or declare
nothing (quirks A5, inputs.md section 3). Big5 is not told from GBK by its bytes and is not guessed.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from charset_normalizer import from_bytes

from extract.model import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_DAMAGE = 0.01
"""Share of undecodable characters among the non-ASCII ones up to which an encoding is believed."""
_LOSSY = "\ufffd"


class Decoded(NamedTuple):
    """Text, the encoding it was read by, and a problem if characters were lost or are doubtful."""

    text: str
    encoding: str
    problem: Problem | None = None


def decode(data: bytes) -> Decoded:
    """Text of `data`; never fails, but says so in `problem` when characters were lost.

    >>> decode("规章 0".encode("gb18030"))
    Decoded(text='规章 0', encoding='gb18030', problem=None)
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _whole_or_damaged(data, encoding)
    wide = _wide_encoding(data)
    if wide:
        return _whole_or_damaged(data, wide)
    # UTF-8 with one broken byte comes before GB18030: short UTF-8 texts can be valid GB18030 too.
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, "replace")
        lost = text.count(_LOSSY) - data.count(_LOSSY.encode())
        if lost <= 0:
            return Decoded(text, encoding)
        if lost <= _MOST_DAMAGE * sum(not character.isascii() for character in text):
            return Decoded(text, encoding, _damaged(encoding, lost))
    return _guess(data)


def _whole_or_damaged(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, _damaged(encoding, text.count(_LOSSY)))


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark: ASCII markup leaves every other byte zero."""
    head = data[:4096]
    if len(head) < 8 or head.count(0) < len(head) // 8:
        return ""
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if max(odd, even) < 8 * min(odd, even) + 1:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _guess(data: bytes) -> Decoded:
    best = from_bytes(data[:100_000]).best()
    encoding = best.encoding if best is not None else "utf-8"
    text = data.decode(encoding, "replace")
    problem = Problem("encoding_guessed", params={"encoding": encoding})
    return Decoded(text, encoding, problem)


def _damaged(encoding: str, lost: int) -> Problem:
    return Problem("text_damaged", params={"encoding": encoding, "characters": str(lost)})
