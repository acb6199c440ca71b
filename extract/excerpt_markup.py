"""Tables of web pages and Word files as rows of declared cells, by their place in the file.

Which tables, rows and cells count is for the readers to say, since their paths count them; how cells
with spans fall on a grid is not asked of them (`excerpt`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.docx import cell_text as word_text
from extract.docx import children_of, extents_of, is_merged
from extract.docx_package import local_name, open_parts
from extract.excerpt import Part
from extract.html_flow import is_hidden, parse
from extract.html_grid import css_grids
from extract.html_scripts import embedded_markup
from extract.html_tables import cell_text, leaf_tables, rows_of, span_of
from extract.markup import Element
from extract.model import Rejection

Rows = Sequence[tuple[int, Sequence[Part]]]
"""Rows of a table, each with its number in the source."""

Tables = dict[str, Rows]
"""Tables by the beginning of their cells' paths, `table[2]` or `grid[1]`."""


def page_tables(text: str) -> Iterator[Tables]:
    """What the tables of a web page may be: as shown, with what is hidden, or from its scripts."""
    root = parse(text)
    if root is None:
        return
    yield markup_tables(root)
    yield markup_tables(root, show_hidden=True)
    for markup in embedded_markup(root):
        inner = parse(markup)
        if inner is not None:
            yield markup_tables(inner)


def markup_tables(root: Element, show_hidden: bool = False) -> Tables:
    """The tables of one tree."""
    tables: Tables = {
        f"table[{number}]": _html_rows(table, f"table[{number}]", show_hidden)
        for table, number in leaf_tables(root, show_hidden).items()
    }
    for grid in css_grids(root).values():
        rows: dict[int, list[Part]] = {}
        for cell in grid.cells:
            part = Part(cell.text, cell.path or "", cell.row_span, cell.column_span)
            rows.setdefault(cell.row, []).append(part)
        name = (grid.cells[0].path or "").partition("/")[0]
        tables[name] = [(row + 1, rows.get(row, [])) for row in range(grid.rows)]
    return tables


def _html_rows(table: Element, place: str, show_hidden: bool) -> Rows:
    rows = []
    for number, (owner, cells) in enumerate(rows_of(table, show_hidden), 1):
        unseen = not show_hidden and is_hidden(owner)
        parts = [
            Part(
                ""
                if unseen or (is_hidden(cell) and not show_hidden)
                else cell_text(cell, show_hidden),
                f"{place}/tr[{number}]/{cell.tag}[{position}]",
                span_of(cell, "rowspan"),
                span_of(cell, "colspan"),
            )
            for position, cell in enumerate(cells, 1)
        ]
        rows.append((number, parts))
    return rows


def word_tables(data: bytes) -> Tables | Rejection:
    """The tables of a Word file (OOXML)."""
    opened = open_parts(data)
    if isinstance(opened, Rejection):
        return opened
    nodes = (node for node in opened[0].iter() if local_name(node) == "tbl")
    return {
        f"table[{number}]": _word_rows(table, f"table[{number}]")
        for number, table in enumerate(nodes, 1)
    }


def _word_rows(table: Element, place: str) -> Rows:
    rows: list[tuple[int, list[Part]]] = []
    above: dict[int, tuple[int, int]] = {}  # column of the grid -> where the cell above began
    for number, row in enumerate(children_of(table, "tr"), 1):
        parts: list[Part] = []
        begun: dict[int, tuple[int, int]] = {}
        end = 0
        for position, (cell, (start, stop)) in enumerate(extents_of(row), 1):
            if start > end:  # columns left out before the row's first cell
                parts.append(Part("", "", 1, start - end))
            end = stop
            owner = above.get(start) if is_merged(cell) else None
            if owner is not None:
                line, index = owner
                first = rows[line][1][index]
                rows[line][1][index] = Part(
                    first.text, first.path, number - line, first.column_span
                )
                begun[start] = owner
                continue
            begun[start] = (number - 1, len(parts))
            path = f"{place}/tr[{number}]/tc[{position}]"
            parts.append(Part(word_text(cell), path, 1, stop - start))
        rows.append((number, parts))
        above = begun
    return rows
