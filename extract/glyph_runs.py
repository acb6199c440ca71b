"""From glyphs to runs to the text of a cell: what stands together on one line, left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.glyphs import Glyph

TOUCHING = 0.2
"""Glyphs of one number or word follow each other's advance within this share of the line's height;
a blank is at least 0.25 em wide, and numbers of neighbouring cells are two cell margins apart."""

SAME = 0.2
"""Baselines this close are one, whatever the height of the ink upon them."""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs that follow each other on one baseline without a visible gap."""

    glyphs: tuple[Glyph, ...]

    @property
    def middle_y(self) -> float:
        """Height of the middle of the run's tallest ink: punctuation alone would mislead."""
        tallest = self.glyphs[0]
        for glyph in self.glyphs[1:4]:
            if glyph.y1 - glyph.y0 > tallest.y1 - tallest.y0:
                tallest = glyph
        return (tallest.y0 + tallest.y1) / 2

    @property
    def text(self) -> str:
        """The characters in order."""
        return "".join(glyph.text for glyph in self.glyphs)


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """Runs in content order."""
    if not glyphs:
        return []
    runs: list[Run] = []
    start = 0
    for index in range(1, len(glyphs)):
        if not _follows(glyphs[index - 1], glyphs[index]):
            runs.append(Run(tuple(glyphs[start:index])))
            start = index
    runs.append(Run(tuple(glyphs[start:])))
    return runs


def _follows(before: Glyph, after: Glyph) -> bool:
    """Whether two glyphs stand on one baseline without a gap. Plain comparisons: the hottest loop here."""
    if after.origin_x < before.origin_x:
        return False
    size = before.y1 - before.y0
    if after.y1 - after.y0 > size:
        size = after.y1 - after.y0
    if after.x1 - after.x0 > size:
        size = after.x1 - after.x0
    if size < 1.0:
        size = 1.0
    fall = after.origin_y - before.origin_y
    return -0.25 * size < fall < 0.25 * size and after.origin_x - before.end_x < TOUCHING * size


def lines_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs by line: same baseline, from the top."""
    lines: list[list[Run]] = []
    baseline = before = 0.0
    for run in sorted(runs, key=_baseline, reverse=True):
        height = run.glyphs[0].y1 - run.glyphs[0].y0
        for glyph in run.glyphs[1:4]:
            height = max(height, glyph.y1 - glyph.y0)
        here = run.glyphs[0].origin_y
        if lines and (before - here < SAME or baseline - here < max(2.0, 0.4 * height)):
            lines[-1].append(run)
        else:
            lines.append([run])
            baseline = here
        before = here
    return lines


def _baseline(run: Run) -> float:
    return run.glyphs[0].origin_y


def join_runs(runs: Iterable[Run]) -> str:
    """Text of a cell: lines from the top, runs from the left, a blank at each gap."""
    return "\n".join(
        _join_line(sorted(line, key=lambda run: run.glyphs[0].x0)) for line in lines_of(runs)
    )


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
