"""Tables without rules: columns by what stands under which head, rows by the height of their figures.

Positions and enumerators are used, no meaning: whether the result is a table of the form is for the
gate to say. A cell reaches to the middle of the gaps beside its column, so that reading the text
layer inside it again proves that nothing else stands there. What could stand in two columns carries
the doubt `column_uncertain`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
from extract.pdf_heads import Heads, heads_of, step_of
from extract.pdf_labels import Label, labels_of
from extract.pdf_page import PageGeometry, Segment
from extract.pdf_parts import Part, parts_of, without_furniture
from extract.pdf_phrases import Phrase, phrases_of

READER = "aligned"
LABELS = 4
"""Grid columns kept for labels, the same on every page so that a table's pages agree."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the grid: its labels from the left, its other phrases by column, whether blanks are cells."""

    y: float
    labels: tuple[Phrase, ...]
    placed: tuple[tuple[int, Phrase], ...] = ()
    is_data: bool = True


def tables_of_pages(pages: Sequence[tuple[PageGeometry, Sequence[Glyph]]]) -> list[RawTable]:
    """Tables of all pages; a part without a head takes over the columns of the part before."""
    texts = without_furniture([phrases_of(glyphs) for _, glyphs in pages])
    found = [(page, part) for (page, _), lines in zip(pages, texts, strict=True) for part in parts_of(lines)]
    alignment = alignment_of([_figures(part, _first_figure(part)) for _, part in found if part.body])
    step = step_of([part for _, part in found])
    heads_by_part = [heads_of(part, step) for _, part in found]
    if alignment in ("", "centre"):
        pairs = zip(heads_by_part, found, strict=True)
        alignment = lean_of([([h.box for h in heads.leaves], clusters(part.figures)) for heads, (_, part) in pairs])
    tables = []
    before: list[Column] = []
    for (page, part), heads in zip(found, heads_by_part, strict=True):
        columns = _columns(part, heads, before, alignment)
        if len(columns) < 1:
            continue
        before = columns
        tables.append(_table(part, heads, columns, page, step))
    return tables


def _first_figure(part: Part) -> float:
    return min((phrase.box.x0 for phrase in part.figures), default=0.0)


def _figures(part: Part, left: float) -> list[Phrase]:
    return [phrase for phrase in part.figures if phrase.box.x0 >= left]


def _columns(part: Part, heads: Heads, before: Sequence[Column], alignment: Alignment) -> list[Column]:
    """Columns by the part's own heads; by those of the part before where it has none."""
    figures = clusters(part.figures)
    own = under_heads([head.box for head in heads.leaves], figures, alignment)
    if heads.leaves:
        return own
    over = continued(before, figures, alignment)
    if before and len(over) == len(before) and all(column.certain for column in over):
        return over
    return own


def _table(part: Part, heads: Heads, columns: Sequence[Column], page: PageGeometry, step: float) -> RawTable:
    rows = [*_head_rows(heads, columns), *_body_rows(part, columns, _rules(page), step)]
    left = min([column.x0 for column in columns])
    words = [p.box.x1 for row in rows for p in row.labels if p.box.x1 <= left]
    bands = edges(columns, (max(words, default=left - part.em) + left) / 2, part.em, page.width)
    cells = [cell for number, row in enumerate(rows) for cell in _cells(number, row, columns, bands, page.number)]
    return RawTable(0, READER, len(rows), LABELS + len(columns), tuple(cells), page.number)


def _rules(page: PageGeometry) -> list[Segment]:
    """Rules and edges of backgrounds: what may divide labels."""
    return [*page.horizontal, *((x0, y, x1, y) for x0, y0, x1, y1 in page.fills for y in (y0, y1))]


def _head_rows(heads: Heads, columns: Sequence[Column]) -> list[_Row]:
    """Each head above the leaves in its own row, then all leaves in one."""
    rows = [_Row(head.y, (), ((_nearest(columns, head), head),), False) for head in heads.groups]
    if heads.leaves:
        placed = tuple((_nearest(columns, head), head) for head in heads.leaves)
        rows.append(_Row(heads.leaves[0].y, heads.corner, placed, False))
    elif heads.corner:
        rows.append(_Row(heads.corner[0].y, heads.corner, (), False))
    return rows


