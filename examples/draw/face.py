"""Fonts: a Chinese face, a Latin one for digits, and the widths of their characters."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

_WORDS = re.compile(r"[\x21-\x7e]+|.", re.DOTALL)
_NO_START = frozenset("，。、；：）”！？》,.;:)%")
_NO_END = frozenset("（“《(")


class Face:
    """A Chinese font, with a Latin font for ASCII unless `latin` is empty."""

    def __init__(self, name: str, latin: str) -> None:
        self.name, self.latin = name, latin
        self._widths: dict[str, float] = {}
        self._wrapped: dict[tuple[str, float], tuple[str, ...]] = {}

    def width(self, text: str) -> float:
        """The width of a line at size 1."""
        total = 0.0
        for char in text:
            width = self._widths.get(char)
            if width is None:
                font = self.latin if self.latin and char < "\x7f" else self.name
                width = self._widths[char] = pdfmetrics.stringWidth(char, font, 1)
            total += width
        return total

    def runs(self, text: str) -> list[tuple[str, str]]:
        """(font, text) of the parts of a line that are set in one font."""
        if not self.latin:
            return [(self.name, text)]
        return [
            (self.latin if ascii_ else self.name, "".join(chars))
            for ascii_, chars in groupby(text, key=lambda char: char < "\x7f")
        ]

    def wrap(self, text: str, ems: float, indent: float = 0) -> tuple[str, ...]:
        """Lines no wider than `ems`; no closing mark starts a line, no opening mark ends one."""
        if indent:
            return tuple(self._fill(text, ems, indent))
        key = (text, ems)
        lines = self._wrapped.get(key)
        if lines is None:
            lines = tuple(line for part in text.split("\n") for line in self._fill(part, ems, 0))
            if len(self._wrapped) < 20_000:
                self._wrapped[key] = lines
        return lines

    def _fill(self, text: str, ems: float, indent: float) -> list[str]:
        """Greedy line filling of one paragraph."""
        lines, line, used = [], "", indent
        for word in self._words(text, ems):
            width = self.width(word)
            if line and used + width > ems + 1e-6:
                carry = ""
                while len(line) > 1 and ((carry or word)[0] in _NO_START or line[-1] in _NO_END):
                    line, carry = line[:-1], line[-1] + carry
                lines.append(line)
                line, used = carry, self.width(carry)
            line, used = line + word, used + width
        return [*lines, line]

    def _words(self, text: str, ems: float) -> list[str]:
        """Characters, and ASCII words where they fit on a line."""
        words = []
        for word in _WORDS.findall(text):
            words += [word] if len(word) == 1 or self.width(word) <= ems else list(word)
        return words


@cache
def face(font_file: str = "", font_index: int = 0, latin: str = "Times-Roman") -> Face:
    """The face of a TrueType file, embedded as a subset; without one the CID font STSong-Light."""
    if not font_file:
        name = "STSong-Light"
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    else:
        name = f"{Path(font_file).stem}-{font_index}"
        pdfmetrics.registerFont(TTFont(name, font_file, subfontIndex=font_index))
    return Face(name, latin)
