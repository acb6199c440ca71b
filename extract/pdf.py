"""From a PDF file to a Document: pages as text and ruled tables, by one rung of the ladder.

Every rung shares the opening, the limits and the text of the pages (pypdfium2); they differ in who
finds the tables: `pdfium` (Camelot fed from pdfium), `fills` (the same, cells drawn as backgrounds),
`aligned` (no rules at all), `vector` and `combined` (stock Camelot with the font correction),
`plumber` (pdfplumber, for spaced borders).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium

from extract.glyph_runs import Run, join_runs, lines_of, runs_of
from extract.model import Box, Document, Paragraph, RawTable, Rejection, SourceFile
from extract.pdf_page import Glyph, PageGeometry, Segment, read_glyphs, read_rules, text_angle

RUNGS = ("pdfium", "fills", "aligned", "vector", "plumber", "combined")
MOST_PAGES = 500
"""A report has 3 to 40 pages; a file far beyond that is a yearbook or a budget, or hostile."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page read: its geometry and either its glyphs (where it has a grid) or its plain lines."""

    geometry: PageGeometry
    glyphs: tuple[Glyph, ...]
    lines: tuple[str, ...]
    characters: int


def read(path: Path, source: SourceFile, rung: str = "pdfium") -> Document | Rejection:
    """The document of a PDF file, its tables found by `rung`."""
    try:
        pdf = pdfium.PdfDocument(path.read_bytes())
    except pdfium.PdfiumError as error:
        return _unopened(error)
    try:
        if len(pdf) > MOST_PAGES:
            return Rejection("too_large", f"{len(pdf)} pages; at most {MOST_PAGES} are read. Split the file.")
        pages = [_read_page(pdf, index, rung) for index in range(len(pdf))]
    except pdfium.PdfiumError as error:
        return Rejection("corrupt", f"a page cannot be read ({error}); fetch the file again")
    finally:
        pdf.close()
    if not any(page.characters for page in pages):
        return Rejection("unreadable", _NO_TEXT if any(page.geometry.has_image for page in pages) else _EMPTY)
    tables = _tables(path, pages, rung)
    return _document(source, rung, pages, tables)


_NO_TEXT = "a scan without text layer; install the optional extra ogi[ocr] to read scans"
_EMPTY = "the pages hold neither text nor pictures"


def _unopened(error: pdfium.PdfiumError) -> Rejection:
    if "password" in str(error).lower():
        return Rejection("encrypted", "the file asks for a password; publish or save it without one")
    return Rejection("corrupt", "not a complete PDF file; fetch it again")


def _read_page(pdf: pdfium.PdfDocument, index: int, rung: str) -> _Page:
    page = pdf[index]
    page.set_rotation(0)
    geometry = read_rules(page, index + 1)
    if rung == "fills":
        geometry = with_fills_as_rules(geometry)
    textpage = page.get_textpage()
    try:
        characters = textpage.count_chars()
        if not characters or not (has_grid(geometry) or rung == "aligned"):
            lines = textpage.get_text_range().splitlines() if characters else []
            return _Page(geometry, (), tuple(lines), characters)
        left, bottom, _, _ = page.get_mediabox()
        angle = text_angle(textpage)
        glyphs = read_glyphs(textpage, left, bottom)
        if angle:
            geometry, glyphs = _upright(geometry, glyphs, angle)
        return _Page(geometry, tuple(glyphs), (), characters)
    finally:
        textpage.close()
        page.close()


def has_grid(page: PageGeometry) -> bool:
    """Whether the page carries enough rules to hold a table."""
    return len(page.horizontal) >= 2 and len(page.vertical) >= 2


EDGES = 5.0
"""Edges of neighbouring backgrounds this close are one rule: CSS border-spacing is up to 6 px."""


def with_fills_as_rules(page: PageGeometry) -> PageGeometry:
    """The page with the edges of filled areas as rules, edges of neighbours made one."""
    xs = _snapped([x for fill in page.fills for x in (fill[0], fill[2])])
    ys = _snapped([y for fill in page.fills for y in (fill[1], fill[3])])
    horizontal, vertical = list(page.horizontal), list(page.vertical)
    for x0, y0, x1, y1 in page.fills:
        left, bottom, right, top = xs[x0], ys[y0], xs[x1], ys[y1]
        if right > left and top > bottom:
            horizontal += [(left, bottom, right, bottom), (left, top, right, top)]
            vertical += [(left, bottom, left, top), (right, bottom, right, top)]
    return replace(page, horizontal=tuple(horizontal), vertical=tuple(vertical))


def _snapped(values: Sequence[float]) -> dict[float, float]:
    """Each value with the middle of its cluster."""
    clusters: list[list[float]] = []
    for value in sorted(set(values)):
        if clusters and value - clusters[-1][0] <= EDGES:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return {value: sum(cluster) / len(cluster) for cluster in clusters for value in cluster}


