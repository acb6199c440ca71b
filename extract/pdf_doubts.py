"""Cells of a page whose text is not what the page shows: cut off at its edge, unseen, printed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.glyphs import Glyph
from extract.model import RawCell, RawTable
from extract.pdf_page import PageGeometry, Segment

SMALLEST = 1.2
"""Points; a digit that is not even so high is a speck to the eye."""
CUT_OFF, UNSEEN, OVERPRINTED = "cell_cut_off", "text_unseen", "text_overprinted"


def doubted_places(
    glyphs: Sequence[Glyph], unseen: Sequence[Segment], overprinted: Sequence[Segment]
) -> tuple[tuple[str, Segment], ...]:
    """Places on a page with the code of what is wrong with the text there."""
    small = [g[1:5] for g in glyphs if g[4] - g[2] < SMALLEST and g.text.isdigit()]
    places = [(UNSEEN, box) for box in (*unseen, *small)]
    return (*places, *((OVERPRINTED, box) for box in overprinted))


def doubted(table: RawTable, page: PageGeometry) -> RawTable:
    """The table with a doubt on every cell that shows something else than its text."""
    if not page.doubts and all(_is_on(cell, page.width) for cell in table.cells):
        return table
    cells = (replace(cell, doubt=_doubt(cell, page) or cell.doubt) for cell in table.cells)
    return replace(table, cells=tuple(cells))


def _doubt(cell: RawCell, page: PageGeometry) -> str:
    if not _is_on(cell, page.width):
        return CUT_OFF
    box, has_digits = cell.box, any(map(str.isdigit, cell.text))
    for code, (x0, y0, x1, y1) in page.doubts if box else ():
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        inside = box and box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1
        if inside and (has_digits or code == CUT_OFF):
            return code
    return ""


def _is_on(cell: RawCell, width: float) -> bool:
    """Whether all of a cell lies between the edges of the page."""
    return cell.box is None or -1 <= cell.box.x0 <= cell.box.x1 <= width + 1
