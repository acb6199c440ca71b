"""The witness of web pages: the tables of the page laid out anew from its markup.

It shares with the reader how bytes become a tree and what a style hides, and nothing behind that: rows,
spans and texts are taken from the tree in another way.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.content import read_content
from extract.encoding import decode
from extract.html_flow import is_gone, is_hidden, parse
from extract.html_scripts import embedded_markup
from extract.markup import Element
from extract.model import Document, RawTable, Rejection
from extract.witness import Dispute, Witness
from extract.witness_css import css_differences, is_of_css
from extract.witness_grid import Declared, Texts, laid_out, witness_of_grids
from extract.witness_words import text_of

_LONGEST_CELL, _FEW_CELLS = 1000, 20
_CELL = ("td", "th")


def witness_of_file(path: Path, document: Document) -> Witness | Rejection:
    """A witness of the tables of a page on disk."""
    data = read_content(path)
    if isinstance(data, Rejection):
        return data
    root = parse(decode(data).text)
    roots = [] if root is None else [root]
    grids = [grid for each in roots for grid in grids_of_page(each)]
    if max(map(len, grids), default=0) < _FEW_CELLS:
        scripts = [tree for each in roots for tree in _embedded(each)]
        grids += [grid for tree in scripts for grid in grids_in(tree, hidden=False)]
        roots += scripts
    plain = witness_of_grids(grids, [t.order for t in document.tables if not is_of_css(t)])

    def disputes(table: RawTable) -> list[Dispute]:
        return css_differences(table, roots) if is_of_css(table) else plain(table)

    return disputes


def _embedded(root: Element) -> Iterator[Element]:
    """Trees of the markup that scripts hold."""
    for markup in embedded_markup(root):
        inner = parse(markup)
        if inner is not None:
            yield inner


def grids_of_page(root: Element) -> list[Texts]:
    """The tables that show something; hidden ones if no others are there."""
    return list(grids_in(root, hidden=False)) or list(grids_in(root, hidden=True))


def grids_in(root: Element, *, hidden: bool) -> Iterator[Texts]:
    """Tables without tables inside; `hidden`: those and what else is not shown, too."""
    tables = [table for table in root.iter("table") if _counts(table)]
    outer = {above for table in tables for above in table.iterancestors("table")}
    for table in tables:
        if table in outer or not (hidden or _is_shown(table)):
            continue
        grid = _grid(table, hidden)
        wide = any(column for _, column in grid)
        if wide and any(grid.values()) and max(map(len, grid.values())) <= _LONGEST_CELL:
            yield grid


def _counts(table: Element) -> bool:
    """A frame around one cell inside another table is none."""
    cells = table.iter(*_CELL)
    fewest = 1 if next(table.iterancestors("table"), None) is None else 2
    return len([cell for cell, _ in zip(cells, range(2), strict=False)]) >= fewest


def _is_shown(node: Element) -> bool:
    return not (is_hidden(node) or any(is_hidden(above) for above in node.iterancestors()))


def _grid(table: Element, hidden: bool) -> Texts:
    rows: list[list[Declared]] = []
    groups: list[Element] = []
    row: Element | None = None
    for node in table.iter("tr", *_CELL):
        home = _home(node, table)
        if home is None:
            continue
        if home is not row:
            row = home
            if hidden or not is_gone(row):
                rows.append([])
                groups.append(row if row is table else row.getparent())
        if node.tag != "tr" and (hidden or not (is_gone(row) or is_gone(node))):
            unseen = not hidden and (is_hidden(node) or is_hidden(row))
            text = "" if unseen else text_of(node, hidden)
            rows[-1].append(
                Declared(text, _number(node, "rowspan", 0), _number(node, "colspan", 1))
            )
    return laid_out(rows, _ends(groups))


def _home(node: Element, table: Element) -> Element | None:
    """The row that a cell of the table stands in, or the table for one without; None for one in a cell."""
    if node.tag == "tr":
        return node if next(node.iterancestors("table"), None) is table else None
    around = next(node.iterancestors("tr", "table", *_CELL), None)
    if around is None or around.tag in _CELL:
        return None
    if around.tag == "tr":
        return around if next(around.iterancestors("table"), None) is table else None
    return around if around is table else None


def _ends(groups: list[Element]) -> list[int]:
    """For each row the first row behind it that has another parent."""
    ends: list[int] = []
    for number, group in enumerate(groups):
        stop = number + 1
        while stop < len(groups) and groups[stop] is group:
            stop += 1
        ends += [ends[-1]] if ends and ends[-1] > number else [stop]
    return ends


def _number(cell: Element, name: str, least: int) -> int:
    digits = "".join(filter("0123456789".__contains__, (cell.get(name) or "")[:12]))
    return max(least, int(digits)) if digits else 1
