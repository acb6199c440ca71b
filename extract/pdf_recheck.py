"""A second look at single cells of a PDF: the text layer within a box, read by pdfium itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium

from extract.model import Box
from extract.pdf_page import text_angle

INSET = 0.8
"""Points taken off each side of a cell, so that neighbours' glyphs on the rule do not count."""


def texts_within(path: Path, places: Sequence[tuple[int, Box]]) -> list[str | None]:
    """Text inside each (page, box); None where the page is turned and its boxes are not pdfium's."""
    found: dict[int, str | None] = {}
    pdf = pdfium.PdfDocument(path.read_bytes())
    try:
        for number in {page for page, _ in places}:
            page = pdf[number - 1]
            page.set_rotation(0)
            textpage = page.get_textpage()
            left, bottom, _, _ = page.get_mediabox()
            turned = bool(text_angle(textpage))
            for index, (where, box) in enumerate(places):
                if where == number:
                    found[index] = None if turned else _within(textpage, box, left, bottom)
            textpage.close()
            page.close()
    finally:
        pdf.close()
    return [found[index] for index in range(len(places))]


def _within(textpage: pdfium.PdfTextPage, box: Box, left: float, bottom: float) -> str:
    text: str = textpage.get_text_bounded(
        left=box.x0 + left + INSET, bottom=box.y0 + bottom + INSET, right=box.x1 + left - INSET, top=box.y1 + bottom - INSET
    )
    return text
