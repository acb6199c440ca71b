"""From a PDF file to a Document: pages as text and ruled tables, by one rung of the ladder.

Every rung shares the opening, the limits and the text of the pages (pypdfium2); they differ in who
finds the tables: `pdfium` (Camelot fed from pdfium), `fills` (the same, cells drawn as backgrounds),
`aligned` (no rules at all), `vector` and `combined` (stock Camelot with the font correction),
`plumber` (pdfplumber, for spaced borders), `ocr` (the pictures on the pages, beside the text layer).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from extract.glyph_overlaps import printed_once
from extract.glyph_runs import Run, runs_of
from extract.glyphs import read_glyphs, text_angle
from extract.hidden_text import all_hidden
from extract.model import Document, RawTable, Rejection, SourceFile
from extract.pdf_again import Again, reader_of, tables_read_again
from extract.pdf_closing import closed
from extract.pdf_cut import cut_off_places
from extract.pdf_document import PageRead, Seen, document_of, seen_too
from extract.pdf_doubts import doubted_places
from extract.pdf_drawn import with_undrawn
from extract.pdf_fills import with_fills_as_rules
from extract.pdf_page import PageGeometry, drawing_of
from extract.pdf_seen import unseen_texts
from extract.pdf_upright import Turned, upright

MOST_PAGES = 500
"""A report has 3 to 40 pages; a file far beyond that is a yearbook or a budget, or hostile."""

FED_RUNGS = ("pdfium", "fills", "ocr")
"""Rungs that feed Camelot with what pdfium saw on the page."""


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
        seen = _seen(pdf) if rung == "ocr" else {}
        pages = [
            seen_too(_read_page(pdf, index, rung), seen.get(index)) for index in range(len(pdf))
        ]
    except pdfium.PdfiumError as error:
        return Rejection("corrupt", f"a page cannot be read ({error}); fetch the file again")
    finally:
        pdf.close()
    pictures = any(page.geometry.has_image for page in pages)
    if rung == "ocr":
        if not any(page.tables or page.lines for page in seen.values()):
            return Rejection("unreadable", _NOTHING if pictures else _EMPTY)
    elif not any(page.characters for page in pages):
        return Rejection("unreadable", _NO_TEXT if pictures else _EMPTY)
    return document_of(source, rung, pages, _tables(path, pages, rung, only))


_NO_TEXT = (
    "a scan without a text layer of its own; install the optional extra ogi[ocr] to read scans"
)
_NOTHING = "no text was recognised on the pictures of its pages; scan it upright, at 200 dpi"
_EMPTY = "the pages hold neither text nor pictures"


def _unopened(error: pdfium.PdfiumError) -> Rejection:
    if "password" in str(error).lower():
        advice = "the file asks for a password; publish or save it without one"
        return Rejection("encrypted", advice)
    return Rejection("corrupt", "not a complete PDF file; fetch it again")


def _seen(pdf: pdfium.PdfDocument) -> dict[int, Seen]:
    """What the pictures of each page show, by the index of the page."""
    from extract.ocr import read_pictures

    return {index: read_pictures(pdf, index) for index in range(len(pdf))}


def _read_page(pdf: pdfium.PdfDocument, index: int, rung: str) -> PageRead:
    page = pdf[index]
    page.set_rotation(0)
    drawn, layers, (left, bottom) = drawing_of(page, index + 1)
    geometry = _ruled(drawn, rung)
    textpage = page.get_textpage()
    try:
        characters = textpage.count_chars()
        if characters and geometry.has_image and all_hidden(page):
            characters = 0  # what a scanner's software recognised: of unknown quality
        if not characters or not (has_grid(geometry) or rung == "aligned"):
            lines = textpage.get_text_range().splitlines() if characters else []
            return PageRead(geometry, characters, lines=tuple(lines))
        angle = text_angle(textpage)
        glyphs, over = printed_once(read_glyphs(textpage, left, bottom))
        doubts = doubted_places(glyphs, unseen_texts(layers, left, bottom), over)
        geometry = replace(geometry, doubts=doubts)
        turned = Turned(angle, drawn.width, drawn.height) if angle else None
        if angle:
            drawn, glyphs = upright(replace(drawn, doubts=doubts), glyphs, angle)
            geometry = _ruled(drawn, rung)  # which rules are upright shows only now
        geometry = replace(geometry, doubts=(*geometry.doubts, *cut_off_places(drawn)))
        runs = runs_of(glyphs)
        again = reader_of(textpage, left, bottom, turned)
        tables = _fed_tables(geometry, runs, again) if rung in FED_RUNGS else []
        return PageRead(geometry, characters, (), tuple(glyphs), tuple(runs), tuple(tables))
    finally:
        textpage.close()
        page.close()


def _ruled(page: PageGeometry, rung: str) -> PageGeometry:
    """The page with the rules that its drawing implies."""
    return with_fills_as_rules(closed(page)) if rung == "fills" else closed(page)


def has_grid(page: PageGeometry) -> bool:
    """Whether the page carries enough rules to hold a table."""
    return len(page.horizontal) >= 2 and len(page.vertical) >= 2


def has_lines(page: PageGeometry) -> bool:
    """Whether rules or edges of backgrounds on the page could make a table."""
    return has_grid(page) or len(page.fills) >= 4


def _fed_tables(page: PageGeometry, runs: list[Run], again: Again) -> list[RawTable]:
    from extract.pdf_lattice import FED, raw_table, tables_of_page

    tables = (raw_table(table, 0, FED, again) for table in tables_of_page(page, runs))
    return [with_undrawn(table, page) for table in tables]


def _tables(
    path: Path, pages: list[PageRead], rung: str, only: Collection[int] | None
) -> list[RawTable]:
    if rung in FED_RUNGS:
        return [table for page in pages for table in page.tables]
    if rung == "plumber":
        from extract.pdf_plumber import tables_of_file as plumber_tables

        return tables_read_again(path, plumber_tables(path, _with_lines(pages, only)))
    if rung == "aligned":
        from extract.pdf_aligned import tables_of_pages

        found = tables_of_pages([(page.geometry, page.glyphs) for page in pages if page.glyphs])
        return tables_read_again(path, found)
    from extract.pdf_lattice import raw_table, tables_of_file

    lined = _with_lines(pages, only, pictures=rung == "combined")
    found = [raw_table(table, 0, f"camelot-{rung}") for table in tables_of_file(path, rung, lined)]
    return tables_read_again(path, found)


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
