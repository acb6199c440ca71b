"""Pages that were read, and their tables, as one Document in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extract.glyph_runs import Run, join_runs, lines_of
from extract.glyphs import Glyph
from extract.model import Box, Document, Media, Paragraph, RawTable, SourceFile
from extract.pdf_doubts import doubted
from extract.pdf_page import PageGeometry
from extract.surrogates import whole, whole_table


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page read: where it has a grid its glyphs, runs and (first rungs) tables, else plain lines.

    `seen` are lines of its pictures with their heights, where these were read.
    """

    geometry: PageGeometry
    characters: int
    lines: tuple[str, ...] = ()
    glyphs: tuple[Glyph, ...] = ()
    runs: tuple[Run, ...] = ()
    tables: tuple[RawTable, ...] = ()
    seen: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the pictures of a page show: tables, and (height, text) of the lines beside them; `width`
    and `height` are those of the page as displayed."""

    width: float
    height: float
    tables: tuple[RawTable, ...] = ()
    lines: tuple[tuple[float, str], ...] = ()


def seen_too(page: PageRead, seen: Seen | None) -> PageRead:
    """The page with what its pictures show added."""
    if not seen or not (seen.tables or seen.lines):
        return page
    geometry = replace(page.geometry, width=seen.width, height=seen.height)
    tables = (*page.tables, *seen.tables)
    return replace(page, geometry=geometry, tables=tables, seen=seen.lines)


def document_of(
    source: SourceFile, rung: str, pages: list[PageRead], tables: list[RawTable]
) -> Document:
    paragraphs: list[Paragraph] = []
    placed: list[RawTable] = []
    runs: dict[int, tuple[Run, ...]] = {}
    order = 0
    for page in pages:
        number = page.geometry.number
        mine = [table for table in tables if table.page == number and table.cells]
        if mine:
            runs[number] = page.runs
        sound = [whole_table(doubted(table, page.geometry)) for table in mine]
        here = [(table, _bounds(table)) for table in sound]
        waiting = sorted(
            ((box.y1, table) for table, box in here), key=lambda placed: -round(placed[0])
        )
        for top, text in _lines(page, [box for _, box in here]):
            while waiting and waiting[0][0] > top:
                placed.append(replace(waiting.pop(0)[1], order=order))
                order += 1
            paragraphs.append(Paragraph(order, whole(text), number))
            order += 1
        for _, table in waiting:
            placed.append(replace(table, order=order))
            order += 1
    media: Media = "pdf" if any(page.characters for page in pages) else "scan"
    return Document(
        source.sha256,
        media,
        rung,
        len(pages),
        tuple(paragraphs),
        tuple(placed),
        runs=runs,
        pictures=any(page.geometry.has_image for page in pages),
    )


def _bounds(table: RawTable) -> Box:
    boxes = [(box.x0, box.y0, box.x1, box.y1) for cell in table.cells if (box := cell.box)]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


def _lines(page: PageRead, tables: list[Box]) -> Iterable[tuple[float, str]]:
    """(height, text) of the lines outside the tables, from the top."""
    if not page.glyphs:
        plain = [(page.geometry.height, line.strip()) for line in page.lines if line.strip()]
        return [*plain, *page.seen]
    outside = _outside(page.runs, tables) if tables else page.runs
    printed = [(runs[0].glyphs[0].origin_y, join_runs(runs)) for runs in lines_of(outside)]
    return sorted([*printed, *page.seen], key=lambda line: -line[0]) if page.seen else printed


def _outside(runs: Iterable[Run], tables: list[Box]) -> list[Run]:
    """The runs that do not begin in a table."""
    sides = [(box.x0 - 2, box.x1 + 2, box.y0, box.y1) for box in tables]
    outside = []
    for run in runs:
        x, y = run.glyphs[0].x0, run.middle_y
        for x0, x1, y0, y1 in sides:
            if y0 <= y <= y1 and x0 <= x <= x1:
                break
        else:
            outside.append(run)
    return outside
