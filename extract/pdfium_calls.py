"""pdfium's functions without ctypes' checks of arguments: three times cheaper a call.

A report takes some ten thousand calls for its glyphs and rules; checked calls made that the greater
part of reading it. Handles must be passed as `handle()` gives them: a plain int would lose its upper half.
Everything outside the hottest loops uses `pypdfium2.raw`.
"""

from __future__ import annotations

import ctypes
from typing import Any

from pypdfium2_raw import bindings

_LIBRARY = bindings._libs["pdfium"]


def _function(name: str, answer: Any = ctypes.c_int) -> Any:
    """A function of the library, of its own so that nobody else's prototype changes."""
    function = _LIBRARY[name]  # indexing makes a new one, attribute access would share it
    function.restype = answer
    return function


def handle(pointer: Any) -> ctypes.c_void_p:
    """A pypdfium2 handle (page, text page) or a pointer as the functions here take it."""
    return ctypes.cast(pointer, ctypes.c_void_p)


POINTER = ctypes.c_void_p

char_unicode = _function("FPDFText_GetUnicode", ctypes.c_uint)
char_box = _function("FPDFText_GetCharBox")
char_loose_box = _function("FPDFText_GetLooseCharBox")
char_origin = _function("FPDFText_GetCharOrigin")
object_type = _function("FPDFPageObj_GetType")
object_matrix = _function("FPDFPageObj_GetMatrix")
object_bounds = _function("FPDFPageObj_GetBounds")
page_object = _function("FPDFPage_GetObject", POINTER)
form_object = _function("FPDFFormObj_GetObject", POINTER)
fill_colour = _function("FPDFPageObj_GetFillColor")
text_mode = _function("FPDFTextObj_GetTextRenderMode")
path_draw_mode = _function("FPDFPath_GetDrawMode")
path_count = _function("FPDFPath_CountSegments")
path_segment = _function("FPDFPath_GetPathSegment", POINTER)
segment_type = _function("FPDFPathSegment_GetType")
segment_point = _function("FPDFPathSegment_GetPoint")
segment_close = _function("FPDFPathSegment_GetClose")
