"""Texts of a PDF page that nobody sees: drawn invisibly or in white, or painted over afterwards.

Whoever corrects a figure by hand in a finished PDF covers the old one and writes the new one on top; the
old one stays in the text layer.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as raw

from extract import pdfium_calls as calls
from extract.pdf_page import THICKEST_RULE, Segment
from extract.pdf_walk import PATH, TEXT, Asked, Matrix, Painted, apply, multiply

WHITE = 240
"""Red, green and blue from here on are white to the eye."""
_FILLED = (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP)
_UNSEEN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_MOST_POINTS = 5

Shown = tuple[float, float, Segment]
"""A text that is still to be seen: height and place of its middle, its box."""


def unseen_texts(layers: Sequence[Painted], left: float, bottom: float) -> tuple[Segment, ...]:
    """Boxes of the texts nobody sees, on a page whose MediaBox begins at `left`, `bottom`."""
    ask, colours = Asked(), _Colours()
    unseen: list[Segment] = []
    texts: list[Painted] = []
    shown: list[Shown] = []
    for painted in layers:
        kind, pointer, matrix = painted
        if kind == TEXT:
            if not colours.leave_no_trace(pointer):
                texts.append(painted)
            elif box := _box(ask.bounds(pointer, matrix)):
                unseen.append(box)
        elif texts or shown:
            box = _box(ask.bounds(pointer, matrix))
            if box and min(box[2] - box[0], box[3] - box[1]) > THICKEST_RULE:
                _place(texts, shown, ask)
                whole = multiply(ask.matrix(pointer), matrix)
                unseen += _painted_over(kind, pointer, whole, box, shown)
    return tuple((x0 - left, y0 - bottom, x1 - left, y1 - bottom) for x0, y0, x1, y1 in unseen)


def _box(corners: Segment | None) -> Segment | None:
    """The corners in their order."""
    if corners is None:
        return None
    x0, y0, x1, y1 = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _place(texts: list[Painted], shown: list[Shown], ask: Asked) -> None:
    """Texts met since the last time join those that are placed: few pages have anything to ask it for."""
    for _, pointer, matrix in texts:
        if box := _box(ask.bounds(pointer, matrix)):
            insort(shown, ((box[1] + box[3]) / 2, (box[0] + box[2]) / 2, box))
    texts.clear()


def _painted_over(
    kind: int, pointer: Any, matrix: Matrix, box: Segment, shown: list[Shown]
) -> list[Segment]:
    """Texts shown so far that an opaque rectangle or picture is painted over; they are shown no more."""
    x0, y0, x1, y1 = box
    near = range(bisect_left(shown, (y0,)), bisect_right(shown, (y1,)))
    if not any(x0 < shown[at][1] < x1 for at in near):
        return []
    if kind == PATH and not _fills_its_box(pointer, matrix, box):
        return []
    if raw.FPDFPageObj_HasTransparency(_checked(pointer)):
        return []
    x0, y0, x1, y1 = _clipped(pointer, box)
    under = [at for at in near if x0 < shown[at][1] < x1 and y0 < shown[at][0] < y1]
    return [shown.pop(at)[2] for at in reversed(under)]


def _fills_its_box(pointer: Any, matrix: Matrix, box: Segment) -> bool:
    """Whether a path is one rectangle. A frame is a path with a hole and has more corners."""
    if calls.path_count(pointer) > _MOST_POINTS:
        return False
    left, bottom, right, top = box
    corners = {(left, bottom), (left, top), (right, bottom), (right, top)}
    met = set()
    (x, y), read = calls.room("ff")
    for index in range(calls.path_count(pointer)):
        calls.segment_point(calls.path_segment(pointer, index), x, y)
        across, along = apply(matrix, *read())
        near = {(u, v) for u, v in corners if abs(u - across) + abs(v - along) < 1.0}
        if not near:
            return False
        met |= near
    return met == corners


def _checked(pointer: Any) -> Any:
    """A pointer as the functions of `pypdfium2.raw` take it."""
    return ctypes.cast(pointer, raw.FPDF_PAGEOBJECT)


def _clipped(pointer: Any, box: Segment) -> Segment:
    """The part of a box that the object's clip paths leave, each taken for its bounding box."""
    clip = raw.FPDFPageObj_GetClipPath(_checked(pointer))
    x0, y0, x1, y1 = box
    for number in range(max(0, raw.FPDFClipPath_CountPaths(clip)) if clip else 0):
        x, y = ctypes.c_float(), ctypes.c_float()
        points = []
        for index in range(max(0, raw.FPDFClipPath_CountPathSegments(clip, number))):
            segment = raw.FPDFClipPath_GetPathSegment(clip, number, index)
            if raw.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        if points:
            xs, ys = zip(*points, strict=True)
            x0, x1 = max(x0, min(xs)), min(x1, max(xs))
            y0, y1 = max(y0, min(ys)), min(y1, max(ys))
    return x0, y0, x1, y1


class _Colours:
    """Asks pdfium for colours; room for the answer is made once."""

    def __init__(self) -> None:
        self._places, self._parts = calls.room("IIII")

    def leave_no_trace(self, pointer: Any) -> bool:
        """Whether a text leaves no trace on white paper: it is not painted, or in white, or in nothing."""
        mode = calls.text_mode(pointer)
        if mode in _UNSEEN:
            return True
        red, green, blue, alpha = self._places
        if mode not in _FILLED or not calls.fill_colour(pointer, red, green, blue, alpha):
            return False  # drawn around, or filled with a pattern
        red, green, blue, opacity = self._parts()
        return opacity < 255 - WHITE or min(red, green, blue) >= WHITE  # type: ignore[no-any-return]
