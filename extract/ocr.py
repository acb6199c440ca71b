"""Pages that are pictures, or carry some: tables by their rules, then the text of every cell.

Each cell of figures is read twice, as it is and in another light. Where the two differ, or one is
not sure of itself, the cell is doubtful (`ocr_uncertain`) and keeps the other reading in `again`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pypdfium2 as pdfium

from extract.model import RawCell, RawTable
from extract.ocr_engine import recognise
from extract.ocr_figures import DOUBT, SLASH, Read, as_figure, settled
from extract.ocr_ink import Ink, ink_of
from extract.ocr_level import Grey, Sheet, levelled
from extract.ocr_lines import Area, Line, lines_of, usual_height
from extract.ocr_pictures import page_size, pictures_of
from extract.ocr_rules import rules_of
from extract.ocr_slant import slashes
from extract.pdf_closing import closed
from extract.pdf_document import Seen
from extract.pdf_lattice import raw_table, tables_of_page

READER = "ocr"


def read_pictures(pdf: pdfium.PdfDocument, index: int) -> Seen:
    """Tables and text of the large pictures of a page."""
    tables: list[RawTable] = []
    lines: list[tuple[float, str]] = []
    for picture in pictures_of(pdf, index):
        sheet = levelled(picture)
        rules = rules_of(sheet, picture.page)
        ink = ink_of(sheet, rules)
        grids = [raw_table(table, 0, READER) for table in tables_of_page(closed(rules), ())]
        tables.extend(_filled(grid, sheet, ink) for grid in grids)
        lines.extend(_beside(grids, sheet, ink))
    width, height = page_size(pdf, index)
    return Seen(width, height, tuple(tables), tuple(lines))


def _filled(grid: RawTable, sheet: Sheet, ink: Ink) -> RawTable:
    """The grid (boxes in points of the sheet) with the text of its cells, boxes on the page."""
    areas = [_area(cell, sheet) for cell in grid.cells]
    parts = [ink.within(*area) for area in areas]
    usual = usual_height(np.concatenate(parts))
    lines = [lines_of(ink, area, here, usual) for area, here in zip(areas, parts, strict=True)]
    texts = _read(lines, [line.picture for cell in lines for line in cell])
    figures = [as_figure(read) for read in texts]
    wanted = [cell if figure else [] for cell, figure in zip(lines, figures, strict=True)]
    again = _read(wanted, [line.other for cell in wanted for line in cell])
    for number, sure in _slashes(wanted, texts).items():
        again[number] = [(SLASH, sure)]
        texts[number] = [(SLASH, sure)]
    cells = []
    for number, (cell, area) in enumerate(zip(grid.cells, areas, strict=True)):
        place = replace(cell, page=sheet.picture.page, box=sheet.on_page(*area))
        if figures[number]:
            hidden = sheet.picture.two_tones or ink.is_stamped(*area)
            cells.append(settled(place, texts[number], again[number], hidden=hidden))
        elif lines[number]:
            cells.append(replace(place, text="\n".join(text for text, _ in texts[number])))
        else:
            cells.append(replace(place, doubt=DOUBT if ink.is_red(*area) else ""))
    return replace(grid, cells=tuple(cells), page=sheet.picture.page)


def _read(lines: Sequence[Sequence[Line]], pictures: Sequence[Grey]) -> list[Read]:
    """Text and score of each line of each cell; `pictures` are those of all lines in a row."""
    read = iter(recognise(pictures))
    return [[next(read) for _ in cell] for cell in lines]


def _slashes(lines: Sequence[Sequence[Line]], texts: Sequence[Read]) -> dict[int, float]:
    """Cells that hold a single slash, and how sure that is."""
    single = [number for number, cell in enumerate(lines) if len(cell) == 1]
    found = slashes([(lines[number][0].picture, texts[number][0][0]) for number in single])
    return {single[index]: sure for index, sure in found.items()}


def _area(cell: RawCell, sheet: Sheet) -> Area:
    """A cell's box in pixels, y downward."""
    box, scale, height = cell.box, sheet.scale, sheet.grey.shape[0]
    assert box is not None
    return box.x0 * scale, height - box.y1 * scale, box.x1 * scale, height - box.y0 * scale


def _beside(grids: Sequence[RawTable], sheet: Sheet, ink: Ink) -> list[tuple[float, str]]:
    """Lines of text outside the grids, with their height on the page."""
    height, width = sheet.grey.shape
    parts = ink.within(0, 0, width, height)
    for grid in grids:
        boxes = [_area(cell, sheet) for cell in grid.cells]
        x0, y0 = min(box[0] for box in boxes), min(box[1] for box in boxes)
        x1, y1 = max(box[2] for box in boxes), max(box[3] for box in boxes)
        x, y = (parts[:, 0] + parts[:, 2]) / 2, (parts[:, 1] + parts[:, 3]) / 2
        parts = parts[~((x >= x0) & (x <= x1) & (y >= y0) & (y <= y1))]
    lines = lines_of(ink, (0, 0, width, height), parts, usual_height(parts))
    read = recognise([line.picture for line in lines])
    return [
        (sheet.on_page(line.x0, line.y0, line.x1, line.y1).y1, text)
        for line, (text, _) in zip(lines, read, strict=True)
        if text.strip()
    ]
