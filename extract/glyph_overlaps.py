"""Digits printed over each other: the same one twice, as some programs print bold, or another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.glyphs import Glyph
from extract.pdf_page import Segment

OVER = 0.4
"""Share of the narrower and of the lower glyph that another one covers where they overlap."""
SAME = 0.15
"""The same digit this near, as a share of its height, is the same print once more."""
_BAND = 6.0
"""Points; digits are compared within bands of the page and with the band above."""


def printed_once(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], tuple[Segment, ...]]:
    """The glyphs with every digit once, and the boxes of digits with others printed over them."""
    bands: dict[int, list[tuple[float, int]]] = {}
    for index, glyph in enumerate(glyphs):
        if glyph[0].isdigit():
            band = int((glyph.y0 + glyph.y1) / 2 // _BAND)
            bands.setdefault(band, []).append((glyph.x0, index))
    again: set[int] = set()
    over: list[Segment] = []
    for band, digits in bands.items():
        for one, two in _meeting(sorted([*digits, *bands.get(band + 1, ())]), glyphs):
            glyph = glyphs[one]
            if one not in again and two not in again and _overlap(glyph, glyphs[two]):
                if _same(glyph, glyphs[two]):
                    again.add(max(one, two))
                else:
                    over.append((glyph.x0, glyph.y0, glyph.x1, glyph.y1))
    if not again:
        return list(glyphs), tuple(over)
    return [glyph for index, glyph in enumerate(glyphs) if index not in again], tuple(over)


def _meeting(
    digits: Sequence[tuple[float, int]], glyphs: Sequence[Glyph]
) -> Iterator[tuple[int, int]]:
    """Pairs of digits (left end, number; from the left) of which the second begins before the first ends."""
    for at, (_, one) in enumerate(digits):
        end = glyphs[one].x1
        for after in range(at + 1, len(digits)):
            start, two = digits[after]
            if start >= end:
                break
            yield one, two


def _overlap(one: Glyph, two: Glyph) -> bool:
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    along = min(one.y1, two.y1) - max(one.y0, two.y0)
    return across > OVER * min(one.x1 - one.x0, two.x1 - two.x0) and along > OVER * min(
        one.y1 - one.y0, two.y1 - two.y0
    )


def _same(one: Glyph, two: Glyph) -> bool:
    near = SAME * (one.y1 - one.y0)
    return one.text == two.text and abs(one.x0 - two.x0) < near and abs(one.y0 - two.y0) < near
