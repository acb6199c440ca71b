"""Pages that were read, and their tables, as one Document in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extract.glyph_runs import Run, join_runs, lines_of
from extract.glyphs import Glyph
from extract.model import Box, Document, Paragraph, RawTable, SourceFile
from extract.pdf_page import PageGeometry


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page read: where it has a grid its glyphs, runs and (first rungs) tables, else plain lines."""

    geometry: PageGeometry
    characters: int
    lines: tuple[str, ...] = ()
    glyphs: tuple[Glyph, ...] = ()
    runs: tuple[Run, ...] = ()
    tables: tuple[RawTable, ...] = ()


def document_of(
    source: SourceFile, rung: str, pages: list[PageRead], tables: list[RawTable]
) -> Document:
    paragraphs: list[Paragraph] = []
    placed: list[RawTable] = []
    order = 0
    for page in pages:
        number = page.geometry.number
        mine = [table for table in tables if table.page == number and table.cells]
        here = [(doubted(table, page.geometry.width), _bounds(table)) for table in mine]
        waiting = [(box.y1, table) for table, box in here]
        for top, text in _lines(page, [box for _, box in here]):
            while waiting and waiting[0][0] > top:
                placed.append(replace(waiting.pop(0)[1], order=order))
                order += 1
            paragraphs.append(Paragraph(order, text, number))
            order += 1
        for _, table in waiting:
            placed.append(replace(table, order=order))
            order += 1
    return Document(source.sha256, "pdf", rung, len(pages), tuple(paragraphs), tuple(placed))


def doubted(table: RawTable, width: float) -> RawTable:
    """The table with a doubt on cells beyond the page: what is printed there is not seen."""
    beyond = {
        cell
        for cell in table.cells
        if cell.box and not -1 <= cell.box.x0 <= cell.box.x1 <= width + 1
    }
    if not beyond:
        return table
    cells = (replace(c, doubt="cell_cut_off") if c in beyond else c for c in table.cells)
    return replace(table, cells=tuple(cells))


def _bounds(table: RawTable) -> Box:
    boxes = [cell.box for cell in table.cells if cell.box]
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _lines(page: PageRead, tables: list[Box]) -> Iterable[tuple[float, str]]:
    """(height, text) of the lines outside the tables, from the top."""
    if not page.glyphs:
        return [(page.geometry.height, line.strip()) for line in page.lines if line.strip()]
    outside = [run for run in page.runs if not _inside(run, tables)]
    return [(runs[0].glyphs[0].origin_y, join_runs(runs)) for runs in lines_of(outside)]


def _inside(run: Run, tables: list[Box]) -> bool:
    if not tables:
        return False
    x, y = run.glyphs[0].x0, run.middle_y
    return any(box.x0 - 2 <= x <= box.x1 + 2 and box.y0 <= y <= box.y1 for box in tables)
