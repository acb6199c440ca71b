"""What a PDF prints at a place: pixels, which no reader's idea of text can change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy
import pypdfium2 as pdfium

from extract.glyphs import text_angle

_SCALE = 2.0
_INSET = 1.5
"""Points left out at the edges of a cell, where its rules are."""
Place = tuple[int, float, float, float, float]
"""Page from 1; left, lower, right and upper edge in points, as `audit.cell` has them."""


@dataclass(slots=True)
class PrintedPages:
    """A PDF that is looked at, page by page."""

    pdf: pdfium.PdfDocument
    _pages: dict[int, Any] = field(default_factory=dict)

    @classmethod
    def opened(cls, content: bytes) -> PrintedPages | None:
        """The pages of a file; None where it cannot be opened."""
        try:
            return cls(pdfium.PdfDocument(content))
        except pdfium.PdfiumError:
            return None

    def at(self, place: Place) -> Any:
        """The pixels inside a cell, as an array of grey values; None where there is no such page."""
        number, left, low, right, high = place
        page = self._page(number)
        if page is None:
            return None
        height = page.shape[0] / _SCALE
        rows = slice(_pixel(height - high + _INSET), _pixel(height - low - _INSET))
        return page[rows, _pixel(left + _INSET) : _pixel(right - _INSET)]

    def _page(self, number: int) -> Any:
        if number not in self._pages:
            self._pages[number] = self._rendered(number - 1)
        return self._pages[number]

    def _rendered(self, index: int) -> Any:
        if not 0 <= index < len(self.pdf):
            return None
        try:
            page = self.pdf[index]
        except pdfium.PdfiumError:
            return None
        page.set_rotation(0)
        width, height = page.get_size()
        if not (0 < width < 3000 and 0 < height < 3000):
            return None
        pixels = page.render(scale=_SCALE, grayscale=True).to_numpy().squeeze()
        return numpy.rot90(pixels, text_angle(page.get_textpage()) // 90).copy()


def same_print(one: PrintedPages, two: PrintedPages, place: Place) -> bool:
    """Whether both files print the same at a place, but for a trace of grey."""
    first, second = one.at(place), two.at(place)
    if first is None or second is None or first.shape != second.shape or not first.size:
        return False
    return bool(numpy.abs(first.astype(int) - second.astype(int)).max() < 24)


def is_blank(pages: PrintedPages, place: Place) -> bool:
    """Whether nothing at all is printed at a place: one colour from edge to edge."""
    pixels = pages.at(place)
    return pixels is not None and pixels.size > 0 and int(pixels.max()) - int(pixels.min()) < 24


def _pixel(points: float) -> int:
    return max(0, round(points * _SCALE))
