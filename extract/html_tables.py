"""From the elements of a table to its grid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from extract.html_fields import shown_fields
from extract.html_flow import flow, is_gone, is_hidden, lines_of
from extract.markup import Element
from extract.model import Problem
from extract.spans import Grid, Piece, place

_LONGEST_CELL = 1000
"""A cell with more characters is an article in a frame, not a cell of a table."""
_CELLS = ("td", "th")
_AND_FIELD = " / "
"""Between a cell's text and what a form field in it shows: together they are no number."""
_UNSEEN = ("script", "style", "template", "input")
_DIGIT = re.compile(r"\d")


class ReadTable(NamedTuple):
    """A table read, and what is doubtful about it."""

    grid: Grid
    problems: tuple[Problem, ...]


def leaf_tables(root: Element, show_hidden: bool = False) -> dict[Element, int]:
    """Tables that hold no other table, with their number (from 1) among all tables of the page.

    A table of one cell or none inside another is no table: editors leave such frames in cells.
    """
    numbers = {
        table: number
        for number, table in enumerate(root.iter("table"), 1)
        if sum(1 for _ in islice(table.iter(*_CELLS), 2)) > (_table_around(table) is not None)
    }
    outer = {above for table in numbers for above in table.iterancestors("table")}
    hidden = set() if show_hidden else {node for node in root.iter("*") if is_hidden(node)}
    return {
        table: number
        for table, number in numbers.items()
        if table not in outer and not _lies_in(table, hidden)
    }


def read_table(table: Element, number: int, show_hidden: bool = False) -> ReadTable:
    """The grid of a leaf table, cells as shown on the screen, spans clipped (see `place`)."""
    rows: list[list[Piece]] = []
    sections: list[Element] = []
    problems: list[Problem] = []
    for row, (owner, cells) in enumerate(rows_of(table, show_hidden), 1):
        sections.append(_section(owner))
        rows.append([])
        doubt = "figure_beside_cells" if _holds_more(owner) else ""
        for position, cell in enumerate(cells, 1):
            path = f"table[{number}]/tr[{row}]/{cell.tag}[{position}]"
            unseen = not show_hidden and (is_hidden(cell) or is_hidden(owner))
            text = "" if unseen else cell_text(cell, show_hidden)
            spans = span_of(cell, "rowspan"), span_of(cell, "colspan")
            rows[-1].append(Piece(text, *spans, path, doubt))
            if not text and next(cell.iter("img"), None) is not None:
                problems.append(Problem("picture_in_cell", raw=path))
    grid = place(rows, _group_ends(sections))
    return ReadTable(grid, tuple(problems))


def cell_text(cell: Element, show_hidden: bool) -> str:
    """Text of a cell and of the form fields in it, as shown."""
    text = "\n".join(lines_of(flow(cell, show_hidden=show_hidden)))
    return _AND_FIELD.join(filter(None, [text, *shown_fields(cell, show_hidden)]))


def is_layout(grid: Grid) -> bool:
    """Whether a grid only arranges text: one column, blank, or an article in a frame."""
    longest = max((len(cell.text) for cell in grid.cells), default=0)
    return grid.columns < 2 or longest > _LONGEST_CELL or not any(c.text for c in grid.cells)


def _lies_in(table: Element, hidden: set[Element]) -> bool:
    if not hidden:
        return False
    return table in hidden or any(above in hidden for above in table.iterancestors())


def rows_of(table: Element, show_hidden: bool) -> Iterator[tuple[Element, list[Element]]]:
    """Each row with its cells; cells without a row around them make one of their own."""
    cells: list[Element] = []
    owner: Element | None = None
    for node in table.iter("tr", *_CELLS):
        if _table_around(node) is not table or (node.tag != "tr" and _is_inner(node, table)):
            continue
        parent = node if node.tag == "tr" else _row_of(node, table)
        if parent is not owner:
            if owner is not None and not (is_gone(owner) and not show_hidden):
                yield owner, cells
            cells, owner = [], parent
        if node.tag != "tr" and (show_hidden or not is_gone(node)):
            cells.append(node)
    if owner is not None:
        yield owner, cells


def _holds_more(row: Element) -> bool:
    """Whether a figure stands in a row or behind it, but in no cell: a tag is missing, no one knows which.

    Browsers show it above the table; the cells behind it may stand under other heads than was meant.
    """
    if row.tag == "table":
        return False
    texts = [row.text, row.tail, *(child.tail for child in row)]
    for child in row.iterchildren(etree.Element):
        if child.tag not in (*_CELLS, *_UNSEEN) and next(child.iter(*_CELLS), None) is None:
            texts += child.itertext()
    return any(text and _DIGIT.search(text) for text in texts)


def _table_around(node: Element) -> Element | None:
    return next(node.iterancestors("table"), None)


def _is_inner(cell: Element, table: Element) -> bool:
    """A cell inside a cell, which only broken markup has: its text belongs to the outer one."""
    for above in cell.iterancestors():
        if above.tag == "tr" or above is table:
            return False
        if above.tag in _CELLS:
            return True
    return False


def _row_of(cell: Element, table: Element) -> Element:
    for above in cell.iterancestors():
        if above.tag == "tr" or above is table:
            return above
    return table


def _section(row: Element) -> Element:
    """What a rowspan cannot pass: the thead, tbody or tfoot, or the table, around the row."""
    parent = row.getparent()
    return row if parent is None or row.tag == "table" else parent


def _group_ends(sections: list[Element]) -> list[int]:
    ends = [len(sections)] * len(sections)
    for row in range(len(sections) - 2, -1, -1):
        same = sections[row] is sections[row + 1]
        ends[row] = ends[row + 1] if same else row + 1
    return ends


def span_of(cell: Element, name: str) -> int:
    """A declared span as far as a number can be seen in it (`3`, ` 3 `, `\\"3\\"`, `3px`)."""
    digits = "".join(c for c in (cell.get(name) or "")[:12] if c in "0123456789")
    if name == "colspan":
        return max(1, int(digits or "1"))
    return int(digits or "1")
