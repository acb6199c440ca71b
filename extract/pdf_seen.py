"""Texts of a PDF page that nobody sees: drawn invisibly or in white, or painted over afterwards.

Whoever corrects a figure by hand in a finished PDF covers the old one and writes the new one on top; the
old one stays in the text layer.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right, insort
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract import pdfium_calls as calls
from extract.pdf_page import Segment
from extract.pdf_walk import Bounds, Matrix, apply, matrix_of, multiply, objects

WHITE = 240
"""Red, green and blue from here on are white to the eye."""
LEAST_COVER = 3.0
"""Points; what is thinner is a rule, and covers nothing."""
_FILLED = (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP)
_UNSEEN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_COVERING = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
_MOST_POINTS = 5

Shown = tuple[float, float, Segment]
"""A text that is still to be seen: height and place of its middle, its box."""


def unseen_texts(
    page: pdfium.PdfPage, left: float, bottom: float, *, covered: bool
) -> tuple[Segment, ...]:
    """Boxes of the texts nobody sees, on a page whose MediaBox begins at `left`, `bottom`.

    `covered`: whether there is anything on the page that could cover a text.
    """
    bounds, colours = Bounds(), _Colours()
    unseen: list[Segment] = []
    texts: list[tuple[Any, Matrix]] = []
    shown: list[Shown] = []
    for kind, pointer, matrix in objects(page, texts=True):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if not _is_unseen(pointer, colours):
                texts.append((pointer, matrix))
            elif box := _box(bounds(pointer, matrix)):
                unseen.append(box)
        elif covered and (texts or shown) and kind in _COVERING:
            box = _box(bounds(pointer, matrix))
            if box and min(box[2] - box[0], box[3] - box[1]) > LEAST_COVER:
                _place(texts, shown, bounds)
                whole = multiply(matrix_of(pointer), matrix)
                unseen += _painted_over(kind, pointer, whole, box, shown, colours)
    return tuple((x0 - left, y0 - bottom, x1 - left, y1 - bottom) for x0, y0, x1, y1 in unseen)


def _box(corners: Segment | None) -> Segment | None:
    """The corners in their order."""
    if corners is None:
        return None
    x0, y0, x1, y1 = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _place(texts: list[tuple[Any, Matrix]], shown: list[Shown], bounds: Bounds) -> None:
    """Texts met since the last time join those that are placed: few pages have anything to ask it for."""
    for pointer, matrix in texts:
        if box := _box(bounds(pointer, matrix)):
            insort(shown, ((box[1] + box[3]) / 2, (box[0] + box[2]) / 2, box))
    texts.clear()


def _is_unseen(pointer: Any, colours: _Colours) -> bool:
    """Whether a text leaves no trace on white paper."""
    mode = calls.text_mode(pointer)
    if mode in _UNSEEN:
        return True
    return mode in _FILLED and colours.leaves_no_trace(pointer)


def _painted_over(
    kind: int, pointer: Any, matrix: Matrix, box: Segment, shown: list[Shown], colours: _Colours
) -> list[Segment]:
    """Texts shown so far that an opaque rectangle or picture is painted over; they are shown no more."""
    x0, y0, x1, y1 = box
    near = range(bisect_left(shown, (y0,)), bisect_right(shown, (y1,)))
    if not any(x0 < shown[at][1] < x1 for at in near):
        return []
    if kind == raw.FPDF_PAGEOBJ_PATH and not (
        colours.is_filled(pointer) and _fills_its_box(pointer, matrix, box)
    ):
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
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(calls.path_count(pointer)):
        segment = calls.POINTER(calls.path_segment(pointer, index))
        calls.segment_point(segment, ctypes.byref(x), ctypes.byref(y))
        across, along = apply(matrix, x.value, y.value)
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
    """Asks pdfium for colours and modes; room for the answer is made once."""

    def __init__(self) -> None:
        self._parts = tuple(ctypes.c_uint() for _ in range(4))
        self._places = tuple(ctypes.byref(part) for part in self._parts)
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._modes = (ctypes.byref(self._fill), ctypes.byref(self._stroke))

    def leaves_no_trace(self, pointer: Any) -> bool:
        """Whether an object is filled in white, or in nothing."""
        if not calls.fill_colour(pointer, *self._places):
            return False  # a pattern
        red, green, blue, alpha = (part.value for part in self._parts)
        return alpha < 255 - WHITE or min(red, green, blue) >= WHITE

    def is_filled(self, pointer: Any) -> bool:
        """Whether a path is painted, not only drawn around."""
        return bool(calls.path_draw_mode(pointer, *self._modes)) and self._fill.value != 0
