"""From a web page, whole or a fragment, to a Document: paragraphs, tables and links to attachments.

`html_flow` walks the page, `html_tables` reads a table, `html_scripts` finds a report that stands
in a script.
"""

from __future__ import annotations

from pathlib import Path

from extract.blocks import Blocks
from extract.content import read_content
from extract.encoding import decode
from extract.html_flow import BREAK, flow, parse, tidy
from extract.html_grid import css_grids
from extract.html_links import links
from extract.html_scripts import embedded_markup
from extract.html_tables import ReadTable, is_layout, leaf_tables, read_table
from extract.markup import Element
from extract.model import Document, Problem, Rejection, SourceFile

READER = "html"
_FEW_CELLS = 20
"""A page whose largest table is smaller has no report in its markup (index tables have 8 to 16)."""


def read(source_path: Path, source: SourceFile) -> Document | Rejection:
    """The document of a web page on disk."""
    data = read_content(source_path)
    return data if isinstance(data, Rejection) else read_page(data, source.sha256)


def read_page(data: bytes, sha256: str) -> Document | Rejection:
    """The document of a web page."""
    decoded = decode(data)
    root = parse(decoded.text)
    if root is None:
        return Rejection("corrupt", "the page has no readable markup: download it again")
    blocks = Blocks(READER)
    if decoded.problem:
        blocks.problems.append(decoded.problem)
    add_markup(root, blocks)
    if not blocks.tables:  # some pages show their text by a script only
        shown = Blocks(READER, problems=list(blocks.problems))
        add_markup(root, shown, show_hidden=True)
        if shown.tables:
            shown.problems.append(Problem("hidden_content"))
            blocks = shown
    if max((len(table.cells) for table in blocks.tables), default=0) < _FEW_CELLS:
        _add_embedded(root, blocks)
    return blocks.document(sha256, "html", _title(root), links(root))


def add_markup(root: Element, blocks: Blocks, show_hidden: bool = False) -> None:
    """Append what `root` shows: leaf tables as tables, all other text as paragraphs.

    Text of layout tables is text; their number in a cell's path counts all tables of the page.
    """
    found = {
        table: read_table(table, number, show_hidden)
        for table, number in leaf_tables(root, show_hidden).items()
    }
    found |= {node: ReadTable(grid, ()) for node, grid in css_grids(root).items()}
    stops = {node: each for node, each in found.items() if not is_layout(each.grid)}
    line: list[str] = []
    for piece in flow(root, stops, show_hidden):
        if isinstance(piece, str) and piece != BREAK:
            line.append(piece)
            continue
        for part in "".join(line).split(BREAK):  # <pre> keeps its line ends
            blocks.add_text(tidy(part))
        line = []
        if not isinstance(piece, str):
            blocks.add_grid(stops[piece].grid)
            blocks.problems += stops[piece].problems
    blocks.add_text(tidy("".join(line)))


def _add_embedded(root: Element, blocks: Blocks) -> None:
    before = len(blocks.tables)
    for markup in embedded_markup(root):
        inner = parse(markup)
        if inner is not None:
            add_markup(inner, blocks)
    if len(blocks.tables) > before:
        blocks.problems.append(Problem("content_from_script"))


def _title(root: Element) -> str:
    """The first title that says something (saved pages may hold a second head)."""
    for node in root.iter("title"):
        text = tidy("".join(node.itertext()))
        if text:
            return text
    return ""
