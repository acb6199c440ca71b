"""What the text of a report says beside its tables: sections, figures, statements in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Paragraph, RawTable
from transform.model import NarrativeFigure
from transform.narrative import read_narrative
from transform.sections import Section, find_sections
from transform.statements import Statement, read_statements


@dataclass(frozen=True, slots=True)
class Prose:
    """Sections of a report with what is stated in them."""

    sections: tuple[Section, ...] = ()
    narrative: tuple[NarrativeFigure, ...] = ()
    statements: tuple[Statement, ...] = ()


def read_prose(blocks: Sequence[Paragraph | RawTable], year: int) -> Prose:
    """The text of one report, from its blocks in reading order."""
    sections = find_sections(blocks)
    return Prose(sections, read_narrative(sections, year), read_statements(sections, year))
