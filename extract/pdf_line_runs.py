"""Lines of a page without rules, cut where one table can end: words among figures, or a wide gap."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf_phrases import Line

APART = 3.6
"""Lines more than this many ems apart, and far more than the rows above, are not one table."""


def runs_of_lines(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines cut where words stand among the figures above them, or far below them."""
    runs: list[list[Line]] = [[]]
    left, labels = float("inf"), float("inf")
    for line in lines:
        if left < float("inf") and (_among(line, left, labels) or _far(runs[-1], line)):
            runs.append([])
            left, labels = float("inf"), float("inf")
        runs[-1].append(line)
        if any(phrase.is_figure for phrase in line) and len(line) + len(runs[-1]) > 1:
            left = min(left, *(phrase.box.x0 for phrase in line if phrase.is_figure))
            end = label_end([line])
            labels = end if labels == float("inf") else max(end, labels)
    return runs


def label_end(lines: Sequence[Line]) -> float:
    """Right end of the words that stand left of the figures of their line."""
    ends = []
    for line in lines:
        figures = [phrase.box.x0 for phrase in line if phrase.is_figure]
        if figures:
            ends += [p.box.x1 for p in line if not p.is_figure and p.box.x1 <= min(figures) + 1]
    return max(ends, default=float("-inf"))


def _among(line: Line, left: float, labels: float) -> bool:
    """Whether words stand where figures stand, or beside the labels: a head, or prose."""
    words = [phrase for phrase in line if not phrase.is_figure]
    if len(words) < len(line):
        return any(word.box.x0 < left < word.box.x1 - word.em for word in words)
    if any(word.box.x1 > left + 0.2 * word.em for word in words):
        return True
    return (
        len(words) > 1 and words[-1].box.x0 > labels > float("-inf") and not words[-1].begins_label
    )


def _far(run: Sequence[Line], line: Line) -> bool:
    steps = [a[0].y - b[0].y for a, b in zip(run, run[1:], strict=False)]
    step = run[-1][0].y - line[0].y
    return step > APART * line[0].em and bool(steps) and step > 1.8 * max(steps[-12:])
