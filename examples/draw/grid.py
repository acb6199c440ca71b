"""The three tables as grids of cells with spans, ready to be drawn in any medium."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from examples.draw.figures import Figures
from examples.draw.form import (
    APPLICANTS,
    BLOCKS,
    GROUPS,
    ITEMS,
    NOTE,
    OUTCOMES,
    PROCEDURES,
    RESULTS,
    Item,
)
from examples.draw.wording import OFFICIAL, PLAIN, Shape, Wording

Role = Literal["caption", "head", "note", "label", "group", "vertical", "figure", "gap"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: top left place, extent, text, and what it is for. `text` None: not on the page."""

    row: int
    col: int
    rows: int
    cols: int
    text: str | None
    role: Role


@dataclass(frozen=True)
class Grid:
    """A table: cells, relative column widths, header rows, and where rows and blocks stand."""

    name: str
    n_rows: int
    weights: tuple[float, ...]
    cells: tuple[Cell, ...]
    header: int = 0
    row_of: Mapping[str, int] = field(default_factory=dict)
    block_of: Mapping[str, int] = field(default_factory=dict)


def proactive_grid(figures: Figures, say: Wording = OFFICIAL, shape: Shape = PLAIN) -> Grid:
    """Table 二: blocks of a caption row, a header row and data rows."""
    cells: list[Cell] = []
    row_of: dict[str, int] = {}
    block_of: dict[str, int] = {}
    row = 0
    for number, block in enumerate(BLOCKS[figures.form]):
        spans = {3: (1, 1, 1), 2: (1, 2), 1: (3,)}[len(block.measures)]
        subjects = [
            (code, label)
            for code, label in block.subjects
            if any((code, measure) in figures.proactive for measure, _ in block.measures)
        ]
        if not subjects:
            continue
        cells.append(Cell(row, 0, 1, 4, say(block.caption), "caption"))
        heads = [say(label) for _, label in block.measures]
        cells += _line(row + 1, say("信息内容"), heads, spans, "head")
        block_of.update({code: row for code, _ in subjects})
        row += 2
        for code, label in subjects:
            texts = [figures.proactive.get((code, measure)) for measure, _ in block.measures]
            if shape.split_decisions and spans == (3,):
                cells += _line(row, say(label), [*texts, "", ""], (1, 1, 1), "figure")
            else:
                cells += _line(row, say(label), texts, spans, "figure")
            row_of[code] = row
            row += 1
        if number == 0 and shape.extra_row:
            label, *values = shape.extra_row
            cells += _line(row, label, values, (1, 1, 1), "figure")
            row += 1
    return Grid("proactive", row, (1.5, 1, 1, 1), tuple(cells), 0, row_of, block_of)


def _line(
    row: int, label: str, texts: list[str] | list[str | None], spans: tuple[int, ...], role: Role
) -> list[Cell]:
    """One row of table 二: a label and cells of the given column spans."""
    cells = [Cell(row, 0, 1, 1, label, "head" if role == "head" else "label")]
    col = 1
    for text, span in zip(texts, spans, strict=True):
        cells.append(Cell(row, col, 1, span, text or "", role))
        col += span
    return cells


