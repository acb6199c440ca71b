"""Captions and heads of the blocks of table 二: which block a row begins, which measures it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Problem, RawCell
from transform.alignment import ALIKE, likeness, problem, text_of
from transform.form import Block, FormTable
from transform.grid import Grid
from transform.labels import caption_key, parse_label, split_unit


@dataclass(frozen=True, slots=True)
class Header:
    """Where the measures of a block stand: cell and printed unit by measure, and in which grid."""

    cells: dict[str, RawCell]
    units: dict[str, str | None]
    grid: Grid


def captioned(form: FormTable, filled: Sequence[RawCell]) -> Block | None:
    """The block a row is the caption of; a blank in the caption may have cut it into two cells."""
    key = caption_key("".join(cell.text for cell in filled))
    return next((block for block in form.blocks if key in block.title.keys), None)


def read_header(
    form: FormTable, block: Block | None, grid: Grid, filled: Sequence[RawCell]
) -> tuple[Header | None, list[Problem]]:
    """The header a row is, if a cell names a measure; twins (本年新 twice, quirks C10) go by order."""
    problems: list[Problem] = []
    cells: dict[str, RawCell] = {}
    units: dict[str, str | None] = {}
    order = block.measures if block else tuple(column.code for column in form.columns)
    twins = False
    for cell in filled:
        label, unit = split_unit(cell.text)
        codes = _named(form, label)
        open_codes = [code for code in codes if code in order and code not in cells] or codes
        if open_codes:
            twins = twins or len(codes) > 1
            cells[open_codes[0]], units[open_codes[0]] = cell, unit
    if block is not None:
        unlisted = _by_neighbours(block, filled, cells) or _by_likeness(form, block, filled, cells)
        for measure, head in unlisted.items():
            cells[measure], units[measure] = head, split_unit(head.text)[1]
            problems.append(problem("label_unlisted", head, label=_label(form, measure)))
    if not cells:
        return None, problems
    if twins:
        problems.append(problem("header_by_order", filled[0], raw=text_of(filled)))
    return Header(cells, units, grid), problems


def _named(form: FormTable, label: str) -> list[str]:
    key = parse_label(label).key
    return [column.code for column in form.columns if key in column.keys]


def _by_neighbours(
    block: Block, filled: Sequence[RawCell], cells: dict[str, RawCell]
) -> dict[str, RawCell]:
    """Unlisted heads of a header whose other heads stand in the block's order."""
    heads = list(filled[-len(block.measures) :])
    if not cells or len(filled) != len(block.measures) + 1 or len(cells) == len(heads):
        return {}
    pairs = list(zip(block.measures, heads, strict=True))
    if any(cells.get(measure, head) is not head for measure, head in pairs):
        return {}
    return {measure: head for measure, head in pairs if measure not in cells}


def _by_likeness(
    form: FormTable, block: Block, filled: Sequence[RawCell], cells: dict[str, RawCell]
) -> dict[str, RawCell]:
    """The one head of a block of one measure, if no measure of the form is more like it."""
    heads_a_column = len(filled) == 2 and parse_label(filled[0].text).key in form.header_keys
    if cells or len(block.measures) != 1 or not heads_a_column:
        return {}
    key = parse_label(split_unit(filled[1].text)[0]).key
    best = max(form.columns, key=lambda column: likeness(key, column))
    if best.code != block.measures[0] or likeness(key, best) < ALIKE:
        return {}
    return {best.code: filled[1]}


def _label(form: FormTable, measure: str) -> str:
    return next(column.label for column in form.columns if column.code == measure)
