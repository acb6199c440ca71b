"""From glyphs to runs to the text of a cell: what stands together on one line, left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.glyphs import Glyph

TOUCHING = 0.2
"""Glyphs of one number or word follow each other's advance within this share of the line's height;
a blank is at least 0.25 em wide, and numbers of neighbouring cells are two cell margins apart."""

SAME = 0.2
"""Baselines this close are one, whatever the height of the ink upon them."""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs that follow each other on one baseline without a visible gap.

    `height` is that of its tallest ink, `middle_y` the height at which that one's middle stands: punctuation
    alone would mislead.
    """

    glyphs: tuple[Glyph, ...]
    middle_y: float = field(init=False, repr=False, compare=False)
    height: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _, _, low, _, high, *_ = self.glyphs[0]
        for _, _, y0, _, y1, *_ in self.glyphs[1:4]:
            if y1 - y0 > high - low:
                low, high = y0, y1
        object.__setattr__(self, "middle_y", (low + high) / 2)
        object.__setattr__(self, "height", high - low)

    @property
    def text(self) -> str:
        """The characters in order."""
        return "".join([glyph[0] for glyph in self.glyphs])


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """Runs in content order."""
    if not glyphs:
        return []
    runs: list[Run] = []
    start, index = 0, 1
    _, _, y0, _, y1, before, baseline, end = glyphs[0]
    tall = y1 - y0
    for _, x0, y0, x1, y1, x, y, end_x in glyphs[1:]:  # the hottest loop here: nothing is called
        size, tall = tall, y1 - y0
        if tall > size:
            size = tall
        if x1 - x0 > size:
            size = x1 - x0
        if size < 1.0:
            size = 1.0
        fall = y - baseline
        if x < before or not -0.25 * size < fall < 0.25 * size or x - end >= TOUCHING * size:
            runs.append(Run(tuple(glyphs[start:index])))
            start = index
        before, baseline, end = x, y, end_x
        index += 1
    runs.append(Run(tuple(glyphs[start:])))
    return runs


def lines_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs by line: same baseline, from the top."""
    lines: list[list[Run]] = []
    baseline = before = 0.0
    for run in sorted(runs, key=_baseline, reverse=True):
        here = run.glyphs[0].origin_y
        if lines and (before - here < SAME or baseline - here < max(2.0, 0.4 * run.height)):
            lines[-1].append(run)
        else:
            lines.append([run])
            baseline = here
        before = here
    return lines


def _baseline(run: Run) -> float:
    return run.glyphs[0].origin_y


def _left(run: Run) -> float:
    return run.glyphs[0].x0


def join_runs(runs: Sequence[Run]) -> str:
    """Text of a cell: lines from the top, runs from the left, a blank at each gap."""
    if len(runs) == 1:
        return runs[0].text
    return "\n".join([_join_line(sorted(line, key=_left)) for line in lines_of(runs)])


def _join_line(runs: list[Run]) -> str:
    text = runs[0].text
    for before, after in zip(runs, runs[1:], strict=False):
        height = max(
            before.glyphs[-1].y1 - before.glyphs[-1].y0,
            after.glyphs[0].y1 - after.glyphs[0].y0,
            1.0,
        )
        gap = after.glyphs[0].origin_x - before.glyphs[-1].end_x
        text += after.text if gap < TOUCHING * height else " " + after.text
    return text
