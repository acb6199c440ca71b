"""The witness of tables made of `<div>`s in a CSS grid: its children one by one, where they flow to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.html_flow import is_gone, is_hidden
from extract.markup import Element
from extract.model import RawCell, RawTable
from extract.same_text import same_text
from extract.witness import Dispute
from extract.witness_words import text_of

_PLACE = re.compile(r"grid\[\d+\]/\w+\[(\d+)\]")
_LINE = re.compile(r"(?:^|;)\s*grid-(row|column|area)(?:-start)?\s*:\s*(?!span)(\d+)?([^;]*)", re.I)


def is_of_css(table: RawTable) -> bool:
    """Whether the reader found the table in a CSS grid."""
    return any(_PLACE.fullmatch(cell.path or "") for cell in table.cells)


def css_differences(table: RawTable, roots: list[Element]) -> list[Dispute]:
    """Cells of the table that are not where their element stands. LookupError where there is no such grid."""
    cells = {int(place[1]): cell for cell in table.cells if (place := _place(cell))}
    children = max(
        (children for root in roots for children in _families(root, max(cells))),
        key=lambda family: sum(same_text(c.text, _text(family[n - 1])) for n, c in cells.items()),
        default=None,
    )
    if children is None or len(cells) != len(table.cells):
        raise LookupError("the grid of the style sheet was not found a second time")
    flow = _flowed(cells, table.columns)
    found = []
    for number, cell in cells.items():
        child = children[number - 1]
        if not same_text(cell.text, _text(child)):
            found.append(Dispute(cell, "text", _text(child)))
        elif not _is_there(cell, child, flow[number]):
            found.append(Dispute(cell, "place", ""))
    return found


def _place(cell: RawCell) -> re.Match[str] | None:
    return _PLACE.fullmatch(cell.path or "")


def _families(root: Element, least: int) -> Iterator[list[Element]]:
    """Children of elements that could be a grid of so many cells."""
    for node in root.iter("div", "section", "ul", "dl"):
        if len(node) >= least:
            children = [each for each in node if isinstance(each.tag, str) and not is_gone(each)]
            if len(children) >= least:
                yield children


def _text(node: Element) -> str:
    return "" if is_hidden(node) else text_of(node, hidden=False)


def _flowed(cells: dict[int, RawCell], columns: int) -> dict[int, tuple[int, int]]:
    """Where cells without a place of their own come to stand, one after the other."""
    taken: set[tuple[int, int]] = set()
    places: dict[int, tuple[int, int]] = {}
    row = column = 0
    for number, cell in sorted(cells.items()):
        wide = min(cell.column_span, columns)
        while column + wide > columns or any((row, column + n) in taken for n in range(wide)):
            column += 1
            if column + wide > columns:
                row, column = row + 1, 0
        taken |= {(row + d, column + n) for d in range(cell.row_span) for n in range(wide)}
        places[number] = row, column
    return places


def _is_there(cell: RawCell, child: Element, flow: tuple[int, int]) -> bool:
    """Whether a cell stands at the lines its style names, or else where it flows to."""
    style = child.get("style") or ""
    named = {axis.lower(): first for axis, first, _ in _LINE.findall(style)}
    if "area" in named:
        return bool(named["area"]) and cell.row == int(named["area"]) - 1
    if not any(named.values()):
        return (cell.row, cell.column) == flow
    here = {"row": cell.row + 1, "column": cell.column + 1}
    return all(here[axis] == int(first) for axis, first in named.items() if first)
