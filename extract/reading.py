"""One door to all readers: the rungs of a file's type, and the document a rung reads."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from pathlib import Path

from extract.model import Document, Kind, Rejection, SourceFile
from extract.optional import OCR, available

_RUNGS: dict[str, tuple[str, ...]] = {
    "pdf": ("pdfium", "fills", "aligned", "vector", "plumber", "combined"),
    "html": ("html",),
    "text": ("text",),
    "docx": ("docx",),
    "doc": ("office",),
    "rtf": ("office",),
    "odt": ("office",),
}
FIRST = "pdfium"
"""The rung that reads nearly every PDF; its text is pdfium's, by no other parser of PDF."""
RENDERED = "combined"
"""The rung that looks for rules in the rendered page, pictures included."""
_SECOND: dict[str, tuple[str, ...]] = {
    "plumber": ("pdfium",),
    "vector": ("plumber",),
    "combined": ("plumber",),
    "aligned": ("fills",),
    "fills": ("aligned",),
}
"""Who shares least with a reader."""
_SECOND_TO_OTHERS = ("vector", "plumber")
"""Both parse the file anew; Camelot's own reading is the cheaper, pdfplumber shares less."""
_ADVICE = {
    "unknown": "neither PDF, web page, Word document nor text",
}


def rungs(kind: Kind) -> tuple[str, ...]:
    """Readers for a type of file, the cheapest first; later ones only where that one falls short.

    Pictures are read last, and only where the extra `ogi[ocr]` is installed.
    """
    seen = (OCR,) if kind == "pdf" and OCR in available() else ()
    return (*_RUNGS.get(kind, ()), *seen)


def independent_rungs(rung: str) -> tuple[str, ...]:
    """Readers that share little with `rung`, for a second reading of a PDF; none for other types."""
    return _SECOND.get(rung, _SECOND_TO_OTHERS if rung in _RUNGS["pdf"] else ())


def read_document(
    path: Path, source: SourceFile, rung: str, pages: Collection[int] | None = None
) -> Document | Rejection:
    """The document of a file by one rung; tables only of some `pages` where the rung is slow.

    Raises OSError when the file cannot be opened any more.
    """
    if source.kind not in _RUNGS:
        return Rejection("unsupported_type", _ADVICE.get(source.kind, _ADVICE["unknown"]))
    if source.kind == "pdf":
        from extract.pdf import read

        return read(path, source, rung, pages)
    reader = import_module(f"extract.{rung}")
    document: Document | Rejection = reader.read(path, source)
    return document
