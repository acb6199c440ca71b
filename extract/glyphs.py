"""The visible characters of a PDF page, with the places of their ink.

Generated spaces are not on the page and are left out; `/Rotate` must be off while text is read, or
pdfium reorders the digits of a number.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.pdfium_calls import char_box, char_loose_box, char_origin, char_unicode, handle


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
    place = handle(textpage.raw)
    x0, x1, y0, y1, ox, oy = (ctypes.c_double() for _ in range(6))
    references = [ctypes.byref(value) for value in (x0, x1, y0, y1)]
    rx, ry = ctypes.byref(ox), ctypes.byref(oy)
    loose = raw.FS_RECTF()
    loose_reference = ctypes.byref(loose)
    glyphs: list[Glyph] = []
    for index in range(raw.FPDFText_CountChars(textpage.raw)):
        code = char_unicode(place, index)
        if code <= 32 or code in _BLANKS:
            continue
        if not (char_box(place, index, *references) and char_origin(place, index, rx, ry)):
            continue
        ink = end = x1.value
        # vertical-writing fonts give an unscaled loose box of 200 pt: the ink ends the advance then
        if char_loose_box(place, index, loose_reference) and ink < loose.right <= ink + 40:
            end = loose.right
        glyphs.append(
            Glyph(
                chr(code),
                x0.value - left,
                y0.value - bottom,
                ink - left,
                y1.value - bottom,
                ox.value - left,
                oy.value - bottom,
                end - left,
            )
        )
    return glyphs


_BLANKS = frozenset({0xA0, 0x3000, 0x200B, 0xFEFF, 0xFFFE, 0xFFFF, 0xAD})


def text_angle(textpage: pdfium.PdfTextPage, sample: int = 60) -> int:
    """Quarter turns (0, 90, 180, 270) by which most characters are written."""
    handle = textpage.raw
    total = raw.FPDFText_CountChars(handle)
    turns: Counter[int] = Counter()
    for index in range(0, total, max(1, total // sample)):
        if raw.FPDFText_GetUnicode(handle, index) > 32:
            angle = raw.FPDFText_GetCharAngle(handle, index)
            if angle >= 0:
                turns[round(math.degrees(angle) / 90) % 4 * 90] += 1
    return turns.most_common(1)[0][0] if turns else 0
