"""A table on pages: row heights, page breaks, and the text in the cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from examples.draw.face import Face
from examples.draw.flow import Flow
from examples.draw.grid import Cell, Grid
from examples.draw.paint import Frame, background, borders, line_of_text
from examples.draw.pieces import apply_cuts, split, with_header

_PAD = 3.0
_BOLD = frozenset(("caption", "head"))


class Table:
    """A grid to be drawn in a flow, over as many pages as it takes."""

    def __init__(self, flow: Flow, grid: Grid) -> None:
        self.flow, self.style, self.face = flow, flow.style, flow.face
        shares = list(grid.weights)
        if grid.name == "requests":
            shares[2] *= self.style.label_share
        unit = flow.width / sum(shares)
        self.xs = [flow.left, *(flow.left + unit * share for share in accumulate(shares))]
        self.size = self.style.table_size
        self.line = self.size * 1.18
        self.grid, self.breaks = apply_cuts(grid, self.style.cuts, self.lines)

    def lines(self, cell: Cell, text: str) -> Sequence[str]:
        """The lines of a text in a cell of that width; figures are never wrapped."""
        if cell.role == "figure":
            return (text,)
        if cell.role == "vertical" and self.style.vertical != "wrapped":
            return tuple(text.replace("\n", "").replace(" ", ""))
        ems = (self.xs[cell.col + cell.cols] - self.xs[cell.col] - _PAD) / self.size
        return self.face.wrap(text, round(max(ems, 1.0), 3))

    def fits(self, height: float) -> int:
        """How many lines have room in a height."""
        return int((height - 1) / self.line)

    def heights(self, grid: Grid) -> list[float]:
        """Row heights that hold every text."""
        heights = [self.style.row_height] * grid.n_rows
        for cell in sorted(grid.cells, key=lambda c: c.rows):
            if cell.text and cell.role != "figure":
                need = len(self.lines(cell, cell.text)) * self.line + _PAD
                lack = need - sum(heights[cell.row : cell.row + cell.rows])
                if lack > 0:
                    heights[cell.row + cell.rows - 1] += lack
        return heights

    def least(self) -> float:
        """The height without which the table had better start on the next page."""
        rows = min([self.grid.header + 2, *self.breaks])
        return sum(self.heights(self.grid)[:rows])

    def draw(self) -> None:
        """The table from the flow's place on, over as many pages as it takes."""
        flow, rest, breaks, opened = self.flow, self.grid, self.breaks, False
        flow.y -= 4
        while True:
            heights = self.heights(rest)
            fitting = self._fitting(heights)
            cut = breaks[0] if breaks and breaks[0] <= fitting else 0
            if not cut and fitting == rest.n_rows:
                self._part(rest, heights, opened, False)
                break
            row = cut or fitting
            if row == 0 and flow.y < flow.top - 5:
                flow.new_page()
                continue
            row = max(row, 1)
            if cut:
                room = flow.free / sum(heights[:row])
                heights = [h * max(1.0, min(room, 1.7)) for h in heights]
            above, below = self._split(rest, row, heights)
            self._part(above, heights[:row], opened, self.style.open_breaks)
            breaks = [at - row for at in breaks if at > row]
            if self.style.repeat_header and rest.header and row > rest.header:
                below = with_header(rest, below)
                breaks = [at + rest.header for at in breaks]
            opened = self.style.open_breaks and not below.header
            flow.new_page()
            rest = below
        flow.y -= 8

    def _fitting(self, heights: list[float]) -> int:
        """How many rows have room on this page."""
        free, rows = self.flow.free + 0.01, 0
        for rows, total in enumerate(accumulate(heights), 1):
            if total > free:
                return rows - 1
        return rows

    def _split(self, grid: Grid, row: int, heights: list[float]) -> tuple[Grid, Grid]:
        """The parts above and below a page break."""

        def fits(cell: Cell) -> int:
            return self.fits(sum(heights[cell.row : cell.row + cell.rows]))

        return split(grid, row, self.style.label_at_cut, self.lines, fits)

    def _part(self, grid: Grid, heights: list[float], top: bool, bottom: bool) -> None:
        """The part of the table on one page."""
        flow = self.flow
        ys = [flow.y, *(flow.y - h for h in accumulate(heights))]
        frame = Frame(self.xs, ys, top, bottom)
        background(flow.canvas, frame, grid.cells, self.style)
        for cell in sorted(grid.cells, key=lambda c: (c.row, c.col)):
            if cell.text:
                self._text(cell, cell.text, frame)
        borders(flow.canvas, frame, grid.cells, self.style)
        flow.y = ys[-1]

    def _text(self, cell: Cell, text: str, frame: Frame) -> None:
        """The lines of one cell, in its middle."""
        x, y, width, height = frame.box(cell)
        if cell.role == "vertical" and self.style.vertical == "turned":
            self._turned(text.replace("\n", ""), (x + width / 2, y + height / 2), height)
            return
        lines, size, line = self.lines(cell, text), self.size, self.line
        face: Face = self.face
        widest = max(map(face.width, lines))
        if widest * size > width - 1:
            size = (width - 1) / widest
        base = y + (height + len(lines) * line) / 2 - 0.9 * size
        left = cell.role == "note" or (cell.role == "label" and self.style.label_align == "left")
        bold = cell.role in _BOLD and self.style.shaded
        for i, part in enumerate(lines):
            at = x + _PAD / 2 + 1 if left else x + (width - face.width(part) * size) / 2
            place = (at, base - i * line)
            line_of_text(self.flow.canvas, place, part, size, face, bold=bold)

    def _turned(self, text: str, centre: tuple[float, float], height: float) -> None:
        """A vertical label as one line that runs downwards."""
        size = min(self.size, (height - 2) / self.face.width(text))
        canvas = self.flow.canvas
        canvas.saveState()
        canvas.translate(*centre)
        canvas.rotate(-90)
        at = (-self.face.width(text) * size / 2, -0.35 * size)
        line_of_text(canvas, at, text, size, self.face)
        canvas.restoreState()
