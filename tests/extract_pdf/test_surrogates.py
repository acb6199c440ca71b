"""Fonts that give halves of surrogate pairs: the report is read, and nothing breaks later."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from examples.draw import balanced, draw_pdf
from extract.discover import discover
from extract.model import Document
from extract.reading import read_document
from flows.document import process
from tests.extract_pdf.scoring import SETTINGS
from tests.fuzz.pdf_objects import parse

FIGURES = balanced(random.Random(3), "示例市示例区人民政府", 2023)


LONE, PAIR = b"\\332\\154", b"\\330\\152\\337\\112"


@pytest.mark.parametrize(
    ("word", "units", "shown"),
    [
        ("规章", LONE, "\ufffd"),  # a cell
        ("规章", PAIR, "\U0002ab4a"),
        ("根据", LONE, ""),  # a paragraph: pdfium's own decoding leaves it out
        ("根据", PAIR, "\U0002ab4a"),
    ],
)
def test_halves_of_characters_are_joined_or_replaced(
    word: str, units: bytes, shown: str, tmp_path: Path
) -> None:
    pdf = parse(draw_pdf(FIGURES))
    assert pdf is not None
    drawn = "".join(_octal(byte) for byte in word.encode("utf-16-be")).encode("latin-1")
    changed = 0
    for number in pdf.content_numbers():
        content = pdf.content(number)
        changed += drawn in content
        pdf.set_content(number, content.replace(drawn, drawn + units, 1))
    assert changed
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf.write())
    (found,) = discover([path])
    document = read_document(path, found.source, "pdfium")
    assert isinstance(document, Document)
    text = "".join(_texts(document))
    assert word + shown in text
    assert text.encode("utf-8")
    assert msgspec.msgpack.encode(process(found, SETTINGS))


def _texts(document: Document) -> Iterator[str]:
    for table in document.tables:
        yield from (cell.text for cell in table.cells)
    yield from (paragraph.text for paragraph in document.paragraphs)


def _octal(byte: int) -> str:
    """A byte as reportlab writes it in a string."""
    character = chr(byte)
    if character in "()\\":
        return "\\" + character
    return character if 32 <= byte < 127 else f"\\{byte:03o}"
