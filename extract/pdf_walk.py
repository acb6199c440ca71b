"""The objects of a PDF page in the order they are painted, those inside forms with the form's matrix."""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract import pdfium_calls as calls

MAX_OBJECTS = 400_000
"""Page objects looked at before the page is given up as hostile."""
_DEEPEST = 4
"""Forms inside forms that are looked into."""
TEXT, PATH, IMAGE = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE
_FORM = raw.FPDF_PAGEOBJ_FORM

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Painted = tuple[int, Any, Matrix]
"""Kind, pointer and outer matrix of an object; good for as long as the page is open."""


def objects(page: pdfium.PdfPage) -> list[Painted]:
    """Everything on a page, forms before what is in them."""
    found: list[Painted] = []
    count = raw.FPDFPage_CountObjects(page.raw)
    _gather(found, calls.handle(page.raw), count, calls.page_object, IDENTITY, 0)
    return found


def _gather(
    found: list[Painted], owner: Any, count: int, get: Any, matrix: Matrix, depth: int
) -> None:
    pointers = list(map(get, repeat(owner), range(min(count, MAX_OBJECTS - len(found)))))
    kinds = list(map(calls.object_type, pointers))
    if _FORM not in kinds or depth >= _DEEPEST:
        found.extend(zip(kinds, pointers, repeat(matrix), strict=False))
        return
    for kind, pointer in zip(kinds, pointers, strict=True):
        if len(found) >= MAX_OBJECTS:
            return
        found.append((kind, pointer, matrix))
        if kind == _FORM:
            inside = raw.FPDFFormObj_CountObjects(ctypes.cast(pointer, raw.FPDF_PAGEOBJECT))
            inner = multiply(Asked().matrix(pointer), matrix)
            _gather(found, pointer, inside, calls.form_object, inner, depth + 1)


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
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


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point after a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


class Asked:
    """Asks pdfium about objects; room for the answers is made once: a page has hundreds of paths."""

    def __init__(self) -> None:
        (self._sides, self._box) = calls.room("ffff")
        ((self._matrix, *_), self._numbers) = calls.room("ffffff")
        (self._modes, self._painting) = calls.room("ii")

    def bounds(self, pointer: Any, outer: Matrix) -> tuple[float, float, float, float] | None:
        """Two opposite corners of an object on the page (x0, y0, x1, y1)."""
        left, bottom, right, top = self._sides
        if not calls.object_bounds(pointer, left, bottom, right, top):
            return None
        if outer is IDENTITY:
            return self._box()
        x0, y0, x1, y1 = self._box()
        return *apply(outer, x0, y0), *apply(outer, x1, y1)

    def matrix(self, pointer: Any) -> Matrix:
        """The matrix of an object."""
        if not calls.object_matrix(pointer, self._matrix):
            return IDENTITY
        return self._numbers()

    def painting(self, pointer: Any) -> tuple[int, int]:
        """How a path is filled and whether it is stroked; (0, 0) where it is neither."""
        fill, stroke = self._modes
        if not calls.path_draw_mode(pointer, fill, stroke):
            return 0, 0
        return self._painting()
