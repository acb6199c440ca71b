"""A grid as an HTML table, with right or irregular spans."""

from __future__ import annotations

from html import escape
from typing import Literal

from examples.draw.grid import Cell, Grid

Spans = Literal["right", "empty", "padded", "overrun"]
Blank = Literal["", "&nbsp;", "<br/>"]
HeadWrap = Literal["none", "br", "p", "span", "space"]

_WRAPS = {
    "none": ("", ""),
    "br": ("<br />", ""),
    "p": ("</p><p>", "p"),
    "span": ("</span><span>", "span"),
    "space": (" ", ""),
}


def table(grid: Grid, spans: Spans, blank: Blank, wrap: HeadWrap) -> str:
    """The table's markup.

    `spans`: as the form has them; `empty` cells instead of them; rows `padded` with empty cells;
    `overrun`: the vertical label's rowspan is one row too long, which pushes the last row aside.
    """
    rows: list[list[tuple[int, str]]] = [[] for _ in range(grid.n_rows)]
    for cell in grid.cells:
        if cell.text is None:
            continue
        content = _content(cell, blank, wrap)
        if spans == "empty":
            for row in range(cell.row, cell.row + cell.rows):
                for col in range(cell.col, cell.col + cell.cols):
                    first = (row, col) == (cell.row, cell.col)
                    rows[row].append((col, f"<td>{content if first else blank}</td>"))
        else:
            over = spans == "overrun" and cell.role == "vertical"
            rows[cell.row].append((cell.col, f"<td{_attributes(cell, over)}>{content}</td>"))
    padding = f"<td>{blank}</td>" * (2 if spans == "padded" else 0)
    lines = ["".join(text for _, text in sorted(row)) + padding for row in rows]
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table class="t" border="1" cellspacing="0">\n<tbody>\n{body}\n</tbody>\n</table>'


def _attributes(cell: Cell, overrun: bool) -> str:
    """The span attributes of a cell."""
    rows = cell.rows + overrun
    text = f' rowspan="{rows}"' if rows > 1 else ""
    return text + (f' colspan="{cell.cols}"' if cell.cols > 1 else "")


def _content(cell: Cell, blank: Blank, wrap: HeadWrap) -> str:
    """What stands between the tags of a cell."""
    text = cell.text or ""
    if not text:
        return blank
    if cell.role != "head" or len(text) < 4:
        return escape(text)
    between, tag = _WRAPS[wrap]
    middle = len(text) // 2
    joined = f"{escape(text[:middle])}{between}{escape(text[middle:])}"
    return f"<{tag}>{joined}</{tag}>" if tag else joined
