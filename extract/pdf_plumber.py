"""Ruled tables by pdfplumber: the rung for borders with gaps between the cells, and the second reader."""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pdfplumber

from extract.model import Box, RawCell, RawTable

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # a line for every font without a FontBBox

READER = "pdfplumber"
SAME = 1.5
"""Edges closer than this many points are one rule."""
LINE = 0.5
"""Characters whose middles differ by less than this share of their size stand on one line."""
BLANK = 0.22
"""A gap wider than this share of the size is a blank."""

Characters = Sequence[dict[str, Any]]


def tables_of_file(path: Path, pages: Collection[int] | None = None) -> list[RawTable]:
    """Tables with cells, spans and boxes (bottom left origin), of all pages or only of some."""
    tables: list[RawTable] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            if pages is None or page.page_number in pages:
                found = page.find_tables()
                for table in sorted(found, key=lambda table: (table.bbox[1], table.bbox[0])):
                    tables.append(_raw_table(table, page))
            page.close()
    return tables


def _raw_table(table: Any, page: Any) -> RawTable:
    lefts = _anchors([cell[0] for cell in table.cells])
    tops = _anchors([cell[1] for cell in table.cells])
    left, _, _, foot = page.bbox  # where the MediaBox begins and ends, which need not be at 0
    characters = sorted(page.chars, key=_middle)
    heights = [_middle(character) for character in characters]
    cells = []
    for x0, top, x1, bottom in sorted(table.cells, key=lambda cell: (cell[1], cell[0])):
        row, column = _index(tops, top), _index(lefts, x0)
        band = characters[bisect_left(heights, top) : bisect_right(heights, bottom)]
        inside = [c for c in band if x0 <= (c["x0"] + c["x1"]) / 2 <= x1]
        cells.append(
            RawCell(
                row=row,
                column=column,
                text=_text(inside),
                row_span=max(1, _index(tops, bottom, after=True) - row),
                column_span=max(1, _index(lefts, x1, after=True) - column),
                page=page.page_number,
                box=Box(
                    *(round(at, 2) for at in (x0 - left, foot - bottom, x1 - left, foot - top))
                ),
            )
        )
    return RawTable(0, READER, len(tops), len(lefts), tuple(cells), page.page_number)


def _middle(character: dict[str, Any]) -> float:
    return float(character["top"] + character["bottom"]) / 2


def _text(characters: Characters) -> str:
    """Text of a cell: its lines from the top, blanks where the eye sees them."""
    lines: list[list[dict[str, Any]]] = []
    for character in characters:
        if lines and _middle(character) - _middle(lines[-1][0]) < LINE * character["size"]:
            lines[-1].append(character)
        else:
            lines.append([character])
    return "\n".join(_line(line) for line in lines).strip()


def _line(characters: Characters) -> str:
    text, end = "", None
    for character in sorted(characters, key=lambda character: character["x0"]):
        if end is not None and character["x0"] - end > BLANK * character["size"]:
            text += " "
        text += character["text"]
        end = character["x1"]
    return text


def _anchors(values: Sequence[float]) -> list[float]:
    anchors: list[float] = []
    for value in sorted(values):
        if not anchors or value - anchors[-1] > SAME:
            anchors.append(value)
    return anchors


def _index(anchors: Sequence[float], value: float, *, after: bool = False) -> int:
    """Index of the anchor at `value`; with `after`, of the first anchor at or beyond it."""
    for index, anchor in enumerate(anchors):
        if abs(anchor - value) <= SAME:
            return index
        if anchor > value + SAME:
            return index if after else max(0, index - 1)
    return len(anchors)
