"""From plain text or Markdown of a converted report to a Document.

Tables are tabbed (`text_tabs`), piped (`text_pipes`), set out with spaces (`text_regions`), or
HTML inside Markdown; every other line is a paragraph. A text with one cell on each line has no
tables (quirks C16). A sentence cut by a page break stays two paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from extract.blocks import Blocks
from extract.content import read_content
from extract.encoding import decode
from extract.html import add_markup
from extract.html_flow import parse
from extract.model import Document, Rejection, SourceFile
from extract.spans import Grid
from extract.text_lines import Line, plain_text, split_lines
from extract.text_pipes import read_pipes
from extract.text_regions import read_layout
from extract.text_tabs import TextRun, read_tabs

READER = "text"
_MOST_BYTES = 8 * 1024 * 1024
"""A report has 0.1 MB; the tables of so much text take a minute."""
_MARKUP = re.compile(r"(<table\b.*?</table\s*>)", re.I | re.S)


def read(source_path: Path, source: SourceFile) -> Document | Rejection:
    """The document of a text file on disk."""
    data = read_content(source_path)
    if isinstance(data, Rejection):
        return data
    if len(data) > _MOST_BYTES:
        return Rejection("too_large", "a text of more than 8 MB: no report, or many; split it")
    return read_text(data, source.sha256)


def read_text(data: bytes, sha256: str) -> Document | Rejection:
    """The document of a text."""
    decoded = decode(data)
    blocks = Blocks(READER)
    if decoded.problem:
        blocks.problems.append(decoded.problem)
    line_number = 1
    for part in _MARKUP.split(decoded.text.lstrip("\ufeff")):
        root = parse(part) if _MARKUP.match(part) else None
        if root is None:
            _add_lines(split_lines(part, line_number), blocks)
        else:
            add_markup(root, blocks)
        line_number += part.count("\n")
    return blocks.document(sha256, "text")


def _add_lines(lines: Sequence[Line], blocks: Blocks) -> None:
    position = 0
    while position < len(lines):
        run = _table_at(lines, position)
        if run is None:
            blocks.add_text(plain_text(lines[position].text))
            position += 1
            continue
        for part in run.parts:
            if isinstance(part, Grid):
                blocks.add_grid(part)
            else:
                blocks.add_text(part)
        blocks.problems += run.problems
        position = run.stop


def _table_at(lines: Sequence[Line], position: int) -> TextRun | None:
    line = lines[position]
    if line.is_blank or line.is_heading or line.is_rule:
        return None
    if line.is_tabbed:
        return read_tabs(lines, position)
    return read_pipes(lines, position) or read_layout(lines, position)
