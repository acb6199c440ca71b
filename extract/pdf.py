"""From a PDF file to a Document: pages as text and ruled tables, by one rung of the ladder.

Every rung shares the opening, the limits and the text of the pages (pypdfium2); they differ in who
finds the tables: `pdfium` (Camelot fed from pdfium), `fills` (the same, cells drawn as backgrounds),
`aligned` (no rules at all), `vector` and `combined` (stock Camelot with the font correction),
`plumber` (pdfplumber, for spaced borders).
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pypdfium2 as pdfium

from extract.glyph_runs import Run, runs_of
from extract.glyphs import read_glyphs, text_angle
from extract.model import Document, RawTable, Rejection, SourceFile
from extract.pdf_again import Again, reader_of, tables_read_again
from extract.pdf_closing import closed
from extract.pdf_document import PageRead, document_of
from extract.pdf_fills import with_fills_as_rules
from extract.pdf_page import PageGeometry, read_rules
from extract.pdf_upright import upright

MOST_PAGES = 500
"""A report has 3 to 40 pages; a file far beyond that is a yearbook or a budget, or hostile."""


def read(
    path: Path, source: SourceFile, rung: str = "pdfium", only: Collection[int] | None = None
) -> Document | Rejection:
    """The document of a PDF file, its tables found by `rung`, of all pages or `only` of some."""
    try:
        pdf = pdfium.PdfDocument(path.read_bytes())
    except pdfium.PdfiumError as error:
        return _unopened(error)
    try:
        if len(pdf) > MOST_PAGES:
            many = f"{len(pdf)} pages; at most {MOST_PAGES} are read. Split the file."
            return Rejection("too_large", many)
        pages = [_read_page(pdf, index, rung) for index in range(len(pdf))]
    except pdfium.PdfiumError as error:
        return Rejection("corrupt", f"a page cannot be read ({error}); fetch the file again")
    finally:
        pdf.close()
    if not any(page.characters for page in pages):
        scanned = any(page.geometry.has_image for page in pages)
        return Rejection("unreadable", _NO_TEXT if scanned else _EMPTY)
    return document_of(source, rung, pages, _tables(path, pages, rung, only))


_NO_TEXT = "a scan without text layer; install the optional extra ogi[ocr] to read scans"
_EMPTY = "the pages hold neither text nor pictures"


def _unopened(error: pdfium.PdfiumError) -> Rejection:
    if "password" in str(error).lower():
        advice = "the file asks for a password; publish or save it without one"
        return Rejection("encrypted", advice)
    return Rejection("corrupt", "not a complete PDF file; fetch it again")


def _read_page(pdf: pdfium.PdfDocument, index: int, rung: str) -> PageRead:
    page = pdf[index]
    page.set_rotation(0)
    geometry = closed(read_rules(page, index + 1))
    if rung == "fills":
        geometry = with_fills_as_rules(geometry)
    textpage = page.get_textpage()
    try:
        characters = textpage.count_chars()
        if not characters or not (has_grid(geometry) or rung == "aligned"):
            lines = textpage.get_text_range().splitlines() if characters else []
            return PageRead(geometry, characters, lines=tuple(lines))
        left, bottom, _, _ = page.get_mediabox()
        angle = text_angle(textpage)
        glyphs = read_glyphs(textpage, left, bottom)
        if angle:
            geometry, glyphs = upright(geometry, glyphs, angle)
        runs = runs_of(glyphs)
        again = None if angle else reader_of(textpage, left, bottom)
        tables = _fed_tables(geometry, runs, again) if rung in ("pdfium", "fills") else []
        return PageRead(geometry, characters, (), tuple(glyphs), tuple(runs), tuple(tables))
    finally:
        textpage.close()
        page.close()


def has_grid(page: PageGeometry) -> bool:
    """Whether the page carries enough rules to hold a table."""
    return len(page.horizontal) >= 2 and len(page.vertical) >= 2


def has_lines(page: PageGeometry) -> bool:
    """Whether rules or edges of backgrounds on the page could make a table."""
    return has_grid(page) or len(page.fills) >= 4


def _fed_tables(page: PageGeometry, runs: list[Run], again: Again | None) -> list[RawTable]:
    from extract.pdf_lattice import FED, raw_table, tables_of_page

    return [raw_table(table, 0, FED, again) for table in tables_of_page(page, runs)]


def _tables(
    path: Path, pages: list[PageRead], rung: str, only: Collection[int] | None
) -> list[RawTable]:
    if rung in ("pdfium", "fills"):
        return [table for page in pages for table in page.tables]
    if rung == "plumber":
        from extract.pdf_plumber import tables_of_file as plumber_tables

        return plumber_tables(path, _with_lines(pages, only))
    if rung == "aligned":
        from extract.pdf_aligned import tables_of_pages

        found = tables_of_pages([(page.geometry, page.glyphs) for page in pages if page.glyphs])
        return tables_read_again(path, found)
    from extract.pdf_lattice import raw_table, tables_of_file

    lined = _with_lines(pages, only, pictures=rung == "combined")
    return [raw_table(table, 0, f"camelot-{rung}") for table in tables_of_file(path, rung, lined)]


def _with_lines(
    pages: list[PageRead], only: Collection[int] | None, *, pictures: bool = False
) -> list[int]:
    """Pages where a reader of lines can find any: rules, backgrounds or, for some, a picture."""
    return [
        page.geometry.number
        for page in pages
        if (only is None or page.geometry.number in only)
        and (has_lines(page.geometry) or (pictures and page.geometry.has_image))
    ]
