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

THICKEST_RULE = 3.0
"""A filled rectangle up to this many points thick is a rule (3 px CSS borders are 2.25 pt)."""

MAX_OBJECTS = 400_000
"""Page objects looked at before the page is given up as hostile."""

Segment = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """One page, upright, lower left corner at (0, 0).

    `horizontal` and `vertical` are ruling lines, `fills` the boxes (x0, y0, x1, y1) of filled areas
    that are no lines: backgrounds of cells, shading, banners.
    """

    number: int
    width: float
    height: float
    horizontal: tuple[Segment, ...]
    vertical: tuple[Segment, ...]
    has_image: bool
    fills: tuple[Segment, ...] = ()


def read_rules(page: pdfium.PdfPage, number: int) -> PageGeometry:
    """Rules of a page. `page` must have been opened with its rotation set to 0."""
    left, bottom, right, top = page.get_mediabox()
    horizontal: list[Segment] = []
    vertical: list[Segment] = []
    fills: list[Segment] = []
    has_image = False
    budget, answers = [MAX_OBJECTS], _Answers()
    count = raw.FPDFPage_CountObjects(page.raw)
    objects = _objects(calls.handle(page.raw), count, calls.page_object, IDENTITY, budget)
    for kind, pointer, matrix in objects:
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


def _objects(
    owner: Any, count: int, get: Any, matrix: Matrix, budget: list[int], depth: int = 0
) -> Iterator[tuple[int, Any, Matrix]]:
    """Paths and images of a page, those inside form objects with the form's matrix applied."""
    for index in range(count):
        budget[0] -= 1
        if budget[0] < 0:
            return
        pointer = calls.POINTER(get(owner, index))
        kind = calls.object_type(pointer)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < 4:
            inside = raw.FPDFFormObj_CountObjects(ctypes.cast(pointer, raw.FPDF_PAGEOBJECT))
            inner = _multiply(_matrix(pointer), matrix)
            yield from _objects(pointer, inside, calls.form_object, inner, budget, depth + 1)
        elif kind != raw.FPDF_PAGEOBJ_TEXT:
            yield kind, pointer, matrix


def _matrix(pointer: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not calls.object_matrix(pointer, ctypes.byref(found)):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _multiply(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


class _Answers:
    """Room for what pdfium answers, made once: a page has hundreds of paths."""

    def __init__(self) -> None:
        self.fill, self.stroke = ctypes.c_int(), ctypes.c_int()
        self.modes = (ctypes.byref(self.fill), ctypes.byref(self.stroke))
        self.x, self.y = ctypes.c_float(), ctypes.c_float()
        self.point = (ctypes.byref(self.x), ctypes.byref(self.y))
        self.box = tuple(ctypes.c_float() for _ in range(4))
        self.sides = tuple(ctypes.byref(side) for side in self.box)

    def bounds(self, pointer: Any, outer: Matrix) -> Segment | None:
        """Bounding box of an object on the page."""
        if not calls.object_bounds(pointer, *self.sides):
            return None
        left, bottom, right, top = (side.value for side in self.box)
        if outer is IDENTITY:
            return left, bottom, right, top
        return *_apply(outer, left, bottom), *_apply(outer, right, top)


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
    matrix = _matrix(pointer)
    if outer is not IDENTITY:
        matrix = _multiply(matrix, outer)
    subpath: list[tuple[float, float]] = []
    straight = True
    x, y = answers.x, answers.y
    for index in range(calls.path_count(pointer)):
        segment = calls.POINTER(calls.path_segment(pointer, index))
        kind = calls.segment_type(segment)
        calls.segment_point(segment, *answers.point)
        point = _apply(matrix, x.value, y.value)
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
