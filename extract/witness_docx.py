"""The witness of Word files: the tables of the main text laid out anew from its XML.

Shared with the reader are the opening of the package and which edges of a grid are one to the eye.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.content import read_content
from extract.docx_columns import shown_columns
from extract.docx_package import local_name, open_parts
from extract.markup import Element
from extract.model import Document, Rejection
from extract.witness import Witness
from extract.witness_grid import MOST_SPAN, Texts, witness_of_grids

_GONE = frozenset(["del", "moveFrom", "sdtPr", "sdtEndPr", "pPr", "tblPr", "trPr", "tcPr", "rPr"])
_AROUND = frozenset(["sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"])
_AS_TEXT = {"br": "\n", "cr": "\n", "p": "\n", "tab": " ", "noBreakHyphen": "-"}
_SPOKEN = ("{*}t", *(f"{{*}}{name}" for name in _AS_TEXT))
_RARE = ("{*}del", "{*}moveFrom", "{*}AlternateContent", "{*}vanish", "{*}vertAlign")
"""What makes a text another one than the runs below it: most files have nothing of the kind."""


def witness_of_file(path: Path, document: Document) -> Witness | Rejection:
    """A witness of the tables of a Word file, or of what a file of an old format was converted to."""
    data = document.converted or read_content(path)
    if isinstance(data, Rejection):
        return data
    opened = open_parts(data)
    if isinstance(opened, Rejection):
        return opened
    root = opened[0]
    plain = next(root.iter(*_RARE), None) is None
    grids = [grid for table in _tables(root) if (grid := _grid(table, plain))]
    return witness_of_grids(grids, [table.order for table in document.tables])


def _tables(root: Element) -> Iterator[Element]:
    """Tables that are shown and hold no other."""
    for table in root.iter("{*}tbl"):
        if table.find(".//{*}tbl") is None and all(map(_keeps, table.iterancestors())):
            yield table


def _keeps(node: Element) -> bool:
    """Whether an element shows what is inside: it is not deleted, nor a second way to write the same."""
    name = local_name(node)
    if name in ("Choice", "Fallback"):
        return next(node.itersiblings(preceding=True), None) is None
    return name not in _GONE


def _shown(root: Element) -> Iterator[Element]:
    """Elements in their order without what is deleted, and one of several ways to write the same."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        children = [child for child in node if local_name(child) not in _GONE]
        if local_name(node) == "AlternateContent":
            children = [c for c in children if local_name(c) == "Choice"][:1] or children
        waiting += reversed(children)


def _parts(node: Element, name: str) -> list[Element]:
    """Rows of a table, or cells of a row, that are not deleted."""
    found: list[Element] = []
    for child in node:
        kind = local_name(child)
        if kind == name:
            mark = "del" if name == "tr" else "cellDel"
            found += [] if _says(child, mark) is not None else [child]
        elif kind in _AROUND:
            found += _parts(child, name)
    return found


def _grid(table: Element, plain: bool) -> Texts:
    rows: list[list[tuple[Element, int, int]]] = []
    for row in _parts(table, "tr"):
        start = _number(row, "gridBefore", 0)
        rows.append([])
        for cell in _parts(row, "tc"):
            stop = start + max(1, _number(cell, "gridSpan", 1))
            rows[-1].append((cell, start, stop))
            start = stop
    column_at = shown_columns(table, [(start, stop) for row in rows for _, start, stop in row])
    texts: dict[tuple[int, int], str] = {}
    before: dict[int, int] = {}
    for number, row in enumerate(rows):
        here: dict[int, int] = {}
        for cell, start, stop in row:
            column, width = column_at(start), column_at(stop) - column_at(start)
            goes_on = _says(cell, "vMerge") in ("", "continue") and before.get(column) == width
            if not goes_on:
                texts[number, column] = _plain_text(cell) if plain else _text(cell)
            here[column] = width
        before = here
    return texts


def _plain_text(cell: Element) -> str:
    nodes = cell.iter(*_SPOKEN)
    parts = (n.text or "" if n.tag.endswith("}t") else _AS_TEXT[local_name(n)] for n in nodes)
    return "".join(parts).strip()


def _text(cell: Element) -> str:
    parts: list[str] = []
    for node in _shown(cell):
        name = local_name(node)
        if name == "t":
            run = node.getparent()
            raised = "^" if _run_says(run, "vertAlign") == "superscript" else ""
            if _run_says(run, "vanish") is None:
                parts.append(raised + (node.text or ""))
        else:
            parts.append(_AS_TEXT.get(name, ""))
    return "".join(parts).strip()


def _says(node: Element, name: str) -> str | None:
    """The value of a property of a row or a cell; None where it has none."""
    part = "trPr" if local_name(node) == "tr" else "tcPr"
    return _value(node.find(f"{{*}}{part}/{{*}}{name}"))


def _run_says(run: Element, name: str) -> str | None:
    return _value(run.find(f"{{*}}rPr/{{*}}{name}"))


def _value(one: Element | None) -> str | None:
    if one is None:
        return None
    return next((value for key, value in one.attrib.items() if key.endswith("val")), "")


def _number(node: Element, name: str, otherwise: int) -> int:
    value = _says(node, name) or ""
    return min(int(value), MOST_SPAN) if value.isascii() and value.isdigit() else otherwise
