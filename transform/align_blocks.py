"""Aligns the fragments of a table of captioned blocks (table 二) with a form.

A header holds until the next block; the same words (信息内容) head every block. Figures are taken from
the columns of their header, by position on the page where a page break put the header on another grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.model import Problem, RawCell
from transform.alignment import Alignment, Reading, problem, text_of
from transform.block_header import Header, captioned, read_header
from transform.form import Block, FormTable, Named
from transform.grid import Grid, is_empty
from transform.labels import has_cjk, parse_label


@dataclass
class _Walk:
    form: FormTable
    block: Block | None = None
    header: Header | None = None
    refused: bool = False
    readings: dict[tuple[str, str], Reading] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unmatched: int = 0


def align_blocks(form: FormTable, grids: Sequence[Grid]) -> Alignment:
    """Readings of all fragments together."""
    walk = _Walk(form)
    for grid in grids:
        for cells in grid.anchored:
            filled = [cell for cell in cells if not is_empty(cell)]
            if filled:
                _row(walk, grid, cells, filled)
    return Alignment(
        form, tuple(walk.readings.values()), tuple(walk.problems), walk.unmatched, tuple(grids)
    )


def _row(walk: _Walk, grid: Grid, cells: Sequence[RawCell], filled: Sequence[RawCell]) -> None:
    block = captioned(walk.form, filled)
    if block is not None:
        walk.block, walk.header, walk.refused = block, None, False
        return
    header, problems = read_header(walk.form, walk.block, grid, filled)
    walk.problems.extend(problems)
    if header is not None:
        walk.header, walk.refused = header, False
        return
    if parse_label(filled[0].text).key in walk.form.header_keys:
        walk.header, walk.refused = None, True
        walk.problems.append(problem("header_unknown", filled[0], raw=text_of(filled)))
        walk.unmatched += 1
        return
    subject = _subject(walk, filled[0])
    if subject is None:
        if any(not has_cjk(cell.text) for cell in filled):
            walk.unmatched += 1
            walk.problems.append(problem("row_unknown", filled[0], raw=text_of(filled), nearest=""))
        return
    _figures(walk, grid, cells, filled[0], subject)


def _subject(walk: _Walk, cell: RawCell) -> Named | None:
    key = parse_label(cell.text).key
    for block in walk.form.blocks:
        for subject in block.subjects:
            if key in subject.keys:
                if walk.block is not block:
                    lost_caption = walk.block is None or walk.header is None
                    walk.block = block
                    if (
                        not lost_caption
                        and walk.header
                        and not set(block.measures) & set(walk.header.cells)
                    ):
                        walk.header = None
                return subject
    return None


def _figures(
    walk: _Walk, grid: Grid, cells: Sequence[RawCell], label: RawCell, subject: Named
) -> None:
    block = walk.block
    assert block is not None
    after = [cell for cell in cells if cell.column > label.column]
    taken: set[int] = set()
    for measure, here in _by_measure(walk, grid, block, after).items():
        if not here:
            continue
        printed = [cell for cell in here if not is_empty(cell)]
        doubt = ""
        if len(printed) > 1:
            doubt = "two_figures_in_column"
            walk.problems.append(
                problem(
                    doubt, printed[0], raw=text_of(printed), label=subject.label, column=measure
                )
            )
        cell = printed[0] if printed else here[0]
        taken.update(id(other) for other in here)
        unit = walk.header.units.get(measure) if walk.header else None
        _keep(
            walk,
            Reading(subject.code, measure, cell, grid.table.reader, unit, doubt or cell.doubt),
            label,
            subject,
        )
    loose = [cell for cell in after if not is_empty(cell) and id(cell) not in taken]
    for cell in loose:
        walk.problems.append(
            problem("figures_not_placed", cell, raw=text_of([label, *after]), label=subject.label)
        )
        walk.unmatched += 1


def _keep(walk: _Walk, reading: Reading, label: RawCell, subject: Named) -> None:
    slot = (reading.row, reading.column)
    if slot in walk.readings:
        if not is_empty(reading.cell):
            walk.problems.append(problem("row_repeated", label, label=subject.label))
            walk.unmatched += 1
        return
    walk.readings[slot] = reading


def _by_measure(
    walk: _Walk, grid: Grid, block: Block, after: Sequence[RawCell]
) -> dict[str, list[RawCell]]:
    """The row's cells under each measure of the block."""
    header = walk.header
    if header is None:
        return {} if walk.refused else _without_header(walk, block, after)
    here: dict[str, list[RawCell]] = {
        measure: [] for measure in block.measures if measure in header.cells
    }
    ordered = sorted(header.cells.items(), key=lambda item: item[1].column)
    for cell in after:
        if header.grid is grid or grid.table.columns == header.grid.table.columns:
            measure = _by_column(ordered, cell)
        else:
            measure = _by_place(ordered, cell)
        if measure in here:
            here[measure].append(cell)
    if not any(here.values()) and len(here) == 1:
        here[next(iter(here))] = list(after)
    return here


def _without_header(
    walk: _Walk, block: Block, after: Sequence[RawCell]
) -> dict[str, list[RawCell]]:
    """Header lost (page break): certain for a block of one measure, by order where the numbers agree."""
    if len(block.measures) == 1:
        return {block.measures[0]: list(after)}
    if len(after) == len(block.measures):
        walk.problems.append(
            problem("header_by_order", after[0] if after else None, raw=text_of(after))
        )
        return {measure: [cell] for measure, cell in zip(block.measures, after, strict=True)}
    return {}


def _by_column(ordered: Sequence[tuple[str, RawCell]], cell: RawCell) -> str:
    """The measure whose header begins at or last before the cell's column."""
    under = [measure for measure, head in ordered if head.column <= cell.column]
    return under[-1] if under else ""


def _by_place(ordered: Sequence[tuple[str, RawCell]], cell: RawCell) -> str:
    """The measure under whose header the middle of the cell stands on the page."""
    if cell.box is None:
        return ""
    x, _ = cell.box.middle
    for measure, head in ordered:
        if head.box and head.box.x0 - 3 <= x <= head.box.x1 + 3:
            return measure
    return ordered[0][0] if len(ordered) == 1 else ""
