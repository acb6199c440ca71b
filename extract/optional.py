"""Readers that work only where something is installed beside this program: which of them can.

What a file becomes depends on it, so it is an ingredient of every reading.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec

SOFFICE = "OGI_SOFFICE"
"""Environment variable with the path of LibreOffice where it is not on PATH."""
_COMMANDS = ("soffice", "libreoffice")
OCR = "ocr"
_OCR = ("rapidocr", "onnxruntime")


def available() -> tuple[str, ...]:
    """Names of the optional readers that can work here: `libreoffice`, `ocr`."""
    found = {
        "libreoffice": libreoffice() is not None,
        OCR: all(find_spec(library) for library in _OCR),
    }
    return tuple(name for name, there in found.items() if there)


def libreoffice() -> str | None:
    """The program that converts Word's old formats; None where there is none."""
    named = os.environ.get(SOFFICE)
    candidates = (named,) if named else _COMMANDS
    return next(filter(None, map(shutil.which, candidates)), None)
