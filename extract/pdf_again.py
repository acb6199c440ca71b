"""A second look at the cells of a page: the text layer within each box, as pdfium itself gives it."""

from __future__ import annotations

import ctypes
from codecs import utf_16_le_decode
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from extract import pdfium_calls as calls
from extract.glyphs import text_angle
from extract.model import Box, RawTable
from extract.pdf_upright import Turned

Again = Callable[[Box, str], str | None]
"""Reads the place of a cell, whose text is given, in another way."""

INSET = 0.8
"""Points taken off each side of a cell, so that neighbours' glyphs on the rule do not count."""

LONGEST = 256
"""UTF-16 units read of a cell: a figure has at most a dozen, a label sixty."""


def reader_of(
    textpage: pdfium.PdfTextPage, left: float, bottom: float, turned: Turned | None = None
) -> Again:
    """Reads boxes of a page whose MediaBox begins at `left`, `bottom` (boxes do not include it), also those
    of a page that was `turned` upright."""

    place = calls.handle(textpage.raw)
    room = (ctypes.c_ushort * LONGEST)()
    units = memoryview(room).cast("B")
    x0, y1, x1, y0 = [ctypes.c_double() for _ in range(4)]

    def again(box: Box, text: str) -> str | None:
        if turned is not None:
            box = turned.back(box)
        if len(text) > LONGEST:
            return None
        x0.value, y1.value = box.x0 + left + INSET, box.y1 + bottom - INSET
        x1.value, y0.value = box.x1 + left - INSET, box.y0 + bottom + INSET
        count = min(calls.bounded_text(place, x0, y1, x1, y0, room, LONGEST), LONGEST)
        found, _ = utf_16_le_decode(units[: 2 * count], "replace", True)
        return found.strip("\0 \r\n\t")

    return again


def read_again(table: RawTable, again: Again) -> RawTable:
    """The table with its cells read again."""
    cells = (
        cell if cell.box is None else replace(cell, again=again(cell.box, cell.text))
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))


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
                again = reader_of(textpage, left, bottom)
                found = [read_again(t, again) if t.page == number else t for t in found]
            textpage.close()
            page.close()
    finally:
        pdf.close()
    return found
