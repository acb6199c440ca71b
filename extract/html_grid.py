"""From a table built of `<div>`s in a CSS grid to the same grid as a `<table>` gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from extract.html_flow import flow, is_gone, is_hidden, lines_of
from extract.markup import Element
from extract.model import RawCell
from extract.spans import MOST_SPAN, Grid, clip

_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_DISPLAY = re.compile(r"display\s*:\s*(?:inline-)?grid", re.I)
_TEMPLATE = re.compile(r"grid-template-columns\s*:\s*([^;]+)", re.I)
_REPEAT = re.compile(r"repeat\(\s*(\d{1,3})\s*,\s*([^()]*(?:\([^()]*\)[^()]*)*)\)", re.I)
_LINE = re.compile(r"(span)?\s*(\d{1,4})", re.I)
_FEWEST_CELLS = 8
_MOST_CELLS = 5000


class _Place(NamedTuple):
    """Where a style puts a cell: first line (from 1; 0 for where there is room) and extent."""

    line: int
    extent: int


def css_grids(root: Element) -> dict[Element, Grid]:
    """Every CSS grid of the page that could be a table: two columns and a few cells at least."""
    rules = {
        name: body
        for sheet in root.iter("style")
        for name, body in _RULE.findall(sheet.text or "")
        if _DISPLAY.search(body)
    }
    containers = dict(_containers(root, rules))
    outer = {above for node in [*containers, *root.iter("table")] for above in node.iterancestors()}
    found: dict[Element, Grid] = {}
    for number, (node, style) in enumerate(containers.items(), 1):
        if node in outer:
            continue  # a grid that lays out the page
        cells = [child for child in node if isinstance(child.tag, str) and not is_gone(child)]
        columns = _track_count(style)
        if _FEWEST_CELLS <= len(cells) <= _MOST_CELLS and columns > 1:
            found[node] = _grid(cells, columns, number)
    return found


def _containers(root: Element, rules: dict[str, str]) -> Iterator[tuple[Element, str]]:
    for node in root.iter("div", "section", "ul", "dl"):
        style = node.get("style") or ""
        sheet = ";".join(rules[name] for name in (node.get("class") or "").split() if name in rules)
        if sheet or _DISPLAY.search(style) or _TEMPLATE.search(style):
            yield node, f"{style};{sheet}"


def _track_count(style: str) -> int:
    """Number of columns a `grid-template-columns` makes."""
    match = _TEMPLATE.search(style)
    if match is None:
        return 0
    tracks = _REPEAT.sub(lambda each: " ".join([each[2]] * int(each[1])), match[1])
    return len(re.sub(r"\([^()]*\)", "", tracks).split())


def _grid(cells: list[Element], columns: int, number: int) -> Grid:
    """Cells where their styles put them; the others one after the other, row by row."""
    taken: set[tuple[int, int]] = set()
    placed: list[RawCell] = []
    row, column = 0, 0
    for position, cell in enumerate(cells, 1):
        down, across = _place(cell, "row", 0), _place(cell, "column", 1)
        width = min(across.extent, columns)
        free = (
            (r, c)
            for r in ([down.line - 1] if down.line else range(row, row + len(cells) + 1))
            for c in ([across.line - 1] if across.line else range(columns - width + 1))
            if (down.line or (r, c) >= (row, column))
            and not any((r, c + step) in taken for step in range(width))
        )
        where = next(free, None)
        if where is None:
            continue
        if not down.line:
            row, column = where
        height = _height(where, width, down.extent, taken)
        taken.update((where[0] + d, where[1] + a) for d in range(height) for a in range(width))
        text = "" if is_hidden(cell) else "\n".join(lines_of(flow(cell)))
        path = f"grid[{number}]/{cell.tag}[{position}]"
        placed.append(RawCell(*where, text, height, width, path=path))
    return _cut(placed)


def _height(where: tuple[int, int], width: int, extent: int, taken: set[tuple[int, int]]) -> int:
    """Rows down to the next cell that is already there."""
    for step in range(1, extent):
        if any((where[0] + step, where[1] + across) in taken for across in range(width)):
            return step
    return extent


def _cut(placed: list[RawCell]) -> Grid:
    """Cells in reading order, none longer than the table has rows."""
    rows = 1 + max((cell.row for cell in placed), default=-1)
    whole = [replace(cell, row_span=min(cell.row_span, rows - cell.row)) for cell in placed]
    return clip(rows, sorted(whole, key=lambda cell: (cell.row, cell.column)))


def _place(cell: Element, axis: str, order: int) -> _Place:
    """First line and extent along an axis, from `grid-row: 2 / span 3` and its relatives."""
    style = cell.get("style") or ""
    short = _value(style, f"grid-{axis}").split("/")
    area = _value(style, "grid-area").split("/")
    start = _value(style, f"grid-{axis}-start") or short[0] or (area + [""] * 4)[order]
    end = _value(style, f"grid-{axis}-end") or "".join(short[1:2]) or (area + [""] * 4)[order + 2]
    first, last = _LINE.search(start), _LINE.search(end)
    line = int(first[2]) if first and not first[1] else 0
    extent = 1
    for match in (first, last):
        if match and match[1]:
            extent = int(match[2])
    if last and not last[1] and line:
        extent = int(last[2]) - line
    return _Place(line, max(1, min(extent, MOST_SPAN)))


def _value(style: str, name: str) -> str:
    match = re.search(rf"(?:^|;)\s*{name}\s*:\s*([^;]+)", style, re.I)
    return match[1].strip() if match else ""
