"""A PDF page as geometry: its ruling lines and filled areas, from pypdfium2.

Every trap noted here cost wrong tables when it was not handled: bounds of stroked paths are inflated
by the pen, rounded panels are not rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract import pdfium_calls as calls
from extract.pdf_walk import (
    IDENTITY,
    IMAGE,
    PATH,
    TEXT,
    Asked,
    Matrix,
    Painted,
    multiply,
    objects,
)

THICKEST_RULE = 3.0
"""A filled rectangle up to this many points thick is a rule (3 px CSS borders are 2.25 pt)."""
_MOST_POINTS = 6
"""A rectangle has five points, its first one repeated; what has more corners is no rule."""

_MOVE, _LINE = raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_LINETO

Segment = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """One page, upright, lower left corner at (0, 0).

    `horizontal` and `vertical` are ruling lines, `fills` the boxes (x0, y0, x1, y1) of filled areas
    that are no lines: backgrounds of cells, shading, banners. `doubts` are places whose text cannot
    be trusted, each with the code of its problem.
    """

    number: int
    width: float
    height: float
    horizontal: tuple[Segment, ...]
    vertical: tuple[Segment, ...]
    has_image: bool
    fills: tuple[Segment, ...] = ()
    doubts: tuple[tuple[str, Segment], ...] = ()


class Drawing(NamedTuple):
    """A page as it is painted: its rules and areas, and in their order the `layers` that can hide
    (pictures, filled areas) or be hidden (texts)."""

    geometry: PageGeometry
    layers: list[Painted]
    corner: tuple[float, float]
    """Where the MediaBox begins, in the page's own units."""


def drawing_of(page: pdfium.PdfPage, number: int) -> Drawing:
    """What is painted on a page. `page` must have been opened with its rotation set to 0."""
    paths = _Paths()
    layers: list[Painted] = []
    has_image = False
    for painted in objects(page):
        kind = painted[0]
        if kind == TEXT or (kind == PATH and paths.add(painted)):
            layers.append(painted)
        elif kind == IMAGE:
            has_image = True
            layers.append(painted)
    left, bottom, right, top = page.get_mediabox()
    horizontal, vertical, fills = _sorted_out(paths.boxes, left, bottom)
    size = right - left, top - bottom
    geometry = PageGeometry(number, *size, horizontal, vertical, has_image, fills)
    return Drawing(geometry, layers, (left, bottom))


Segments = tuple[Segment, ...]


def _sorted_out(
    boxes: list[Segment], left: float, bottom: float
) -> tuple[Segments, Segments, Segments]:
    """Level rules, upright rules and filled areas."""
    horizontal: list[Segment] = []
    vertical: list[Segment] = []
    fills: list[Segment] = []
    for x0, y0, x1, y1 in boxes:
        if x1 < x0:
            x0, x1 = x1, x0
        if y1 < y0:
            y0, y1 = y1, y0
        wide, high = x1 - x0, y1 - y0
        if wide > THICKEST_RULE and high > THICKEST_RULE:
            fills.append((x0 - left, y0 - bottom, x1 - left, y1 - bottom))
        elif high <= wide:
            y = (y0 + y1) / 2 - bottom
            horizontal.append((x0 - left, y, x1 - left, y))
        else:
            x = (x0 + x1) / 2 - left
            vertical.append((x, y0 - bottom, x, y1 - bottom))
    return tuple(horizontal), tuple(vertical), tuple(fills)


class _Paths:
    """Collects the boxes of paths: segments of stroked ones, the bounds of filled ones."""

    def __init__(self) -> None:
        self.boxes: list[Segment] = []
        self._asked = Asked()
        (self._point, self._read_point) = calls.room("ff")

    def add(self, painted: Painted) -> bool:
        """Takes a path; whether it can hide what was painted before it."""
        _, pointer, outer = painted
        fill, stroke = self._asked.painting(pointer)
        if stroke:
            self._stroked(pointer, outer)
            return fill != 0
        box = self._asked.bounds(pointer, outer) if fill else None
        if box is None:
            return False
        wide, high = abs(box[2] - box[0]), abs(box[3] - box[1])
        if wide > THICKEST_RULE or high > THICKEST_RULE:
            self.boxes.append(box)
        return wide > THICKEST_RULE and high > THICKEST_RULE

    def _stroked(self, pointer: Any, outer: Matrix) -> None:
        """Axis-parallel segments, those of rounded or many-cornered sub-paths left out."""
        matrix = self._asked.matrix(pointer)
        a, b, c, d, e, f = matrix if outer is IDENTITY else multiply(matrix, outer)
        across, along = self._point
        points: list[tuple[float, float]] = []
        straight = True
        for index in range(calls.path_count(pointer)):
            segment = calls.path_segment(pointer, index)
            kind = calls.segment_type(segment)
            calls.segment_point(segment, across, along)
            x, y = self._read_point()
            point = (a * x + c * y + e, b * x + d * y + f)
            if kind == _MOVE:
                self._edges(points, straight)
                points, straight = [point], True
                continue
            straight = straight and kind == _LINE
            points.append(point)
            if calls.segment_close(segment):
                points.append(points[0])
        self._edges(points, straight)

    def _edges(self, points: list[tuple[float, float]], straight: bool) -> None:
        if not straight or not 1 < len(points) <= _MOST_POINTS:
            return
        x0, y0 = points[0]
        for x1, y1 in points[1:]:
            wide, high = abs(x1 - x0), abs(y1 - y0)
            if (wide <= 1.0 or high <= 1.0) and (wide > 0.5 or high > 0.5):
                self.boxes.append((x0, y0, x1, y1))
            x0, y0 = x1, y1
