"""Who can say, apart from the reader, what stands in the cells of a document's tables, and where.

A witness looks at every cell a report was read from: its text is read again by another way, and its place in
the grid is compared with where it stands in the file. It shares neither the reader's grid nor its texts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal

from extract.model import Document, RawCell, RawTable, Rejection, SourceFile

Difference = Literal["text", "place"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A cell the witness sees otherwise: another `second` text, or one that stands elsewhere."""

    cell: RawCell
    difference: Difference
    second: str


Witness = Callable[[RawTable], list[Dispute]]
"""What is disputed of a table. Raises LookupError where the file does not show the table a second time."""

_OF_FILES = {
    "html": "extract.witness_html",
    "docx": "extract.witness_docx",
    "doc": "extract.witness_docx",
    "rtf": "extract.witness_docx",
    "odt": "extract.witness_docx",
    "text": "extract.witness_text",
}


def witness_of(path: Path, source: SourceFile, document: Document) -> Witness | Rejection:
    """A witness for the tables of a document; a rejection where the file cannot be read again.

    Raises OSError when the file cannot be opened any more.
    """
    if source.kind == "pdf":
        from extract.witness_pdf import witness_of_pages

        return witness_of_pages(document.runs)
    module = import_module(_OF_FILES[source.kind])
    found: Witness | Rejection = module.witness_of_file(path, document)
    return found
