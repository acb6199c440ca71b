"""A grid as an HTML table, with right or irregular spans."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

from examples.draw.grid import Cell, Grid

Spans = Literal["right", "empty", "padded", "ragged", "overrun"]
Blank = Literal["", "&nbsp;", "<br/>"]
HeadWrap = Literal["none", "br", "p", "span", "space"]

_WRAPS = {
    "none": ("", ""),
    "br": ("<br />", ""),
    "p": ("</p><p>", "p"),
    "span": ("</span><span>", "span"),
    "space": (" ", ""),
}


@dataclass(frozen=True, slots=True)
class Markup:
    """How a table is written down.

    `spans`: as the form has them; `empty` cells instead of them; rows `padded` with empty cells, all alike;
    `ragged`, some with one or two; `overrun`: the vertical label's rowspan is one row too long, which
    pushes the last row aside. `split_numbers` over two elements; `word`: paragraphs as Word writes them.
    """

    spans: Spans = "right"
    blank: Blank = ""
    wrap: HeadWrap = "none"
    thead: bool = False
    split_numbers: bool = False
    word: bool = False


def table(grid: Grid, how: Markup) -> str:
    """The table's markup."""
    rows: list[list[tuple[int, str]]] = [[] for _ in range(grid.n_rows)]
    for cell in grid.cells:
        if cell.text is None:
            continue
        content = _content(cell, how)
        if how.spans == "empty":
            for row in range(cell.row, cell.row + cell.rows):
                for col in range(cell.col, cell.col + cell.cols):
                    first = (row, col) == (cell.row, cell.col)
                    rows[row].append((col, f"<td>{content if first else how.blank}</td>"))
        else:
            over = how.spans == "overrun" and cell.role == "vertical"
            rows[cell.row].append((cell.col, f"<td{_attributes(cell, over)}>{content}</td>"))
    lines = [
        "".join(text for _, text in sorted(row)) + f"<td>{how.blank}</td>" * _padding(number, how)
        for number, row in enumerate(rows)
    ]
    parts = [f"<tr>{line}</tr>" for line in lines]
    head = grid.header if how.thead else 0
    body = "\n".join(parts[head:])
    if head:
        body = f"<thead>\n{chr(10).join(parts[:head])}\n</thead>\n<tbody>\n{body}\n</tbody>"
    else:
        body = f"<tbody>\n{body}\n</tbody>"
    return f'<table class="t" border="1" cellspacing="0">\n{body}\n</table>'


def _padding(row: int, how: Markup) -> int:
    """Empty cells behind a row."""
    if how.spans == "ragged":
        return (row % 4 == 3) + (row % 6 == 5)
    return 2 if how.spans == "padded" else 0


def _attributes(cell: Cell, overrun: bool) -> str:
    """The span attributes of a cell."""
    rows = cell.rows + overrun
    text = f' rowspan="{rows}"' if rows > 1 else ""
    return text + (f' colspan="{cell.cols}"' if cell.cols > 1 else "")


def _content(cell: Cell, how: Markup) -> str:
    """What stands between the tags of a cell."""
    text = cell.text or ""
    if not text:
        return how.blank
    middle = len(text) // 2
    inside = escape(text)
    if cell.role == "figure":
        if how.split_numbers and len(text) > 1:
            inside = f"<span>{escape(text[:middle])}</span><span>{escape(text[middle:])}</span>"
    elif cell.role == "head" and len(text) >= 4:
        between, tag = _WRAPS[how.wrap]
        inside = f"{escape(text[:middle])}{between}{escape(text[middle:])}"
        inside = f"<{tag}>{inside}</{tag}>" if tag else inside
    return f'<p class="MsoNormal"><span>{inside}</span></p>' if how.word else inside
