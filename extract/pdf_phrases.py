"""Phrases of a page: runs that stand together on a line, with the size of their type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from extract.glyph_runs import Run, lines_of, runs_of
from extract.glyphs import Glyph
from extract.model import Box

TOGETHER = 0.34
"""Runs of one phrase are closer than this many ems: a blank is 0.25 to 0.3, neighbouring heads 0.4."""
WIDE = "\u2e80"
"""Characters from here on are an em wide."""
DIGIT = 1.8
"""Advances of a digit or letter to an em, where no Chinese character tells the size."""

BLANK = 1.1
"""A full-width blank, in ems."""

_NUMERALS = "一二三四五六七八九十"
_FIGURE = re.compile(r"[+\-−－＋]?[\d０-９]+(?:[,，.．][\d０-９]+)*%?|[/／\-—－–―─]{1,2}|无|不适用")
_ENUMERATOR = re.compile(
    rf"[（(][{_NUMERALS}]{{1,3}}[）)]|第[{_NUMERALS}\d]{{1,3}}条|\d{{1,2}}[.．、]|[{_NUMERALS}]{{1,2}}、"
)

_ITEM = re.compile(r"\d{1,2}[.．、]")
_ARTICLE = re.compile(rf"第[{_NUMERALS}\d]{{1,3}}条")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Text that reads as one: its box from advance to advance, its baseline, the size of its type."""

    text: str
    box: Box
    y: float
    em: float
    sized: bool = True
    """Whether `em` is measured on Chinese characters; digits only tell it roughly."""

    @property
    def x(self) -> float:
        """Middle from left to right."""
        return (self.box.x0 + self.box.x1) / 2

    @property
    def is_figure(self) -> bool:
        """Whether it can be the figure of a cell."""
        return bool(_FIGURE.fullmatch(self.text))

    @property
    def is_item(self) -> bool:
        """Whether it opens with an Arabic numeral: 1. begins a row, never a group of rows."""
        return bool(_ITEM.match(self.text))

    @property
    def begins_label(self) -> bool:
        """Whether it opens with an enumerator: （一） 1. 一、 begin a label, never its second line."""
        return bool(_ENUMERATOR.match(self.text))


Line = Sequence[Phrase]
"""Phrases of one height, from the left."""


def phrases_of(glyphs: Sequence[Glyph]) -> list[list[Phrase]]:
    """Phrases by line, lines from the top, phrases from the left."""
    lines = []
    for runs in lines_of(runs_of(glyphs)):
        groups: list[list[Run]] = []
        for run in sorted(runs, key=lambda run: run.glyphs[0].x0):
            near = TOGETHER if not groups or not _is_article(groups[-1], run) else BLANK
            if groups and _gap(groups[-1][-1], run) < near * max(_size(groups[-1]), _size([run])):
                groups[-1].append(run)
            else:
                groups.append([run])
        lines.append([_phrase(group) for group in groups])
    return lines


def _is_article(before: Sequence[Run], after: Run) -> bool:
    """Whether a blank divides 第二十条 from its item, 第（一）项."""
    return after.text.startswith("第") and bool(
        _ARTICLE.fullmatch("".join(run.text for run in before))
    )


def _gap(before: Run, after: Run) -> float:
    return after.glyphs[0].origin_x - before.glyphs[-1].end_x


def _size(runs: Sequence[Run]) -> float:
    """An em: the advance of the Chinese and full-width characters, else estimated from the others."""
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    wide = [glyph.end_x - glyph.origin_x for glyph in glyphs if glyph.text >= WIDE]
    return (
        median(wide) if wide else DIGIT * median(glyph.end_x - glyph.origin_x for glyph in glyphs)
    )


def _phrase(runs: Sequence[Run]) -> Phrase:
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    box = Box(
        min(glyph.origin_x for glyph in glyphs),
        min(glyph.y0 for glyph in glyphs),
        max(glyph.end_x for glyph in glyphs),
        max(glyph.y1 for glyph in glyphs),
    )
    return Phrase(
        "".join(run.text for run in runs),
        box,
        glyphs[0].origin_y,
        _size(runs),
        any(glyph.text >= WIDE for glyph in glyphs),
    )


def overlap(one: Box, two: Box) -> float:
    """Points two boxes share from left to right; negative is the gap between them."""
    return min(one.x1, two.x1) - max(one.x0, two.x0)


def joined(phrases: Iterable[Phrase]) -> Phrase:
    """Phrases of one cell as one: `y` is the height of its middle line."""
    parts = list(phrases)
    box = Box(
        min(p.box.x0 for p in parts),
        min(p.box.y0 for p in parts),
        max(p.box.x1 for p in parts),
        max(p.box.y1 for p in parts),
    )
    return Phrase(
        "".join(p.text for p in parts),
        box,
        (parts[0].y + parts[-1].y) / 2,
        parts[0].em,
        any(p.sized for p in parts),
    )
