"""Blocks of a table without rules in which no figure is printed: a head and labels like those above."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf_phrases import Line, Phrase

ALIGNED = 1.0
"""Heads of one table stand above each other within this many ems."""
FAR = 3.6
"""Lines further apart than this many ems are not of one block."""


def blank_part(
    run: Sequence[Line], head: Sequence[Line], body: Sequence[Line]
) -> tuple[int, float] | None:
    """How many lines at the beginning of a run are such a block, and the size of their type.

    `head` and `body` are those of the block above: the run's first line must stand under its heads, and
    labels alone under its labels.
    """
    if not run or not head or len(run[0]) < 2 or any(phrase.is_figure for phrase in run[0]):
        return None
    above = head[-1]
    if not all(any(_is_under(p, other) for other in above) for p in run[0]):
        return None
    labels = [line[0] for line in body if line and not line[0].is_figure]
    end = 1
    while end < len(run) and len(run[end]) == 1 and _is_label(run[end][0], run[end - 1][0], labels):
        end += 1
    return (end, run[0][0].em) if end > 1 else None


def _is_under(phrase: Phrase, other: Phrase) -> bool:
    return abs(phrase.x - other.x) < ALIGNED * phrase.em


def _is_label(phrase: Phrase, before: Phrase, labels: Sequence[Phrase]) -> bool:
    """Whether a phrase begins, or is centred, where the labels of the block above do, and is near."""
    if phrase.is_figure or before.y - phrase.y > FAR * phrase.em:
        return False
    flush = ALIGNED * phrase.em / 4
    return any(
        abs(phrase.box.x0 - label.box.x0) < flush or abs(phrase.x - label.x) < flush
        for label in labels
    )
