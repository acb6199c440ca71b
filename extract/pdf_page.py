"""A PDF page as geometry: its ruling lines and filled areas, from pypdfium2.

Every trap noted here cost wrong tables when it was not handled: bounds of stroked paths are inflated
by the pen, rounded panels are not rules.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract import pdfium_calls as calls
from extract.pdf_walk import IDENTITY, Bounds, Matrix, apply, matrix_of, multiply, objects

THICKEST_RULE = 3.0
"""A filled rectangle up to this many points thick is a rule (3 px CSS borders are 2.25 pt)."""

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


def read_rules(page: pdfium.PdfPage, number: int) -> PageGeometry:
    """Rules of a page. `page` must have been opened with its rotation set to 0."""
    left, bottom, right, top = page.get_mediabox()
    horizontal: list[Segment] = []
    vertical: list[Segment] = []
    fills: list[Segment] = []
    has_image = False
    answers = _Answers()
    for kind, pointer, matrix in objects(page):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            has_image = True
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            for x0, y0, x1, y1 in _path_rules(pointer, matrix, answers):
                if min(abs(x1 - x0), abs(y1 - y0)) > THICKEST_RULE:
                    fills.append(
                        (
                            min(x0, x1) - left,
                            min(y0, y1) - bottom,
                            max(x0, x1) - left,
                            max(y0, y1) - bottom,
                        )
                    )
                elif abs(y1 - y0) <= abs(x1 - x0):
                    y = (y0 + y1) / 2 - bottom
                    horizontal.append((min(x0, x1) - left, y, max(x0, x1) - left, y))
                else:
                    x = (x0 + x1) / 2 - left
                    vertical.append((x, min(y0, y1) - bottom, x, max(y0, y1) - bottom))
    return PageGeometry(
        number,
        right - left,
        top - bottom,
        tuple(horizontal),
        tuple(vertical),
        has_image,
        tuple(fills),
    )


class _Answers:
    """Room for what pdfium answers, made once: a page has hundreds of paths."""

    def __init__(self) -> None:
        self.fill, self.stroke = ctypes.c_int(), ctypes.c_int()
        self.modes = (ctypes.byref(self.fill), ctypes.byref(self.stroke))
        self.x, self.y = ctypes.c_float(), ctypes.c_float()
        self.point = (ctypes.byref(self.x), ctypes.byref(self.y))
        self.bounds = Bounds()


def _path_rules(pointer: Any, outer: Matrix, answers: _Answers) -> Iterator[Segment]:
    """Boxes of a path: segments of a stroked one, the bounds of a filled one."""
    if not calls.path_draw_mode(pointer, *answers.modes):
        return
    if answers.stroke.value:
        yield from _stroked(pointer, outer, answers)
    elif answers.fill.value:
        box = answers.bounds(pointer, outer)
        if box and max(abs(box[2] - box[0]), abs(box[3] - box[1])) > THICKEST_RULE:
            yield box


def _stroked(pointer: Any, outer: Matrix, answers: _Answers) -> Iterator[Segment]:
    """Axis-parallel segments of a stroked path, its rounded or many-cornered sub-paths left out."""
    matrix = matrix_of(pointer)
    if outer is not IDENTITY:
        matrix = multiply(matrix, outer)
    subpath: list[tuple[float, float]] = []
    straight = True
    x, y = answers.x, answers.y
    for index in range(calls.path_count(pointer)):
        segment = calls.POINTER(calls.path_segment(pointer, index))
        kind = calls.segment_type(segment)
        calls.segment_point(segment, *answers.point)
        point = apply(matrix, x.value, y.value)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield from _edges(subpath, straight)
            subpath, straight = [point], True
            continue
        straight = straight and kind == raw.FPDF_SEGMENT_LINETO
        subpath.append(point)
        if calls.segment_close(segment):
            subpath.append(subpath[0])
    yield from _edges(subpath, straight)


def _edges(points: list[tuple[float, float]], straight: bool) -> Iterator[Segment]:
    if not straight or len(points) > 6:
        return
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        if min(abs(x1 - x0), abs(y1 - y0)) <= 1.0 and max(abs(x1 - x0), abs(y1 - y0)) > 0.5:
            yield x0, y0, x1, y1