def _upright(page: PageGeometry, glyphs: list[Glyph], angle: int) -> tuple[PageGeometry, list[Glyph]]:
    """The page turned so that most text runs from left to right (`angle` as pdfium gives it)."""
    width, height = page.width, page.height

    def turn(x: float, y: float) -> tuple[float, float]:
        if angle == 90:
            return height - y, x
        if angle == 180:
            return width - x, height - y
        return y, width - x

    def segment(rule: Segment) -> Segment:
        (x0, y0), (x1, y1) = turn(rule[0], rule[1]), turn(rule[2], rule[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    turned = []
    for glyph in glyphs:
        x0, y0, x1, y1 = segment((glyph.x0, glyph.y0, glyph.x1, glyph.y1))
        origin_x, origin_y = turn(glyph.origin_x, glyph.origin_y)
        turned.append(Glyph(glyph.text, x0, y0, x1, y1, origin_x, origin_y, x1))
    rules = [segment(rule) for rule in (*page.horizontal, *page.vertical)]
    flat = tuple(rule for rule in rules if rule[3] - rule[1] <= rule[2] - rule[0])
    upright = tuple(rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0])
    if angle in (90, 270):
        width, height = height, width
    return PageGeometry(page.number, width, height, flat, upright, page.has_image), turned


def _tables(path: Path, pages: list[_Page], rung: str) -> list[RawTable]:
    if rung == "plumber":
        from extract.pdf_plumber import tables_of_file as plumber_tables

        return plumber_tables(path)
    from extract.pdf_lattice import FED, raw_table, tables_of_file, tables_of_page

    if rung == "aligned":
        from extract.pdf_aligned import tables_of_pages

        return tables_of_pages([(page.geometry, page.glyphs) for page in pages if page.glyphs])
    if rung in ("pdfium", "fills"):
        found = (table for page in pages if page.glyphs for table in tables_of_page(page.geometry, page.glyphs))
        return [raw_table(table, 0, FED) for table in found]
    return [raw_table(table, 0, f"camelot-{rung}") for table in tables_of_file(path, rung)]


def _document(source: SourceFile, rung: str, pages: list[_Page], tables: list[RawTable]) -> Document:
    paragraphs: list[Paragraph] = []
    placed: list[RawTable] = []
    order = 0
    for page in pages:
        number = page.geometry.number
        here = [(doubted(table, page.geometry.width), _bounds(table)) for table in tables if table.page == number]
        waiting = [(box.y1, table) for table, box in here]
        for top, text in _lines(page, [box for _, box in here]):
            while waiting and waiting[0][0] > top:
                placed.append(_ordered(waiting.pop(0)[1], order))
                order += 1
            paragraphs.append(Paragraph(order, text, number))
            order += 1
        for _, table in waiting:
            placed.append(_ordered(table, order))
            order += 1
    return Document(source.sha256, "pdf", rung, len(pages), tuple(paragraphs), tuple(placed))


def _ordered(table: RawTable, order: int) -> RawTable:
    return RawTable(order, table.reader, table.rows, table.columns, table.cells, table.page)


def doubted(table: RawTable, width: float) -> RawTable:
    """The table with a doubt on cells that reach beyond the page: what is printed there is not seen."""
    if all(cell.box is None or (cell.box.x1 <= width + 1 and cell.box.x0 >= -1) for cell in table.cells):
        return table
    cells = [
        cell if cell.box is None or (cell.box.x1 <= width + 1 and cell.box.x0 >= -1) else replace(cell, doubt="cell_cut_off")
        for cell in table.cells
    ]
    return replace(table, cells=tuple(cells))


def _bounds(table: RawTable) -> Box:
    boxes = [cell.box for cell in table.cells if cell.box]
    return Box(
        min(box.x0 for box in boxes), min(box.y0 for box in boxes), max(box.x1 for box in boxes), max(box.y1 for box in boxes)
    )


def _lines(page: _Page, tables: list[Box]) -> Iterable[tuple[float, str]]:
    """(height, text) of the lines outside the tables, from the top."""
    if not page.glyphs:
        return [(page.geometry.height, line.strip()) for line in page.lines if line.strip()]
    outside = [run for run in runs_of(page.glyphs) if not _inside(run, tables)]
    return [(runs[0].glyphs[0].origin_y, join_runs(runs)) for runs in lines_of(outside)]


def _inside(run: Run, tables: list[Box]) -> bool:
    x, y = run.glyphs[0].x0, run.middle_y
    return any(box.x0 - 2 <= x <= box.x1 + 2 and box.y0 <= y <= box.y1 for box in tables)
