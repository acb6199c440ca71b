"""pdfium's functions without ctypes' checks of arguments, their answers read at once.

A report takes some ten thousand calls for its glyphs and rules; checked calls made that the greater
part of reading it. Handles must be passed as `handle()` or a function here gives them: a plain int would
lose its upper half. Everything outside the hottest loops uses `pypdfium2.raw`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import partial
from struct import Struct
from typing import Any

from pypdfium2_raw import bindings

_LIBRARY = ctypes.PyDLL(None, handle=bindings._libs["pdfium"]._handle)
"""The library, called without handing over the interpreter's lock: no call here takes a microsecond."""


class Pointer(ctypes.c_void_p):
    """What pdfium points to; a class of its own is not turned into an int and back."""


def _function(name: str, answer: Any = ctypes.c_int) -> Any:
    """A function of the library, of its own so that nobody else's prototype changes."""
    function = _LIBRARY[name]  # indexing makes a new one, attribute access would share it
    function.restype = answer
    return function


def handle(pointer: Any) -> ctypes.c_void_p:
    """A pypdfium2 handle (page, text page) or a pointer as the functions here take it."""
    return ctypes.cast(pointer, ctypes.c_void_p)


def room(types: str) -> tuple[list[Any], Callable[[], tuple[Any, ...]]]:
    """Room for what functions answer through pointers: a reference for each value, and what reads them all.

    `types` are letters of `struct` (`"dd"` two doubles), every value as the last call left it.
    """
    layout = Struct("=" + types)
    memory = ctypes.create_string_buffer(layout.size)
    places = [Struct("=" + types[:at]).size for at in range(len(types))]
    return [ctypes.byref(memory, at) for at in places], partial(layout.unpack_from, memory)


char_unicode = _function("FPDFText_GetUnicode", ctypes.c_uint)
char_box = _function("FPDFText_GetCharBox")
char_loose_box = _function("FPDFText_GetLooseCharBox")
char_origin = _function("FPDFText_GetCharOrigin")
char_angle = _function("FPDFText_GetCharAngle", ctypes.c_float)
bounded_text = _function("FPDFText_GetBoundedText")
object_type = _function("FPDFPageObj_GetType")
object_matrix = _function("FPDFPageObj_GetMatrix")
object_bounds = _function("FPDFPageObj_GetBounds")
page_object = _function("FPDFPage_GetObject", Pointer)
form_object = _function("FPDFFormObj_GetObject", Pointer)
fill_colour = _function("FPDFPageObj_GetFillColor")
text_mode = _function("FPDFTextObj_GetTextRenderMode")
path_draw_mode = _function("FPDFPath_GetDrawMode")
path_count = _function("FPDFPath_CountSegments")
path_segment = _function("FPDFPath_GetPathSegment", Pointer)
segment_type = _function("FPDFPathSegment_GetType")
segment_point = _function("FPDFPathSegment_GetPoint")
segment_close = _function("FPDFPathSegment_GetClose")
