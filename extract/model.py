"""What a file is before anybody knows what it means: sources, documents, paragraphs, raw tables.

Coordinates are PDF points with the origin at the bottom left of the page as it is read (upright,
MediaBox origin subtracted). Pages count from 1; rows, columns and block order count from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from extract.glyph_runs import Run

Kind = Literal["pdf", "html", "text", "docx", "doc", "rtf", "odt", "zip", "unknown"]
"""Type of a file by its content, never by its name."""

Media = Literal["pdf", "scan", "html", "docx", "doc", "rtf", "odt", "text"]
"""In which shape a report was published."""

Reason = Literal[
    "empty",
    "corrupt",
    "encrypted",
    "not_a_report",
    "no_tables",
    "unsupported_type",
    "too_large",
    "timeout",
    "unreadable",
]
"""Why a file has no report in the warehouse."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> tuple[float, float]:
        """The centre (x, y)."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as found on disk. `path` is relative to the absolute `root`; identity is `sha256`."""

    root: str
    path: str
    bytes: int
    modified_ns: int
    sha256: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a file is not read further; `detail` says what a person can do about it."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person may have to look at. Codes are those of `extract/problems.yml`."""

    code: str
    raw: str = ""
    page: int | None = None
    box: Box | None = None
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell of a raw table, anchored at its top left grid position.

    `box` is the cell's own rectangle (PDF only); `path` is the place in a file without pages,
    such as `table[2]/tr[3]/td[4]` or `line 43, field 5`. `doubt` is the code of the problem that
    makes the text untrustworthy (it crosses a rule, it was joined from two rows), else empty.
    `again` is the text of the same place read in another way; None where there is none. `drawn` is
    False where only the cells around an empty place are drawn, and it may be none.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    box: Box | None = None
    path: str | None = None
    doubt: str = ""
    again: str | None = None
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class RawTable:
    """A grid of strings as a reader saw it. Grid positions no cell covers are absent, not blank."""

    order: int
    reader: str
    rows: int
    columns: int
    cells: tuple[RawCell, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text outside the tables."""

    order: int
    text: str
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that could be opened. `order` of paragraphs and tables is one common reading order.

    `title_hint` is the document's own metadata title (HTML `<title>`), kept apart from the text. `runs`
    are the texts of the pages that hold tables (PDF only), `converted` the Word file that one of an old
    format was turned into: what a witness needs beside the tables. `pictures`: its pages hold some (PDF).
    """

    sha256: str
    media: Media
    reader: str
    pages: int | None
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[RawTable, ...]
    title_hint: str = ""
    links: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    runs: Mapping[int, tuple[Run, ...]] = field(default_factory=dict, repr=False)
    converted: bytes = field(default=b"", repr=False)
    pictures: bool = False

    def blocks(self) -> Iterable[Paragraph | RawTable]:
        """Paragraphs and tables in reading order."""
        return sorted([*self.paragraphs, *self.tables], key=lambda block: block.order)
