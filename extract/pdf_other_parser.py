"""What stands in the boxes of cells by another parser of PDF than pdfium: playa, with which Camelot reads.

It finds the file's objects, its fonts and the operators of its pages by itself; of the reading that is
looked at it takes the boxes alone. Glyphs are placed by their origins, which no font's metrics move. All of
them count, hidden ones too: where texts are equal, nothing was added and nothing was left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import playa

from extract.model import Box

Texts = Mapping[tuple[int, Box], str]
"""Texts by page and box, without blanks."""

LINE = 2.0
"""Points by which glyphs of one line may stand above or below each other."""


class _Glyph(NamedTuple):
    """The middle of a glyph's base line, in points as boxes are given: of a page turned upright."""

    y: float
    x: float
    text: str


def texts_in(path: Path, boxes: Mapping[int, Collection[Box]]) -> Texts:
    """The text of boxes by page. Raises what the parser raises for a file it cannot read."""
    texts: dict[tuple[int, Box], str] = {}
    with playa.open(path, space="default") as pdf:
        for number, wanted in boxes.items():
            glyphs = _glyphs(pdf.pages[number - 1])
            levels = [glyph.y for glyph in glyphs]
            for box in wanted:
                level = glyphs[bisect_left(levels, box.y0) : bisect_right(levels, box.y1)]
                inside = [glyph for glyph in level if box.x0 <= glyph.x <= box.x1]
                texts[number, box] = _joined(inside)
    return texts


def _glyphs(page: Any) -> list[_Glyph]:
    """The glyphs of a page that print something, from the lowest to the highest."""
    left, bottom, right, top = page.mediabox
    turns: Counter[int] = Counter()
    found = []
    for text in page.texts:
        for glyph in text:
            if glyph.text is None or not glyph.text.isspace():
                (x, y), (across, up) = glyph.origin, glyph.displacement
                turns[_turn(across, up)] += 1
                place = (x - left + across / 2, y - bottom + up / 2)
                found.append((*place, glyph.text or "\ufffd"))
    turn = max(turns, key=lambda each: turns[each], default=0)
    upright = _UPRIGHT[turn]
    glyphs = (_Glyph(*upright(x, y, right - left, top - bottom), text) for x, y, text in found)
    return sorted(glyphs, key=itemgetter(0))


def _turn(across: float, up: float) -> int:
    """By how many degrees clockwise a text is turned that runs on by this much."""
    if abs(across) >= abs(up):
        return 0 if across >= 0 else 180
    return 90 if up < 0 else 270


_UPRIGHT: Mapping[int, Callable[[float, float, float, float], tuple[float, float]]] = {
    0: lambda x, y, width, height: (y, x),
    90: lambda x, y, width, height: (x, height - y),
    180: lambda x, y, width, height: (height - y, width - x),
    270: lambda x, y, width, height: (width - x, y),
}
"""Height and distance from the left of a place once the page is turned upright."""


def _joined(glyphs: Collection[_Glyph]) -> str:
    """Lines from the highest to the lowest, each from left to right; `glyphs` come from the lowest up."""
    lines: list[list[_Glyph]] = []
    for glyph in glyphs:
        if lines and glyph.y - lines[-1][-1].y <= LINE:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    ordered = (sorted(line, key=itemgetter(1)) for line in reversed(lines))
    return "".join(glyph.text for line in ordered for glyph in line)
