"""The visible characters of a PDF page, with the places of their ink.

Generated spaces are not on the page and are left out; `/Rotate` must be off while text is read, or
pdfium reorders the digits of a number.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract import pdfium_calls as calls


class Glyph(NamedTuple):
    """A visible character: ink box, origin on the baseline, where the next one would stand."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    origin_x: float
    origin_y: float
    end_x: float


def read_glyphs(textpage: pdfium.PdfTextPage, left: float, bottom: float) -> list[Glyph]:
    """Visible characters in content order; blanks and generated characters left out."""
    place = calls.handle(textpage.raw)
    (x0, x1, y0, y1, x, y, loose, *_), answers = calls.room("ddddddffff")
    code_of, box_of, origin_of = calls.char_unicode, calls.char_box, calls.char_origin
    loose_box_of, new = calls.char_loose_box, tuple.__new__
    glyphs: list[Glyph] = []
    for index in range(raw.FPDFText_CountChars(textpage.raw)):
        code = code_of(place, index)
        if code <= 32 or code in _BLANKS:
            continue
        if not (box_of(place, index, x0, x1, y0, y1) and origin_of(place, index, x, y)):
            continue
        has_advance = loose_box_of(place, index, loose)
        ink_left, ink, low, high, origin_x, origin_y, _, _, end, _ = answers()
        # vertical-writing fonts give an unscaled loose box of 200 pt: the ink ends the advance then
        if not (has_advance and ink < end <= ink + 40):
            end = ink
        values = (
            chr(code),
            ink_left - left,
            low - bottom,
            ink - left,
            high - bottom,
            origin_x - left,
            origin_y - bottom,
            end - left,
        )
        glyphs.append(new(Glyph, values))  # what Glyph(...) does, in half the time
    return glyphs


_BLANKS = frozenset({0xA0, 0x3000, 0x200B, 0xFEFF, 0xFFFE, 0xFFFF, 0xAD})


def text_angle(textpage: pdfium.PdfTextPage, sample: int = 60) -> int:
    """Quarter turns (0, 90, 180, 270) by which most characters are written."""
    place = calls.handle(textpage.raw)
    total = raw.FPDFText_CountChars(textpage.raw)
    angles = [
        calls.char_angle(place, index)
        for index in range(0, total, max(1, total // sample))
        if calls.char_unicode(place, index) > 32
    ]
    turns: Counter[int] = Counter()
    for angle, times in Counter(angles).items():
        if angle >= 0:
            turns[round(math.degrees(angle) / 90) % 4 * 90] += times
    return turns.most_common(1)[0][0] if turns else 0
