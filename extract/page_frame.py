"""From the boxes of cells to the page as it is drawn: which way a reader held the page.

Readers fed by pdfium turn a page until most of its text is upright, pdfplumber takes it as its /Rotate
entry shows it, stock Camelot decides for each page; all count from the corner of the MediaBox. Pictures
of pages are recognised on the page as a viewer draws it, which shows no more than the CropBox.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.glyphs import text_angle
from extract.model import Box

INSET = 0.8
"""Points left out at each side of a cell when its text is read: glyphs of neighbours touch rules."""
_LONGEST = 400
_AS_SEEN = "ocr"
_BY_ROTATE = "pdfplumber"
_EITHER = frozenset({"camelot-vector", "camelot-combined"})

Corners = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How a reader held a page. `turn`: degrees clockwise from the page as it is stored.

    `media` is where the reader counted from, `shown` what a viewer draws, both as stored.
    """

    turn: int
    media: Corners
    shown: Corners

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of what is drawn, in points, turned."""
        left, bottom, right, top = self.shown
        width, height = right - left, top - bottom
        return (height, width) if self.turn in (90, 270) else (width, height)

    def stored(self, box: Box) -> Box:
        """The box on the page as it is stored, in the units of its content."""
        left, bottom, right, top = self.media
        back = _turned(box, (360 - self.turn) % 360, self._held(right - left, top - bottom))
        return Box(back.x0 + left, back.y0 + bottom, back.x1 + left, back.y1 + bottom)

    def drawn(self, box: Box) -> Box:
        """The box in points of what is drawn, from its lower left corner."""
        left, bottom, right, top = self.shown
        at = self.stored(box)
        moved = Box(at.x0 - left, at.y0 - bottom, at.x1 - left, at.y1 - bottom)
        return _turned(moved, self.turn, (right - left, top - bottom))

    def _held(self, width: float, height: float) -> tuple[float, float]:
        return (height, width) if self.turn in (90, 270) else (width, height)


def frame_of(page: pdfium.PdfPage, reader: str, known: Sequence[tuple[Box, str]] = ()) -> Frame:
    """How `reader` held the page; the page itself is left as it is.

    `known` are boxes of that reader on this page with their texts: of the ways in which stock Camelot
    may have held a page, the one is taken in which most of them stand where they should.
    """
    displayed = page.get_rotation()
    shown: Corners = page.get_bbox()
    if reader == _AS_SEEN:
        return Frame(displayed, shown, shown)
    media: Corners = page.get_mediabox()
    if reader == _BY_ROTATE:
        return Frame(displayed, media, shown)
    textpage = page.get_textpage()
    try:
        upright = (360 - text_angle(textpage)) % 360
        if reader not in _EITHER or upright == displayed:
            return Frame(upright, media, shown)
        turns = dict.fromkeys((displayed, upright, 0, 90, 180, 270))
        frames = [Frame(turn, media, shown) for turn in turns]
        return max(frames, key=lambda frame: _agreeing(textpage, frame, known))
    finally:
        textpage.close()


def text_in(textpage: pdfium.PdfTextPage, frame: Frame, box: Box) -> str:
    """What the text layer says within a box, its lines joined by line ends; empty on scans."""
    at = frame.stored(box)
    inset = min(INSET, (at.x1 - at.x0) / 4, (at.y1 - at.y0) / 4)
    corners = (at.x0 + inset, at.y1 - inset, at.x1 - inset, at.y0 + inset)
    room = (ctypes.c_ushort * _LONGEST)()
    units = raw.FPDFText_GetBoundedText(textpage.raw, *corners, room, _LONGEST)
    text = bytes(room)[: 2 * min(units, _LONGEST)].decode("utf-16-le", "replace")
    return "\n".join(text.strip("\0 \r\n\t").splitlines())


def _agreeing(textpage: pdfium.PdfTextPage, frame: Frame, known: Sequence[tuple[Box, str]]) -> int:
    """How many of the texts stand in their boxes."""
    found = (("".join(text_in(textpage, frame, box).split()), text) for box, text in known)
    return sum(bool(text) and here == "".join(text.split()) for here, text in found)


def _turned(box: Box, turn: int, size: tuple[float, float]) -> Box:
    """A box on a page of this size (before the turn) after turning both clockwise."""
    width, height = size
    if turn == 90:
        return Box(box.y0, width - box.x1, box.y1, width - box.x0)
    if turn == 180:
        return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
    if turn == 270:
        return Box(height - box.y1, box.x0, height - box.y0, box.x1)
    return box
