"""Phrases of a page: runs that stand together on a line, and blocks of lines that stand together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.glyph_runs import Run, lines_of, runs_of
from extract.model import Box
from extract.pdf_page import Glyph

TOGETHER = 0.34
"""Runs of one phrase are closer than this many ems: a blank is 0.25 to 0.3, neighbouring heads 0.4."""
WRAPPED = 1.45
"""Lines of one wrapped cell follow each other within this many ems; rows of a table stand further apart."""

_FIGURE = re.compile(r"^[+\-−－＋]?[\d０-９][\d０-９,，.．]*$|^[/／\-—－–]{1,2}$|^无$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Text that reads as one: its box, and the height of its middle line."""

    text: str
    box: Box
    y: float

    @property
    def x(self) -> float:
        """Middle from left to right."""
        return (self.box.x0 + self.box.x1) / 2

    @property
    def is_figure(self) -> bool:
        """Whether it can be the figure of a cell."""
        return bool(_FIGURE.match(self.text))


def phrases_of(glyphs: Sequence[Glyph], em: float) -> list[list[Phrase]]:
    """Phrases by line, lines from the top, phrases from the left."""
    lines = []
    for runs in lines_of(runs_of(glyphs)):
        groups: list[list[Run]] = []
        for run in sorted(runs, key=lambda run: run.glyphs[0].x0):
            if groups and run.glyphs[0].origin_x - groups[-1][-1].glyphs[-1].end_x < TOGETHER * em:
                groups[-1].append(run)
            else:
                groups.append([run])
        lines.append([_phrase(group) for group in groups])
    return lines


def em_of(glyphs: Sequence[Glyph]) -> float:
    """Size of the type most of the text is set in: the advance of a Chinese character."""
    advances = [glyph.end_x - glyph.origin_x for glyph in glyphs if "\u3400" <= glyph.text <= "\u9fff"]
    return median(advances) if advances else 10.0


def _phrase(runs: Sequence[Run]) -> Phrase:
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    box = Box(
        min(glyph.origin_x for glyph in glyphs),
        min(glyph.y0 for glyph in glyphs),
        max(glyph.end_x for glyph in glyphs),
        max(glyph.y1 for glyph in glyphs),
    )
    return Phrase("".join(run.text for run in runs), box, glyphs[0].origin_y)


def blocks_of(phrases: Sequence[Phrase], em: float) -> list[Phrase]:
    """Wrapped phrases joined: one below the other, as close as lines of one cell, and overlapping."""
    blocks: list[list[Phrase]] = []
    for phrase in sorted(phrases, key=lambda phrase: (-phrase.y, phrase.box.x0)):
        home = next((block for block in blocks if _continues(block[-1], phrase, em)), None)
        if home is None:
            blocks.append([phrase])
        else:
            home.append(phrase)
    return [_joined(block) for block in blocks]


def _continues(above: Phrase, below: Phrase, em: float) -> bool:
    overlap = min(above.box.x1, below.box.x1) - max(above.box.x0, below.box.x0)
    narrow = min(above.box.x1 - above.box.x0, below.box.x1 - below.box.x0)
    return 0 < above.y - below.y <= WRAPPED * em and overlap >= 0.8 * narrow


def _joined(block: Sequence[Phrase]) -> Phrase:
    box = Box(
        min(p.box.x0 for p in block), min(p.box.y0 for p in block), max(p.box.x1 for p in block), max(p.box.y1 for p in block)
    )
    return Phrase("".join(p.text for p in block), box, (block[0].y + block[-1].y) / 2)
