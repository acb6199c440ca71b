"""Cutting a table: into the part above a page break and the part below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from examples.draw.grid import Cell, Grid
from examples.draw.style import Cut, LabelAtCut

Lines = Callable[[Cell, str], Sequence[str]]
"""The lines of a cell's text at the cell's width."""


def apply_cuts(grid: Grid, cuts: Sequence[Cut], lines: Lines) -> tuple[Grid, list[int]]:
    """The grid with its divided rows, and the rows before which a page ends."""
    breaks: list[int] = []
    for cut in cuts:
        row = grid.row_of.get(cut.where)
        if row is None:
            continue
        if cut.kind in ("before_block", "after_caption") and cut.where in grid.block_of:
            row = grid.block_of[cut.where] + (cut.kind == "after_caption")
        elif cut.kind in ("in_row_first", "in_row_second"):
            grid = _divide_row(grid, row, cut.kind == "in_row_first", lines)
            breaks = [at + (at > row) for at in breaks]
            row += 1
        if row > 0:
            breaks.append(row)
    return grid, sorted(set(breaks))


def _divide_row(grid: Grid, row: int, first: bool, lines: Lines) -> Grid:
    """The grid with one row made two: half of the label in each, all figures in one of them."""
    cells = []
    for cell in grid.cells:
        if cell.row > row:
            cells.append(replace(cell, row=cell.row + 1))
        elif cell.row + cell.rows <= row:
            cells.append(cell)
        elif cell.rows > 1:
            cells.append(replace(cell, rows=cell.rows + 1))
        else:
            above, below = _row_texts(cell, first, lines)
            cells.append(replace(cell, text=above))
            cells.append(replace(cell, row=row + 1, text=below))
    moved = {code: at + (at > row) for code, at in grid.row_of.items()}
    return replace(grid, n_rows=grid.n_rows + 1, cells=tuple(cells), row_of=moved)


def _row_texts(cell: Cell, first: bool, lines: Lines) -> tuple[str | None, str | None]:
    """What stands in the two parts of a cell whose row is divided."""
    text = cell.text
    if text is None:
        return None, None
    if cell.role == "label":
        return _halves(text, lines(cell, text))
    return (text, "") if first else ("", text)


def _halves(text: str, lines: Sequence[str]) -> tuple[str, str]:
    """A label cut behind its first line, or in the middle when it has only one."""
    if len(lines) > 1:
        cut = len(lines[0])
        return text[:cut], text[cut:].lstrip("\n")
    cut = (len(text) + 1) // 2
    return text[:cut], text[cut:]


def split(
    grid: Grid, row: int, mode: LabelAtCut, lines: Lines, fits: Callable[[Cell], int]
) -> tuple[Grid, Grid]:
    """The grid above and below `row`; `fits` says how many lines a cell has room for."""
    above: list[Cell] = []
    below: list[Cell] = []
    for cell in grid.cells:
        if cell.row + cell.rows <= row:
            above.append(cell)
        elif cell.row >= row:
            below.append(replace(cell, row=cell.row - row))
        else:
            upper = replace(cell, rows=row - cell.row)
            lower = replace(cell, row=0, rows=cell.row + cell.rows - row)
            texts = _texts(cell, mode, lines, fits(upper))
            above.append(replace(upper, text=texts[0]))
            below.append(replace(lower, text=texts[1]))
    rest = {code: at - row for code, at in grid.row_of.items() if at >= row}
    return (
        replace(grid, n_rows=row, cells=tuple(above)),
        replace(grid, n_rows=grid.n_rows - row, cells=tuple(below), header=0, row_of=rest),
    )


def _texts(
    cell: Cell, mode: LabelAtCut, lines: Lines, room: int
) -> tuple[str | None, str | None]:
    """What stands in the two parts of a cell that is cut."""
    text = cell.text
    if not text:
        return text, text
    parts = lines(cell, text)
    if mode == "repeat" and len(parts) <= room:
        return text, text
    if mode == "cut" and room > 0:
        if len(parts) == 1:
            return text[: (len(text) + 1) // 2], text[(len(text) + 1) // 2 :]
        room = min(room, (len(parts) + 1) // 2)
    return "\n".join(parts[:room]), "\n".join(parts[room:])


def with_header(grid: Grid, below: Grid) -> Grid:
    """The lower part with the table's header rows above it again."""
    n = grid.header
    head = [cell for cell in grid.cells if cell.row + cell.rows <= n]
    rest = [replace(cell, row=cell.row + n) for cell in below.cells]
    moved = {code: row + n for code, row in below.row_of.items()}
    cells = (*head, *rest)
    return replace(below, n_rows=below.n_rows + n, cells=cells, header=n, row_of=moved)
