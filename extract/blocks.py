"""Paragraphs and tables collected in the one reading order they were added in."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.model import Document, Media, Paragraph, Problem, RawTable
from extract.spans import Grid

_EDGES = " \t\r\n\f\v\u00a0\u2002\u2003\u2009\u3000\u200b\u200c\u200d\u2060\ufeff"

RAISED = "^"
"""Before what stands raised: the mark of a footnote is no digit of the number it is set to."""


def strip_blank(text: str) -> str:
    """`text` without white or invisible characters at its ends.

    >>> strip_blank("\\u3000 12\\u200b")
    '12'
    """
    return text.strip(_EDGES)


@dataclass(slots=True)
class Blocks:
    """What a reader has found so far; `reader` is named in every table."""

    reader: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[RawTable] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add_text(self, text: str) -> None:
        """Append a paragraph, unless it is blank."""
        stripped = strip_blank(text)
        if stripped:
            self.paragraphs.append(Paragraph(self._order(), stripped))

    def add_grid(self, grid: Grid) -> None:
        """Append a table, unless it has no cells."""
        if grid.cells:
            order = self._order()
            self.tables.append(RawTable(order, self.reader, grid.rows, grid.columns, grid.cells))

    def document(
        self, sha256: str, media: Media, title_hint: str = "", links: tuple[str, ...] = ()
    ) -> Document:
        """Everything added, as a document without pages."""
        return Document(
            sha256,
            media,
            self.reader,
            None,
            tuple(self.paragraphs),
            tuple(self.tables),
            title_hint=title_hint,
            links=links,
            problems=tuple(self.problems),
        )

    def _order(self) -> int:
        return len(self.paragraphs) + len(self.tables)
