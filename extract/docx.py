"""From a Word file (OOXML) to a Document.

`docx_package` opens the file, `docx_flow` walks its text; here tables become grids. Numbers that
Word makes itself (automatic numbering) are not in the file and not in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from extract.blocks import Blocks
from extract.content import read_content
from extract.docx_columns import Extent, shown_columns
from extract.docx_flow import words
from extract.docx_package import local_name, open_parts
from extract.markup import Element
from extract.model import Document, RawCell, Rejection, SourceFile
from extract.spans import MOST_SPAN, Grid, clip

READER = "docx"
_MERGED = ("continue", "")


def read(source_path: Path, source: SourceFile) -> Document | Rejection:
    """The document of a Word file on disk."""
    data = read_content(source_path)
    return data if isinstance(data, Rejection) else read_package(data, source.sha256)


def read_package(data: bytes, sha256: str) -> Document | Rejection:
    """The document of a Word file."""
    opened = open_parts(data)
    if isinstance(opened, Rejection):
        return opened
    root, title = opened
    blocks = Blocks(READER)
    numbers = {
        node: number
        for number, node in enumerate((n for n in root.iter() if local_name(n) == "tbl"), 1)
    }
    for body in root:
        if local_name(body) == "body":
            _add(body, blocks, numbers)
    return blocks.document(sha256, "docx", title)


def _add(node: Element, blocks: Blocks, numbers: dict[Element, int]) -> None:
    for word in words(node):
        if word.table is None:
            blocks.add_text(word.text)
        elif _holds_tables(word.table):
            for row in children_of(word.table, "tr"):
                for cell in children_of(row, "tc"):
                    _add(cell, blocks, numbers)
        else:
            blocks.add_grid(_grid(word.table, numbers[word.table]))


def _holds_tables(table: Element) -> bool:
    return any(local_name(node) == "tbl" for node in table.iterdescendants())


def children_of(node: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls and insertions."""
    waiting = list(node)[::-1]
    while waiting:
        child = waiting.pop()
        if local_name(child) == name:
            if not _is_deleted(child):
                yield child
        elif local_name(child) in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            waiting += list(child)[::-1]


def _grid(table: Element, number: int) -> Grid:
    """Cells at the grid columns they say; a cell merged with the one above lengthens that one.

    Cells that only look merged, blank ones without a `vMerge`, stay blank cells.
    """
    rows = [extents_of(row) for row in children_of(table, "tr")]
    columns = shown_columns(table, [extent for row in rows for _, extent in row])
    cells: list[RawCell] = []
    above: dict[int, int] = {}  # column -> position in `cells` of the cell a merge may go on from
    for row, extents in enumerate(rows):
        begun: dict[int, int] = {}
        for position, (cell, (start, stop)) in enumerate(extents, 1):
            column, width = columns(start), columns(stop) - columns(start)
            owner = above.get(column) if is_merged(cell) else None
            if owner is not None and cells[owner].column_span == width:
                cells[owner] = replace(cells[owner], row_span=row - cells[owner].row + 1)
                begun[column] = owner
            else:
                path = f"table[{number}]/tr[{row + 1}]/tc[{position}]"
                cells.append(RawCell(row, column, cell_text(cell), 1, width, path=path))
                begun[column] = len(cells) - 1
        above = begun
    return clip(len(rows), cells)


def extents_of(row: Element) -> list[tuple[Element, Extent]]:
    """The cells of a row with the columns of the table's grid they cover."""
    placed = []
    start = _number(row, "trPr", "gridBefore", 0)
    for cell in children_of(row, "tc"):
        stop = start + max(1, _number(cell, "tcPr", "gridSpan", 1))
        placed.append((cell, (start, stop)))
        start = stop
    return placed


def cell_text(cell: Element) -> str:
    """Text of a cell, its paragraphs as lines."""
    return "\n".join(word.text for word in words(cell) if word.text)


def is_merged(cell: Element) -> bool:
    """Whether a cell says that it goes on from the one above."""
    return _property(cell, "tcPr", "vMerge") in _MERGED


def _is_deleted(node: Element) -> bool:
    """A row or cell deleted under tracked changes."""
    part, mark = ("trPr", "del") if local_name(node) == "tr" else ("tcPr", "cellDel")
    return _property(node, part, mark) is not None


def _property(node: Element, part: str, name: str) -> str | None:
    """`val` of a property; an empty text if it is there without one, None if it is not there."""
    for properties in node:
        if local_name(properties) == part:
            for each in properties:
                if local_name(each) == name:
                    return next((v for k, v in each.attrib.items() if k.endswith("val")), "")
    return None


def _number(node: Element, part: str, name: str, default: int) -> int:
    value = _property(node, part, name) or ""
    return min(int(value), MOST_SPAN) if value.isascii() and value.isdigit() else default
