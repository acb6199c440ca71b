"""The objects of a PDF page in the order they are painted, those inside forms with the form's matrix."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract import pdfium_calls as calls

MAX_OBJECTS = 400_000
"""Page objects looked at before the page is given up as hostile."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def objects(page: pdfium.PdfPage, *, texts: bool = False) -> Iterator[tuple[int, Any, Matrix]]:
    """Kind, pointer and outer matrix of paths and pictures, and of `texts` where they are wanted."""
    count = raw.FPDFPage_CountObjects(page.raw)
    yield from _inside(
        calls.handle(page.raw), count, calls.page_object, IDENTITY, [MAX_OBJECTS], texts
    )


def _inside(
    owner: Any, count: int, get: Any, matrix: Matrix, budget: list[int], texts: bool, depth: int = 0
) -> Iterator[tuple[int, Any, Matrix]]:
    for index in range(count):
        budget[0] -= 1
        if budget[0] < 0:
            return
        pointer = calls.POINTER(get(owner, index))
        kind = calls.object_type(pointer)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < 4:
            inside = raw.FPDFFormObj_CountObjects(ctypes.cast(pointer, raw.FPDF_PAGEOBJECT))
            inner = multiply(matrix_of(pointer), matrix)
            yield from _inside(pointer, inside, calls.form_object, inner, budget, texts, depth + 1)
        elif texts or kind != raw.FPDF_PAGEOBJ_TEXT:
            yield kind, pointer, matrix


def matrix_of(pointer: Any) -> Matrix:
    """The matrix of an object."""
    found = raw.FS_MATRIX()
    if not calls.object_matrix(pointer, ctypes.byref(found)):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


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


class Bounds:
    """Asks pdfium for bounding boxes; room for the answer is made once: a page has hundreds of paths."""

    def __init__(self) -> None:
        self._box = tuple(ctypes.c_float() for _ in range(4))
        self._sides = tuple(ctypes.byref(side) for side in self._box)

    def __call__(self, pointer: Any, outer: Matrix) -> tuple[float, float, float, float] | None:
        """Two opposite corners of an object on the page (x0, y0, x1, y1)."""
        if not calls.object_bounds(pointer, *self._sides):
            return None
        left, bottom, right, top = (side.value for side in self._box)
        if outer is IDENTITY:
            return left, bottom, right, top
        return *apply(outer, left, bottom), *apply(outer, right, top)
