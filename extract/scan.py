"""From a scanned PDF, or one whose tables are pictures, to a Document: grid first, then the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from extract.model import Box, Document, Paragraph, RawCell, RawTable, Rejection, SourceFile
from extract.pdf_lattice import raw_table, tables_of_picture
from extract.scan_image import PagePicture, pictures_of
from extract.scan_text import SURE, enlarged, lines_in, read_page, recognise

READER = "ocr"
MOST_PAGES = 40
"""Pages looked at: a page costs two to six seconds."""
CLEARANCE = 2
"""Pixels taken off each side of a cell before its text is looked for."""


def read(path: Path, source: SourceFile) -> Document | Rejection:
    """The document of a PDF by its pictures; text pages keep their text."""
    try:
        pdf = pdfium.PdfDocument(path.read_bytes())
    except pdfium.PdfiumError:
        return Rejection("corrupt", "not a complete PDF file; fetch it again")
    try:
        if len(pdf) > MOST_PAGES:
            return Rejection(
                "too_large",
                f"{len(pdf)} scanned pages; at most {MOST_PAGES} are read. Split the file.",
            )
        pages = len(pdf)
        paragraphs: list[Paragraph] = []
        tables: list[RawTable] = []
        for index in range(pages):
            _read_page(pdf, index, paragraphs, tables)
    finally:
        pdf.close()
    return Document(source.sha256, "scan", READER, pages, tuple(paragraphs), tuple(tables))


def _read_page(
    pdf: pdfium.PdfDocument, index: int, paragraphs: list[Paragraph], tables: list[RawTable]
) -> None:
    order = len(paragraphs) + len(tables)
    textpage = pdf[index].get_textpage()
    for line in textpage.get_text_range().splitlines():
        if line.strip():
            paragraphs.append(Paragraph(order, line.strip(), index + 1))
            order += 1
    has_text = textpage.count_chars() > 0
    for picture in pictures_of(pdf, index):
        found = tables_of_picture(picture.grey, picture.page)
        if not found and not has_text:
            for text, _, _ in sorted(
                read_page(picture.grey), key=lambda line: (round(line[2] / 12), line[1])
            ):
                paragraphs.append(Paragraph(order, text, index + 1))
                order += 1
        for table in found:
            tables.append(_recognised(raw_table(table, order, READER), picture))
            order += 1


def _recognised(table: RawTable, picture: PagePicture) -> RawTable:
    """The grid (boxes in pixels, origin bottom left) with its text, boxes in points of the page."""
    height = picture.grey.shape[0]
    lines: list[tuple[int, object]] = []
    for number, cell in enumerate(table.cells):
        assert cell.box is not None
        x0, x1 = int(cell.box.x0) + CLEARANCE, int(cell.box.x1) - CLEARANCE
        y0, y1 = int(height - cell.box.y1) + CLEARANCE, int(height - cell.box.y0) - CLEARANCE
        if x1 - x0 > 4 and y1 - y0 > 4:
            lines.extend((number, line) for line in lines_in(picture.grey[y0:y1, x0:x1]))
    first = recognise([line for _, line in lines])
    second = recognise([enlarged(line) for _, line in lines])
    texts: dict[int, list[tuple[str, str, float]]] = {}
    for (number, _), (one, score), (two, _) in zip(lines, first, second, strict=True):
        texts.setdefault(number, []).append((one, two, score))
    cells = [_cell(cell, texts.get(number, []), picture) for number, cell in enumerate(table.cells)]
    return replace(table, cells=tuple(cells), page=picture.page)


def _cell(cell: RawCell, lines: list[tuple[str, str, float]], picture: PagePicture) -> RawCell:
    text = "\n".join(one for one, _, _ in lines)
    sure = all(one == two and score >= SURE for one, two, score in lines)
    assert cell.box is not None
    box, scale = picture.box, picture.scale
    return replace(
        cell,
        text=text,
        page=picture.page,
        box=Box(
            round(box.x0 + cell.box.x0 * scale, 2),
            round(box.y0 + cell.box.y0 * scale, 2),
            round(box.x0 + cell.box.x1 * scale, 2),
            round(box.y0 + cell.box.y1 * scale, 2),
        ),
        doubt="" if sure else "ocr_uncertain",
    )
