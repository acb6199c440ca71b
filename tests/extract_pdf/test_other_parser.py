"""The parser that shares nothing with pdfium finds in the boxes of a reading what is printed there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from examples.draw import random_report
from extract.discover import discover
from extract.model import Box, Document, RawCell
from extract.pdf_other_parser import texts_in
from extract.reading import FIRST, read_document
from tests.extract_pdf.test_boxes import cells, drawn
from tests.fuzz.pdf_objects import parse
from transform.labels import normalise


def other_texts(path: Path, of: list[RawCell]) -> list[str]:
    """The text of each cell by the other parser."""
    boxes: dict[int, set[Box]] = {}
    for cell in of:
        assert cell.page is not None and cell.box is not None
        boxes.setdefault(cell.page, set()).add(cell.box)
    texts = texts_in(path, boxes)
    return [texts[cell.page, cell.box] for cell in of if cell.page and cell.box]


def figures_of(path: Path) -> list[RawCell]:
    """Cells that print a number, or nothing, as the first rung reads them."""
    (found,) = discover([path])
    document = read_document(path, found.source, FIRST)
    assert isinstance(document, Document)
    every = [cell for table in document.tables for cell in table.cells]
    return [cell for cell in every if not cell.text or normalise(cell.text).isdigit()]


@pytest.mark.parametrize("origin", [(0, 0), (30, 50), (-20, -400)], ids=str)
def test_the_same_wherever_the_page_begins(origin: tuple[int, int], tmp_path: Path) -> None:
    found = cells(drawn(*origin), FIRST, tmp_path)
    texts = other_texts(tmp_path / "report.pdf", found)
    assert [normalise(text) for text in texts] == [normalise(cell.text) for cell in found]


@pytest.mark.parametrize("seed", range(12))
def test_the_same_in_every_style(seed: int, tmp_path: Path) -> None:
    """Pages on their side, other fonts, figures broken over lines: all that the reports are drawn with."""
    path = tmp_path / "report.pdf"
    path.write_bytes(random_report(f"other parser/{seed}", "pdf").content)
    of = figures_of(path)
    texts = other_texts(path, of)
    differ = [
        (cell.text, text)
        for cell, text in zip(of, texts, strict=True)
        if normalise(cell.text) != normalise(text)
    ]
    assert differ == []


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_the_same_on_a_page_written_sideways(turn: int, tmp_path: Path) -> None:
    """The reader turns such a page upright; boxes are those of the upright page."""
    pdf = parse(drawn(0, 0))
    assert pdf is not None
    matrix = {90: b"0 -1 1 0 0 595", 180: b"-1 0 0 -1 595 842", 270: b"0 1 -1 0 842 0"}[turn]
    size = b"595 842" if turn == 180 else b"842 595"
    pdf.objects = {
        number: body.replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 %s ]" % size)
        for number, body in pdf.objects.items()
    }
    for number in pdf.content_numbers():
        pdf.set_content(number, matrix + b" cm\n" + pdf.content(number))
    found = cells(pdf.write(), FIRST, tmp_path)
    assert len(found) > 150
    texts = other_texts(tmp_path / "report.pdf", found)
    assert [normalise(text) for text in texts] == [normalise(cell.text) for cell in found]


def test_a_glyph_more_is_seen(tmp_path: Path) -> None:
    """Also one that no page shows: what the first reader leaves out is not the same text."""
    plain = cells(drawn(0, 0), FIRST, tmp_path)
    figure = random.Random(3).choice([cell for cell in plain if cell.text.isdigit()])
    assert figure.box is not None and figure.page is not None
    pdf = parse(drawn(0, 0))
    assert pdf is not None
    x, y = figure.box.middle
    number = pdf.content_numbers()[figure.page - 1]
    hidden = b"\nBT /HX 6 Tf 3 Tr 1 0 0 1 %d %d Tm (7) Tj ET\n" % (x, y)
    pdf.set_content(number, pdf.content(number) + hidden)
    font = b"/HX << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    pdf.objects = {
        number: body.replace(b"/Font <<", b"/Font << " + font)
        for number, body in pdf.objects.items()
    }
    (tmp_path / "more.pdf").write_bytes(pdf.write())
    (text,) = other_texts(tmp_path / "more.pdf", [figure])
    assert sorted(text) == sorted(figure.text + "7")
