"""A second look at the cells of a page: the text layer within each box, as pdfium itself gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from extract.glyphs import text_angle
from extract.model import Box, RawCell, RawTable

INSET = 0.8
"""Points taken off each side of a cell, so that neighbours' glyphs on the rule do not count."""


def read_again(
    table: RawTable, textpage: pdfium.PdfTextPage, left: float, bottom: float
) -> RawTable:
    """The table with `again` set on the cells that can hold figures (those without Chinese words).

    `left` and `bottom` are the page's MediaBox origin, which the boxes do not include.
    """
    return replace(
        table,
        cells=tuple(
            cell
            if cell.box is None or _has_words(cell.text)
            else _read(cell, cell.box, textpage, left, bottom)
            for cell in table.cells
        ),
    )


def tables_read_again(path: Path, tables: Sequence[RawTable]) -> list[RawTable]:
    """Tables of a file with `again` set, but for those of turned pages, whose boxes are not pdfium's."""
    found = list(tables)
    pdf = pdfium.PdfDocument(path)
    try:
        for number in {table.page for table in tables if table.page}:
            page = pdf[number - 1]
            page.set_rotation(0)
            textpage = page.get_textpage()
            left, bottom, _, _ = page.get_mediabox()
            if not text_angle(textpage):
                found = [
                    read_again(t, textpage, left, bottom) if t.page == number else t for t in found
                ]
            textpage.close()
            page.close()
    finally:
        pdf.close()
    return found


def _has_words(text: str) -> bool:
    return sum("\u3400" <= character <= "\u9fff" for character in text) > 3


def _read(
    cell: RawCell, box: Box, textpage: pdfium.PdfTextPage, left: float, bottom: float
) -> RawCell:
    again = textpage.get_text_bounded(
        left=box.x0 + left + INSET,
        bottom=box.y0 + bottom + INSET,
        right=box.x1 + left - INSET,
        top=box.y1 + bottom - INSET,
    )
    return replace(cell, again=again.strip())