def _nearest(columns: Sequence[Column], phrase: Phrase) -> int:
    """The column whose head this is, else the one nearest to its middle."""
    for index, column in enumerate(columns):
        if column.head == phrase.box:
            return index
    return min(range(len(columns)), key=lambda i: abs((columns[i].x0 + columns[i].x1) / 2 - phrase.x))


def _body_rows(part: Part, columns: Sequence[Column], rules: Sequence[Segment], step: float) -> list[_Row]:
    lines = _levels(part.figures, part.em)
    heights = [line[0].y for line in lines]
    words = [phrase for line in part.body for phrase in line if not phrase.is_figure]
    labels = labels_of(words, heights, rules, step)
    rows = []
    for number, line in enumerate(lines):
        here = sorted((label.phrase for label in labels if label.row == number), key=lambda p: p.box.x0)
        placed = tuple((_holding(columns, figure), figure) for figure in line)
        rows.append(_Row(line[0].y, tuple(here), placed))
    rows += [_Row(label.phrase.y, (label.phrase,), (), not _is_group(label, labels)) for label in labels if label.row < 0]
    return sorted(rows, key=lambda row: -row.y)


def _is_group(label: Label, labels: Sequence[Label]) -> bool:
    """Whether a label without figures spans rows: the labels next above and below stand right of it."""
    box, y = label.phrase.box, label.phrase.y
    others = [other.phrase for other in labels if other is not label and other.phrase.box.x1 > box.x0]
    above = min((o for o in others if o.y >= y), key=lambda o: (o.y, -o.box.x0), default=None)
    below = max((o for o in others if o.y < y), key=lambda o: (o.y, o.box.x0), default=None)
    near = [o for o in (above, below) if o is not None]
    return bool(near) and all(o.box.x0 >= box.x1 - 0.3 * label.phrase.em for o in near)


def _levels(figures: Sequence[Phrase], em: float) -> list[list[Phrase]]:
    """Figures of one height, from the top."""
    levels: list[list[Phrase]] = []
    for figure in sorted(figures, key=lambda figure: -figure.y):
        if levels and levels[-1][0].y - figure.y <= 0.35 * em:
            levels[-1].append(figure)
        else:
            levels.append([figure])
    return levels


def _holding(columns: Sequence[Column], figure: Phrase) -> int:
    return max(
        range(len(columns)), key=lambda i: min(columns[i].x1, figure.box.x1) - max(columns[i].x0, figure.box.x0)
    )


def _cells(
    number: int, row: _Row, columns: Sequence[Column], bands: Sequence[tuple[float, float]], page: int
) -> list[RawCell]:
    cells = []
    labels = row.labels[-LABELS:]
    for index, label in enumerate(labels):
        cells.append(RawCell(number, LABELS - len(labels) + index, label.text, page=page, box=_rounded(label.box, 1)))
    phrases = [phrase for _, phrase in row.placed] or list(labels)
    low, high = min(p.box.y0 for p in phrases), max(p.box.y1 for p in phrases)
    for index, column in enumerate(columns):
        here = [phrase for at, phrase in row.placed if at == index]
        if not here and not row.is_data:
            continue
        doubt = "" if column.certain or not row.is_data else "column_uncertain"
        if len(here) > 1 and row.is_data:
            doubt = "two_figures_in_column"
        box = _rounded(Box(bands[index][0], low, bands[index][1], high), 1)
        text = " ".join(phrase.text for phrase in sorted(here, key=lambda phrase: phrase.box.x0))
        cells.append(RawCell(number, LABELS + index, text, page=page, box=box, doubt=doubt if here else ""))
    return cells


def _rounded(box: Box, more: float) -> Box:
    """The box with a little more above and below."""
    return Box(round(box.x0, 2), round(box.y0 - more, 2), round(box.x1, 2), round(box.y1 + more, 2))
