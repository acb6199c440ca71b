"""Ruled tables by pdfplumber: the rung for borders with gaps between the cells, and the second reader."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pdfplumber

from extract.model import Box, RawCell, RawTable

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # a line for every font without a FontBBox

READER = "pdfplumber"
SAME = 1.5
"""Edges closer than this many points are one rule."""


def tables_of_file(path: Path) -> list[RawTable]:
    """Tables of all pages with cells, spans and boxes (bottom left origin)."""
    tables: list[RawTable] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in sorted(page.find_tables(), key=lambda found: (found.bbox[1], found.bbox[0])):
                tables.append(_raw_table(table, page))
            page.close()
    return tables


def _raw_table(table: Any, page: Any) -> RawTable:
    lefts = _anchors([cell[0] for cell in table.cells])
    tops = _anchors([cell[1] for cell in table.cells])
    height = float(page.height)
    cells = []
    for x0, top, x1, bottom in sorted(table.cells, key=lambda cell: (cell[1], cell[0])):
        row, column = _index(tops, top), _index(lefts, x0)
        text = page.crop((x0, top, x1, bottom), strict=False).extract_text() or ""
        cells.append(
            RawCell(
                row=row,
                column=column,
                text=text.strip(),
                row_span=max(1, _index(tops, bottom, after=True) - row),
                column_span=max(1, _index(lefts, x1, after=True) - column),
                page=page.page_number,
                box=Box(round(x0, 2), round(height - bottom, 2), round(x1, 2), round(height - top, 2)),
            )
        )
    return RawTable(0, READER, len(tops), len(lefts), tuple(cells), page.page_number)


def _anchors(values: list[float]) -> list[float]:
    anchors: list[float] = []
    for value in sorted(values):
        if not anchors or value - anchors[-1] > SAME:
            anchors.append(value)
    return anchors


def _index(anchors: list[float], value: float, *, after: bool = False) -> int:
    """Index of the anchor at `value`; with `after`, of the first anchor at or beyond it."""
    for index, anchor in enumerate(anchors):
        if abs(anchor - value) <= SAME:
            return index
        if anchor > value + SAME:
            return index if after else max(0, index - 1)
    return len(anchors)