def requests_grid(figures: Figures, say: Wording = OFFICIAL, shape: Shape = PLAIN) -> Grid:
    """Table 三: three header rows, then the rows that are on the page."""
    cells = [
        Cell(0, 0, 3, 3, say(NOTE), "note"),
        Cell(0, 3, 1, 7, say("申请人情况"), "head"),
        Cell(1, 3, 2, 1, say(APPLICANTS["natural_person"]), "head"),
        Cell(1, 4, 1, 5, say("法人或其他组织"), "head"),
        Cell(1, 9, 2, 1, say(APPLICANTS["total"]), "head"),
    ]
    middle = list(APPLICANTS.values())[1:-1]
    cells += [Cell(2, 4 + i, 1, 1, say(label), "head") for i, label in enumerate(middle)]
    present = set(figures.item_codes())
    items = [item for item in ITEMS[figures.requests_form] if item.code in present]
    row_of = {item.code: row for row, item in enumerate(items, 3)}
    results = [item for item in items if item.group != "top"]
    if results:
        first, half = row_of[results[0].code], len(results) // 2 if shape.split_result else 0
        if half:
            cells.append(Cell(first, 0, half, 1, say(RESULTS), "vertical"))
        cells.append(Cell(first + half, 0, len(results) - half, 1, say(RESULTS), "vertical"))
    for group, label in GROUPS.items():
        rows = [row_of[item.code] for item in items if item.group == group]
        if rows:
            cells.append(Cell(rows[0], 1, len(rows), 1, say(label), "group"))
    for item in items:
        cells += _item_row(figures, item, row_of[item.code], say)
    if shape.short_group:
        cells = _with_short_group(cells, say(GROUPS["denied"]))
    weights = (0.55, 1.9, 3.4, *(0.76,) * 7)
    return Grid("requests", 3 + len(items), weights, tuple(cells), 3, row_of)


def _with_short_group(cells: list[Cell], label: str) -> list[Cell]:
    """The cells with one group a row shorter and the cells of that row a column further left."""
    group = next((c for c in cells if c.role == "group" and c.text == label and c.rows > 1), None)
    if group is None:
        return cells
    last = group.row + group.rows - 1
    return [
        replace(cell, rows=cell.rows - 1)
        if cell is group
        else replace(cell, col=cell.col - 1)
        if cell.row == last and cell.col > group.col
        else cell
        for cell in cells
    ]


def _item_row(figures: Figures, item: Item, row: int, say: Wording) -> list[Cell]:
    """The label and the figures of one row of table 三; missing cells have no text."""
    col = {"top": 0, "result": 1}.get(item.group, 2)
    cells = [Cell(row, col, 1, 3 - col, say(item.label), "label")]
    for i, applicant in enumerate(APPLICANTS):
        key = (item.code, applicant)
        text = figures.requests[key] or "" if key in figures.requests else None
        cells.append(Cell(row, 3 + i, 1, 1, text, "figure"))
    return cells


def disputes_grid(figures: Figures, say: Wording = OFFICIAL, shape: Shape = PLAIN) -> Grid:
    """Table 四: three header rows and one data row without a label."""
    edge = 5 + shape.dispute_head_shift
    cells = [
        Cell(0, 0, 1, edge, say("行政复议"), "head"),
        Cell(0, edge, 1, 15 - edge, say("行政诉讼"), "head"),
        Cell(1, 5, 1, 5, say(PROCEDURES["litigation_direct"]), "head"),
        Cell(1, 10, 1, 5, say(PROCEDURES["litigation_after_reconsideration"]), "head"),
    ]
    labels = [say(label) for label in OUTCOMES.values()]
    cells += [Cell(1, i, 2, 1, label, "head") for i, label in enumerate(labels)]
    cells += [Cell(2, 5 + i, 1, 1, label, "head") for i, label in enumerate(labels * 2)]
    keys = [(procedure, outcome) for procedure in PROCEDURES for outcome in OUTCOMES]
    values = [figures.disputes.get(key) or "" for key in keys]
    cells += [Cell(3, i, 1, 1, value, "figure") for i, value in enumerate(values)]
    return Grid("disputes", 4, (1,) * 15, tuple(cells), 3, {"data": 3})


def grids(figures: Figures, say: Wording = OFFICIAL, shape: Shape = PLAIN) -> dict[str, Grid]:
    """The three tables of a report by name, without those that have no figure cells at all."""
    found = {}
    if figures.proactive:
        found["proactive"] = proactive_grid(figures, say, shape)
    if figures.requests:
        found["requests"] = requests_grid(figures, say, shape)
    if figures.disputes:
        found["disputes"] = disputes_grid(figures, say, shape)
    return found
