"""Ink: lines of text and the borders of a table on a canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from examples.draw.face import Face
from examples.draw.grid import Cell
from examples.draw.style import PdfStyle

Canvas = Any  # reportlab has no type information


def line_of_text(
    canvas: Canvas, at: tuple[float, float], text: str, size: float, face: Face, *,
    bold: bool = False, spread: float = 0,
) -> None:
    """One line of text; `spread` is added after every character, bold is thickened."""
    ink = canvas.beginText(*at)
    if spread:
        ink.setCharSpace(spread)
    if bold:
        canvas.setLineWidth(size * 0.018)
        ink.setTextRenderMode(2)
    for font, run in face.runs(text):
        ink.setFont(font, size)
        ink.textOut(run)
    if bold:
        ink.setTextRenderMode(0)
    if spread:
        ink.setCharSpace(0)
    canvas.drawText(ink)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the columns and rows of a part of a table lie; rows run downwards."""

    xs: Sequence[float]
    ys: Sequence[float]
    open_top: bool = False
    open_bottom: bool = False

    def box(self, cell: Cell) -> tuple[float, float, float, float]:
        """Left, bottom, width and height of a cell."""
        left, top = self.xs[cell.col], self.ys[cell.row]
        right, bottom = self.xs[cell.col + cell.cols], self.ys[cell.row + cell.rows]
        return left, bottom, right - left, top - bottom


def background(canvas: Canvas, frame: Frame, cells: Sequence[Cell], style: PdfStyle) -> None:
    """Fills behind the text: shaded captions, or filled cells instead of borders."""
    if style.borders == "fills":
        canvas.setFillGray(0.65)
        left, bottom = frame.xs[0], frame.ys[-1]
        canvas.rect(left, bottom, frame.xs[-1] - left, frame.ys[0] - bottom, stroke=0, fill=1)
        canvas.setFillGray(1)
        for cell in cells:
            x, y, width, height = frame.box(cell)
            canvas.rect(x + 0.4, y + 0.4, width - 0.8, height - 0.8, stroke=0, fill=1)
    if style.shaded:
        canvas.setFillColorRGB(0.776, 0.851, 0.945)
        for cell in cells:
            if cell.role == "caption":
                canvas.rect(*frame.box(cell), stroke=0, fill=1)
    canvas.setFillGray(0)


def borders(canvas: Canvas, frame: Frame, cells: Sequence[Cell], style: PdfStyle) -> None:
    """The rules of the table, drawn the way the style says."""
    if style.borders in ("none", "fills"):
        return
    canvas.setStrokeGray(style.grey)
    canvas.setLineWidth(style.line_width)
    canvas.setDash(*((list(style.dash),) if style.dash else ()))
    if style.borders in ("cells", "spaced"):
        inset = 1.2 if style.borders == "spaced" else 0
        for cell in cells:
            if cell.text is not None:
                x, y, width, height = frame.box(cell)
                canvas.rect(x + inset, y + inset, width - 2 * inset, height - 2 * inset)
    else:
        merge = style.borders != "rects"
        rules = _rules(frame, cells, merge, style.borders == "horizontal")
        if merge:
            canvas.lines(rules)
        else:
            _as_rects(canvas, rules, style)
    canvas.setStrokeGray(0)
    canvas.setDash()


def _as_rects(
    canvas: Canvas, rules: list[tuple[float, float, float, float]], style: PdfStyle
) -> None:
    """Rules as thin filled rectangles, as Word writes them."""
    half = style.line_width / 2
    canvas.setFillGray(style.grey)
    for x0, y0, x1, y1 in rules:
        if y0 == y1:
            canvas.rect(x0 - half, y0 - half, x1 - x0 + 2 * half, 2 * half, stroke=0, fill=1)
        else:
            canvas.rect(x0 - half, y1, 2 * half, y0 - y1, stroke=0, fill=1)
    canvas.setFillGray(0)


def _rules(
    frame: Frame, cells: Sequence[Cell], merge: bool, only_horizontal: bool
) -> list[tuple[float, float, float, float]]:
    """The edges of all cells, each once; those in one line become one rule if `merge`."""
    n_rows, n_cols = len(frame.ys) - 1, len(frame.xs) - 1
    across: dict[int, set[int]] = {}
    down: dict[int, set[int]] = {}
    for cell in cells:
        if cell.text is None:
            continue
        for row in (cell.row, cell.row + cell.rows):
            if not (frame.open_top and row == 0 or frame.open_bottom and row == n_rows):
                across.setdefault(row, set()).update(range(cell.col, cell.col + cell.cols))
        for col in (cell.col, cell.col + cell.cols):
            if not (only_horizontal and 0 <= col <= n_cols):
                down.setdefault(col, set()).update(range(cell.row, cell.row + cell.rows))
    rules = [
        (frame.xs[a], frame.ys[row], frame.xs[b], frame.ys[row])
        for row in sorted(across)
        for a, b in _stretches(across[row], merge)
    ]
    rules += [
        (frame.xs[col], frame.ys[a], frame.xs[col], frame.ys[b])
        for col in sorted(down)
        for a, b in _stretches(down[col], merge)
    ]
    return rules


def _stretches(units: set[int], merge: bool) -> list[tuple[int, int]]:
    """(first, behind last) of the unbroken stretches of a set of units."""
    found: list[tuple[int, int]] = []
    for unit in sorted(units):
        if merge and found and found[-1][1] == unit:
            found[-1] = (found[-1][0], unit + 1)
        else:
            found.append((unit, unit + 1))
    return found
