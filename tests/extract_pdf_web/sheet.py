"""A page set by hand: words at places, as glyphs of one size, and the table read from them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.glyphs import Glyph
from extract.model import RawTable
from extract.pdf_aligned import LABELS, tables_of_pages
from extract.pdf_page import PageGeometry

Word = tuple[str, float, float]
"""Text, left edge, baseline."""


def glyphs(words: Sequence[Word], em: float = 10.0) -> list[Glyph]:
    """The glyphs of some words: Chinese an em wide, digits half an em."""
    found = []
    for text, x, y in words:
        for character in text:
            width = em if character >= "\u2e80" else em / 2
            found.append(Glyph(character, x, y, x + width, y + em, x, y, x + width))
            x += width
    return found


def read(*pages: Sequence[Word]) -> list[RawTable]:
    """The tables of pages without any rules."""
    return tables_of_pages(
        [
            (PageGeometry(number, 600, 800, (), (), False), glyphs(words))
            for number, words in enumerate(pages, 1)
        ]
    )


def texts(table: RawTable) -> list[list[str]]:
    """Rows as the last label and the figures, blanks as empty strings."""
    rows: list[list[str]] = [[""] * (table.columns - LABELS + 1) for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][max(0, cell.column - LABELS + 1)] = cell.text
    return rows


def doubts(table: RawTable) -> set[str]:
    """The doubts of a table's cells."""
    return {cell.doubt for cell in table.cells if cell.doubt}
