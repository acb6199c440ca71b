"""Tables without rules: columns by the alignment of their figures, rows by the height of their text.

Only positions are used, no meaning: whether the result is a table of the form is for the gate to say.
A position without text in a row that has text is a blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Box, RawCell, RawTable
from extract.pdf_page import Glyph
from extract.pdf_phrases import Phrase, blocks_of, em_of, phrases_of

READER = "aligned"
LABELS = 4
"""Grid columns kept for labels, the same on every page so that a table's pages agree."""
APART = 1.5
"""A gap of more than this many usual line distances ends a table."""


@dataclass(frozen=True, slots=True)
class _Zone:
    """Lines between two large gaps, with the size of their type."""

    lines: tuple[tuple[Phrase, ...], ...]
    em: float

    @property
    def phrases(self) -> list[Phrase]:
        return [phrase for line in self.lines for phrase in line]


def tables_of_pages(pages: Sequence[tuple[int, Sequence[Glyph]]]) -> list[RawTable]:
    """Tables of all pages; a page that continues a table takes over its columns."""
    tables: list[RawTable] = []
    before: list[float] = []
    for number, glyphs in pages:
        for zone in _zones(glyphs):
            centres = _columns(zone)
            if len(centres) < 1:
                continue
            if before and all(any(abs(x - y) <= 0.8 * zone.em for y in before) for x in centres):
                centres = before
            before = centres
            table = _table(zone, centres, number)
            if table is not None:
                tables.append(table)
    return tables


def _zones(glyphs: Sequence[Glyph]) -> list[_Zone]:
    """Runs of lines that hold at least two lines of several phrases."""
    em = em_of(glyphs)
    lines = phrases_of(glyphs, em)
    distances = [a[0].y - b[0].y for a, b in zip(lines, lines[1:], strict=False) if len(a) > 1 and len(b) > 1]
    usual = max(1.6 * em, sorted(distances)[len(distances) // 2] if distances else 0.0)
    zones: list[list[list[Phrase]]] = []
    for index, line in enumerate(lines):
        if index and lines[index - 1][0].y - line[0].y <= APART * usual:
            zones[-1].append(line)
        else:
            zones.append([line])
    return [
        _Zone(tuple(tuple(line) for line in part), em)
        for zone in zones
        for part in _by_columns(zone, em)
        if sum(1 for line in part if len(line) > 1) >= 2 or any(len(line) > 5 for line in part)
    ]


def _by_columns(lines: Sequence[list[Phrase]], em: float) -> list[list[list[Phrase]]]:
    """The zone cut after a row of figures whose columns the next row of figures does not share."""
    parts: list[list[list[Phrase]]] = [[]]
    last: list[float] = []
    end = 0
    for line in lines:
        figures = [phrase.x for phrase in line if phrase.is_figure]
        if figures and last and not _share(figures, last, em):
            parts.append(parts[-1][end:])
            parts[-2] = parts[-2][:end]
            last = []
        parts[-1].append(line)
        if figures:
            last = figures if len(figures) >= len(last) else last
            end = len(parts[-1])
    return parts


def _share(one: Sequence[float], two: Sequence[float], em: float) -> bool:
    few, many = sorted((one, two), key=len)
    return all(any(abs(x - y) <= 1.2 * em for y in many) for x in few)


def _columns(zone: _Zone) -> list[float]:
    """Middles of the columns: where figures stand, and heads where a whole column is blank."""
    figures = [phrase for phrase in zone.phrases if phrase.is_figure]
    if not figures:
        return []
    clusters = _clusters([phrase.x for phrase in figures], 0.8 * zone.em)
    left = min(clusters)
    for block in blocks_of([phrase for phrase in zone.phrases if not phrase.is_figure], zone.em):
        clear = all(abs(block.x - centre) > 1.6 * zone.em for centre in clusters)
        if block.x > left and clear and block.box.x1 - block.box.x0 < 9 * zone.em:
            clusters.append(block.x)
    return sorted(clusters)


def _clusters(values: Sequence[float], tolerance: float) -> list[float]:
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _table(zone: _Zone, centres: Sequence[float], page: int) -> RawTable | None:
    figures = [phrase for phrase in zone.phrases if phrase.is_figure]
    first = min(phrase.box.x0 for phrase in figures)
    words = blocks_of([phrase for phrase in zone.phrases if not phrase.is_figure], zone.em)
    cells: list[RawCell] = []
    rows = _rows([*figures, *words], zone.em)
    for number, row in enumerate(rows):
        placed: dict[int, list[Phrase]] = {}
        labels = [phrase for phrase in row if phrase.x < first and not phrase.is_figure]
        for index, phrase in enumerate(labels[-LABELS:]):
            placed[LABELS - len(labels[-LABELS:]) + index] = [phrase]
        for phrase in row:
            if phrase not in labels:
                placed.setdefault(LABELS + _nearest(centres, phrase.x), []).append(phrase)
        has_figures = any(phrase.is_figure for phrase in row)
        for column in range(LABELS + len(centres)):
            here = placed.get(column, [])
            if here or (column >= LABELS and (has_figures or labels)):
                cells.append(_cell(number, column, here, page))
    return RawTable(0, READER, len(rows), LABELS + len(centres), tuple(cells), page)


def _rows(phrases: Sequence[Phrase], em: float) -> list[list[Phrase]]:
    """Phrases of one height, from the top; figures set the heights, words join the nearest."""
    rows: list[list[Phrase]] = []
    heights: list[float] = []
    for phrase in sorted(phrases, key=lambda phrase: (not phrase.is_figure, -phrase.y)):
        near = min(range(len(heights)), key=lambda i: abs(heights[i] - phrase.y), default=None)
        if near is not None and abs(heights[near] - phrase.y) <= 0.45 * em:
            rows[near].append(phrase)
        else:
            rows.append([phrase])
            heights.append(phrase.y)
    ordered = sorted(range(len(rows)), key=lambda i: -heights[i])
    return [sorted(rows[i], key=lambda phrase: phrase.box.x0) for i in ordered]


def _nearest(centres: Sequence[float], x: float) -> int:
    return min(range(len(centres)), key=lambda index: abs(centres[index] - x))


def _cell(row: int, column: int, phrases: Sequence[Phrase], page: int) -> RawCell:
    text = " ".join(phrase.text for phrase in phrases)
    box = None
    if phrases:
        box = Box(
            round(min(p.box.x0 for p in phrases) - 1, 2),
            round(min(p.box.y0 for p in phrases) - 1, 2),
            round(max(p.box.x1 for p in phrases) + 1, 2),
            round(max(p.box.y1 for p in phrases) + 1, 2),
        )
    doubt = "text_crosses_rule" if len(phrases) > 1 and any(p.is_figure for p in phrases) else ""
    return RawCell(row, column, text, page=page, box=box, doubt=doubt)
