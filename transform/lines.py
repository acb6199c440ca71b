"""The blocks of a report as lines of running text, with marks where tables stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.model import Paragraph, RawTable
from transform.headings import SHORTEST_TOLD, holds_official, is_prose, may_head
from transform.labels import may_count_pages, normalise
from transform.running_text import clean

_PAGE_NUMBER = re.compile(
    r"^(?:第?[-—－–_·\s]*\d{1,3}[-—－–_·\s]*页?(?:/?共?\d+页?)?|[-—]+|\d+/\d+)$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside the form's tables; `table`: a table stands here, `text` is empty."""

    text: str
    table: bool = False


def lines(blocks: Sequence[Paragraph | RawTable]) -> list[Line]:
    """Lines in reading order, page numbers left out, cells with prose or headings as lines of text."""
    found: list[Line] = []
    for block in blocks:
        found.extend(_of_table(block) if isinstance(block, RawTable) else _of_text(block.text))
    return found


def _of_text(text: str) -> Iterator[Line]:
    for printed in text.splitlines():
        plain = clean(printed)
        if plain and not (may_count_pages(plain) and _PAGE_NUMBER.match(normalise(plain))):
            yield Line(plain)


def _of_table(table: RawTable) -> Iterator[Line]:
    """A table, unless all it holds is prose: a layout table. Headings and prose in it come first
    or after it, as they stand before or after its first other cell."""
    counted = False
    for cell in table.cells:
        if counted and len(cell.text) < SHORTEST_TOLD or not cell.text.strip():
            continue
        if is_prose(cell.text) or _heads(cell.text):
            yield from _of_text(cell.text)
        elif not counted:
            counted = True
            yield Line("", table=True)


def _heads(text: str) -> bool:
    return may_head(text) and holds_official(text)
