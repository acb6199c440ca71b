"""A grid as a Word table: merged cells, edges that do not quite meet, deleted rows."""

from __future__ import annotations

from collections.abc import Sequence

from examples.draw.docx_runs import Pen
from examples.draw.grid import Cell, Grid

_UNITS = 9000
_GAP = 60  # how far a dragged edge stands from its place: a millimetre
_FIRST_FIGURE = {"proactive": 1, "requests": 3, "disputes": 0, "legacy": 0}
_DELETED = '<w:trPr><w:del w:id="6" w:author="编辑" w:date="2024-01-20T09:00:00Z"/></w:trPr>'


class Edges:
    """Where the columns of each row begin, in columns of the table's grid.

    Every column is two of the grid, a wide and a narrow one; an edge stands before or behind the
    narrow one. Rows of one block (the header, or a single row) agree, so that merges meet.
    """

    def __init__(self, grid: Grid, pen: Pen) -> None:
        self.slivers = pen.style.slivers
        inner = range(_FIRST_FIGURE[grid.name] + 1, len(grid.weights))
        self._back: list[set[int]] = []
        for row in range(grid.n_rows):
            if 0 < row < grid.header:
                self._back.append(self._back[0])
            else:
                self._back.append({edge for edge in inner if pen.rng.random() < 0.4})

    def __call__(self, row: int, col: int) -> int:
        """The grid column at which a cell of this row and column begins."""
        if not self.slivers:
            return col
        return 2 * col - (col in self._back[row])

    def widths(self, weights: Sequence[float]) -> list[int]:
        """Widths of the columns of the table's grid, in twentieths of a point."""
        whole = [round(_UNITS * weight / sum(weights)) for weight in weights]
        return [part for w in whole for part in (w - _GAP, _GAP)] if self.slivers else whole


def table(grid: Grid, pen: Pen) -> str:
    """The markup of one table."""
    edges = Edges(grid, pen)
    rows: list[dict[int, str]] = [{} for _ in range(grid.n_rows)]
    for cell in grid.cells:
        if cell.text is not None:
            _add(cell, rows, edges, pen)
    lines = [_row(row, edges(number, len(grid.weights)), pen) for number, row in enumerate(rows)]
    if pen.style.tracked and grid.n_rows > 1:
        at = pen.rng.randrange(1, grid.n_rows)
        lines.insert(at, _deleted(len(grid.weights), pen))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in edges.widths(grid.weights))
    head = (
        f'<w:tblPr><w:tblW w:w="{_UNITS}" w:type="dxa"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )
    return pen.control("table", f"<w:tbl>{head}{''.join(lines)}</w:tbl>")


def _add(cell: Cell, rows: list[dict[int, str]], edges: Edges, pen: Pen) -> None:
    """The cell where it begins, and what stands in the rows and columns it covers."""
    merging = pen.style.merging
    for row in range(cell.row, cell.row + cell.rows):
        start, stop = edges(row, cell.col), edges(row, cell.col + cell.cols)
        down = _merge("v", row == cell.row, merging) if cell.rows > 1 else ""
        content = _content(cell, pen) if row == cell.row else "<w:p/>"
        if merging in ("merged", "bare"):
            span = f'<w:gridSpan w:val="{stop - start}"/>' if stop - start > 1 else ""
            rows[row][start] = _cell(span + down, content, pen)
            continue
        for col in range(start, stop):
            across = _merge("h", col == start, merging) if cell.cols > 1 else ""
            properties = across + down if merging == "legacy" else ""
            rows[row][col] = _cell(properties, content if col == start else "<w:p/>", pen)


def _merge(axis: str, begins: bool, merging: str) -> str:
    if begins:
        return f'<w:{axis}Merge w:val="restart"/>'
    return f"<w:{axis}Merge/>" if merging == "bare" else f'<w:{axis}Merge w:val="continue"/>'


def _content(cell: Cell, pen: Pen) -> str:
    text = (cell.text or "").replace("\n", "")
    if cell.role == "figure":
        return pen.figure(text)
    return pen.lines(text) if text else "<w:p/>"


def _cell(properties: str, content: str, pen: Pen) -> str:
    inside = f'<w:tcPr><w:tcW w:w="0" w:type="auto"/>{properties}</w:tcPr>{content}'
    return pen.control("cell", f"<w:tc>{inside}</w:tc>")


def _row(cells: dict[int, str], width: int, pen: Pen) -> str:
    """A row; grid columns without a cell at its ends are skipped, as Word writes it."""
    line = "".join(cells[col] for col in sorted(cells))
    before = min(cells, default=width)
    skipped = f'<w:trPr><w:gridBefore w:val="{before}"/></w:trPr>' if before else ""
    return pen.control("row", f"<w:tr>{skipped}{line}</w:tr>")


def _deleted(columns: int, pen: Pen) -> str:
    """A row that was deleted under tracked changes; its figures are no longer printed."""
    old = "<w:p><w:del w:id='8' w:author='编辑'><w:r><w:delText>77</w:delText></w:r></w:del></w:p>"
    return f"<w:tr>{_DELETED}{_cell('', old, pen) * columns}</w:tr>"
