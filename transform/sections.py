"""Sections of a report: which are there, in which order, and what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.model import Paragraph, RawTable
from transform.headings import LONGEST, NUMERALS, Heading, headings_in, may_begin
from transform.lines import Line, lines
from transform.running_text import join


@dataclass(frozen=True, slots=True)
class Section:
    """A section as printed. What stands before the first heading is one without title.

    `numeral` as printed, None where none is; `official` is 一 to 六 by the heading's words, None for
    a section of the agency's own; `text` has one paragraph a line, blanks removed; `tables` counts
    raw tables beneath the heading (a table cut by pages counts once for each page). `inner` are
    numerals of the top level (一、) that head parts of the section's own text.
    """

    numeral: str | None
    official: str | None
    title: str
    text: str
    tables: int
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """How a report numbers its sections.

    `missing`: official sections without a heading; `repeated`: official sections headed twice;
    `reused`: numerals used twice on the top level; `in_order`: official sections follow each other
    as in the form.
    """

    missing: tuple[str, ...]
    repeated: tuple[str, ...]
    reused: tuple[str, ...]
    in_order: bool


@dataclass(slots=True)
class _Open:
    """A section being read."""

    numeral: str | None = None
    official: str | None = None
    title: str = ""
    lines: list[str] = field(default_factory=list)
    tables: int = 0
    inner: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.lines or self.tables)

    def closed(self) -> Section:
        text = join(self.lines)
        return Section(
            self.numeral, self.official, self.title, text, self.tables, tuple(self.inner)
        )


def find_sections(blocks: Sequence[Paragraph | RawTable]) -> tuple[Section, ...]:
    """Sections of one report from its blocks in reading order."""
    opened = [_Open()]
    found = lines(blocks)
    taken = False
    for index, line in enumerate(found):
        if taken:
            taken = False
        elif line.table:
            opened[-1].tables += 1
        else:
            both = _broken_heading(line, found[index + 1 : index + 2])
            taken = both is not None
            _read((both or line).text, opened)
    sections = [section.closed() for section in _without_contents(opened)]
    return tuple(section for section in sections if section.title or section.text)


def outline(sections: Sequence[Section]) -> Outline:
    """What the headings say about the report's order and numbering."""
    officials = [section.official for section in sections if section.official]
    counted = Counter(officials)
    numerals = Counter(
        numeral
        for section in sections
        for numeral in ((section.numeral, *section.inner))
        if numeral
    )
    first = list(dict.fromkeys(officials))
    return Outline(
        missing=tuple(code for code in NUMERALS[:6] if code not in counted),
        repeated=tuple(code for code in NUMERALS[:6] if counted[code] > 1),
        reused=tuple(numeral for numeral, times in numerals.items() if times > 1),
        in_order=first == sorted(first, key=NUMERALS.index),
    )


def _broken_heading(line: Line, following: Sequence[Line]) -> Line | None:
    """The line and the next one, where only both together are a whole official heading."""
    if not following or following[0].table or len(line.text) > LONGEST:
        return None
    if not may_begin(line.text):
        return None
    joined = line.text + following[0].text
    if len(joined) > 60 or headings_in(following[0].text):
        return None
    alone, together = headings_in(line.text), headings_in(joined)
    if len(together) != 1 or not together[0].whole or not together[0].official:
        return None
    if together[0].numeral is None or (alone and alone[0].end >= together[0].end):
        return None
    return Line(joined)


def _read(text: str, opened: list[_Open]) -> None:
    """A line into the section it belongs to, or into those it opens."""
    there = headings_in(text)
    found = [heading for heading in there if _opens(heading, opened)]
    if not found:
        own = (heading.numeral for heading in there if heading.official is None)
        opened[-1].inner.extend(numeral for numeral in own if numeral)
        opened[-1].lines.append(text)
        return
    if text[: found[0].start].strip("#*|｜"):
        opened[-1].lines.append(text[: found[0].start])
    for heading, after in zip(found, [*found[1:], None], strict=True):
        current = opened[-1]
        if not (heading.official and heading.official == current.official and current.empty):
            opened.append(_Open(heading.numeral, heading.official, heading.title))
        elif heading.numeral and heading.numeral != current.numeral:
            current.inner.append(heading.numeral)
        rest = text[heading.end : after.start if after else None].lstrip("。：:、*#|｜ ")
        if any("\u3400" <= character <= "\u9fff" for character in rest):
            opened[-1].lines.append(rest)


def _opens(heading: Heading, opened: Sequence[_Open]) -> bool:
    """Whether a heading opens a section here; the text before decides what one without numeral, or
    of the agency's own, is."""
    current = opened[-1]
    if heading.official and heading.numeral:
        return True
    if heading.official:
        last = current.lines[-1] if current.lines else ""
        unfinished = len(last) >= 20 and not last.endswith(("。", "！", "；", "：", "报告"))
        return heading.official != current.official and not unfinished
    if current.official is None:
        return bool(current.numeral) or not any(section.official for section in opened)
    following = NUMERALS.find(current.numeral or "") + 1
    return following > 0 and NUMERALS[following : following + 1] == heading.numeral


def _without_contents(opened: Sequence[_Open]) -> list[_Open]:
    """Without the lines of a table of contents: empty sections whose heading comes again."""
    return [
        section
        for index, section in enumerate(opened)
        if not (
            section.empty
            and section.official
            and any(later.official == section.official for later in opened[index + 1 :])
        )
    ]
