"""Tables without rules: columns by what stands under which head, rows by the height of their figures.

Positions and enumerators are used, no meaning: whether the result is a table of the form is for the
gate to say. A cell reaches to the middle of the gaps beside its column, so that reading the text
layer inside it again proves that nothing else stands there. What could stand in two columns carries
the doubt `column_uncertain`.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.glyphs import Glyph
from extract.model import Box, RawCell, RawTable
from extract.pdf_bands import (
    Alignment,
    Column,
    alignment_of,
    clusters,
    continued,
    edges,
    lean_of,
    under_heads,
)
from extract.pdf_furniture import without_furniture
from extract.pdf_heads import Heads, heads_of, step_of
from extract.pdf_page import PageGeometry, Segment
from extract.pdf_parts import Part, parts_of
from extract.pdf_phrases import phrases_of
from extract.pdf_rows import Row, body_rows, head_rows

READER = "aligned"
LABELS = 4
"""Grid columns kept for labels, the same on every page so that a table's pages agree."""


def tables_of_pages(pages: Sequence[tuple[PageGeometry, Sequence[Glyph]]]) -> list[RawTable]:
    """Tables of all pages; a part without a head takes over the columns of the part before."""
    texts = without_furniture([phrases_of(glyphs) for _, glyphs in pages])
    found = [
        (page, part)
        for (page, _), lines in zip(pages, texts, strict=True)
        for part in parts_of(lines)
    ]
    step = step_of([part for _, part in found])
    parts = [(page, part, heads_of(part, step)) for page, part in found]
    alignment = _alignment([(part, heads) for _, part, heads in parts])
    tables = []
    before: list[Column] = []
    for page, part, heads in parts:
        columns = _columns(part, heads, before, alignment)
        if not columns:
            continue
        before = columns
        tables.append(_table(part, heads, columns, page, step))
    return tables


def _alignment(parts: Sequence[tuple[Part, Heads]]) -> Alignment:
    """How figures stand in their columns: by their edges, else by their heads."""
    alignment = alignment_of([part.figures for part, _ in parts if part.body])
    if alignment in ("", "centre"):
        boxes = [([head.box for head in heads.leaves], part) for part, heads in parts]
        alignment = lean_of([(heads, clusters(part.figures)) for heads, part in boxes])
    return alignment


def _columns(
    part: Part, heads: Heads, before: Sequence[Column], alignment: Alignment
) -> list[Column]:
    """Columns by the part's own heads; by those of the part before where it has none."""
    figures = clusters(part.figures)
    own = under_heads([head.box for head in heads.leaves], figures, alignment)
    if heads.leaves:
        return own
    over = continued(before, figures, alignment)
    if before and len(over) == len(before) and all(column.certain for column in over):
        return over
    return own


def _table(
    part: Part, heads: Heads, columns: Sequence[Column], page: PageGeometry, step: float
) -> RawTable:
    rows = [*head_rows(heads, columns), *body_rows(part, columns, _rules(page), step)]
    left = min([column.x0 for column in columns])
    words = [p.box.x1 for row in rows for p in row.labels if p.box.x1 <= left]
    bands = edges(columns, (max(words, default=left - part.em) + left) / 2, part.em, page.width)
    cells = [
        cell
        for number, row in enumerate(rows)
        for cell in _cells(number, row, columns, bands, page.number)
    ]
    return RawTable(0, READER, len(rows), LABELS + len(columns), tuple(cells), page.number)


def _rules(page: PageGeometry) -> list[Segment]:
    """Rules and edges of backgrounds: what may divide labels."""
    return [*page.horizontal, *((x0, y, x1, y) for x0, y0, x1, y1 in page.fills for y in (y0, y1))]


def _cells(
    number: int,
    row: Row,
    columns: Sequence[Column],
    bands: Sequence[tuple[float, float]],
    page: int,
) -> list[RawCell]:
    cells = []
    labels = row.labels[-LABELS:]
    for index, label in enumerate(labels):
        cells.append(
            RawCell(
                number,
                LABELS - len(labels) + index,
                label.text,
                page=page,
                box=_rounded(label.box, 1),
            )
        )
    phrases = [phrase for _, phrase in row.placed] or list(labels)
    low, high = min(p.box.y0 for p in phrases), max(p.box.y1 for p in phrases)
    for index, column in enumerate(columns):
        here = [phrase for at, phrase in row.placed if at == index]
        if not here and not row.is_data:
            continue
        doubt = "" if column.certain or not row.is_data else "column_uncertain"
        if len(here) > 1 and row.is_data:
            doubt = "two_figures_in_column"
        beside = [label.box.x1 for label in labels if label.box.x1 <= column.x0]
        left = max([bands[index][0], *((end + column.x0) / 2 for end in beside)])
        box = _rounded(Box(left, low, bands[index][1], high), 1)
        text = " ".join(phrase.text for phrase in sorted(here, key=lambda phrase: phrase.box.x0))
        cells.append(
            RawCell(number, LABELS + index, text, page=page, box=box, doubt=doubt if here else "")
        )
    return cells


def _rounded(box: Box, more: float) -> Box:
    """The box with a little more above and below."""
    return Box(round(box.x0, 2), round(box.y0 - more, 2), round(box.x1, 2), round(box.y1 + more, 2))
