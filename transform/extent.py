"""Where a report begins and ends in a document that may hold several."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Document, Paragraph, RawTable
from transform.classify import Fragment
from transform.identity import identify

_END = 1 << 60


def around(
    document: Document, groups: Sequence[Sequence[Fragment]], number: int
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Paragraphs before the first and after the last table of a report."""
    first = groups[number][0].grid.table.order
    last = groups[number][-1].grid.table.order
    before = groups[number - 1][-1].grid.table.order if number else -1
    after = groups[number + 1][0].grid.table.order if number + 1 < len(groups) else _END
    opening = [p for p in document.paragraphs if before < p.order < first]
    closing = [p for p in document.paragraphs if last < p.order < after]
    return _from_title(opening) if number else opening, closing


def blocks_of(
    document: Document, groups: Sequence[Sequence[Fragment]], number: int
) -> list[Paragraph | RawTable]:
    """Paragraphs and tables of a report, from its title to the title of the next one."""
    start, end = _begins(document, groups, number), _begins(document, groups, number + 1)
    return [block for block in document.blocks() if start <= block.order < end]


def _begins(document: Document, groups: Sequence[Sequence[Fragment]], number: int) -> int:
    if number == 0:
        return -1
    if number == len(groups):
        return _END
    opening, _ = around(document, groups, number)
    return opening[0].order if opening else groups[number][0].grid.table.order


def _from_title(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The opening of a later report begins after the closing of the one before: at its title."""
    for index, paragraph in enumerate(paragraphs):
        if identify(paragraphs[index : index + 4], (), "", "") and "信息公开" in paragraph.text:
            return list(paragraphs[index:])
    return list(paragraphs)
