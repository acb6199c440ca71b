"""Where tables without rules begin and end on a page: lines cut into a head and a body of figures.

A part is what stands under one head: the rows whose figures follow each other, with the lines of the
head above them. Words where figures stand, a gap or another size of type end it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.pdf_phrases import Phrase, overlap

Line = Sequence[Phrase]

APART = 3.6
"""Lines more than this many ems apart, and far more than the rows above, are not one table."""
SAME_SIZE = 0.12
"""Type of one table differs in size by less than this share."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of a head (may be none) and lines of a body (none where the page ends below the head)."""

    head: tuple[Line, ...]
    body: tuple[Line, ...]
    em: float

    @property
    def figures(self) -> list[Phrase]:
        """The figures of the body, from the top."""
        return [phrase for line in self.body for phrase in line if phrase.is_figure]


def parts_of(lines: Sequence[Line]) -> list[Part]:
    """Parts of a page from the top; text outside tables is in none."""
    return [part for run in _runs(lines) if (part := _part(run)) is not None]


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
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


def _part(run: Sequence[Line]) -> Part | None:
    """Head and body of a run of lines; None where it holds no table."""
    first = next((i for i, line in enumerate(run) if _is_row(run, i)), len(run))
    body = run[first:]
    if not body:
        head = _lone_head(run)
        end = max((i + 1 for i, line in enumerate(head) if len(line) > 1), default=0)
        while end < len(head) and overlap(head[end][0].box, head[0][0].box) <= 0:
            end += 1
        return Part(tuple(head[:end]), tuple(head[end:]), _em(head)) if head else None
    rows = [line for line in body if any(phrase.is_figure for phrase in line)]
    em = _em(rows if _sized(rows) else [*run[max(0, first - 1) : first], *rows])
    start = _start(run, first, em)
    above = run[start:first]
    cut = _head_end(above, body)
    return Part(tuple(above[:cut]), tuple([*above[cut:], *_trimmed(body, em)]), em)


def _is_row(run: Sequence[Line], index: int) -> bool:
    """Whether a line holds figures of a table: beside something else, or between the lines of a label."""
    line = run[index]
    if not any(phrase.is_figure for phrase in line):
        return False
    return len(line) > 1 or any(
        abs(near[0].y - line[0].y) < 1.2 * line[0].em
        for near in run[max(0, index - 1) : index + 2]
        if near is not line
    )


def _em(lines: Sequence[Line]) -> float:
    """Size of the type of some lines, by their Chinese characters where they have any."""
    return median(_sized(lines) or [phrase.em for line in lines for phrase in line])


def _sized(lines: Sequence[Line]) -> list[float]:
    return [phrase.em for line in lines for phrase in line if phrase.sized]


def _start(run: Sequence[Line], first: int, em: float) -> int:
    """First line of the head: upward as long as lines are near, of one size and no prose."""
    start = first
    while start:
        line, below = run[start - 1], run[start]
        near = line[0].y - below[0].y <= APART * em
        alike = all(abs(phrase.em - em) <= SAME_SIZE * em for phrase in line if phrase.sized)
        if not near or not alike or _is_prose(line):
            break
        start -= 1
    return start


def _is_prose(line: Line) -> bool:
    return any("。" in phrase.text for phrase in line) or (
        len(line) == 1 and line[0].box.x1 - line[0].box.x0 > 36 * line[0].em
    )


def _lone_head(run: Sequence[Line]) -> list[Line]:
    """The lines of a head at the end of a page: the last lines, of several phrases each but for few."""
    head: list[Line] = []
    for line in reversed(run):
        if head and head[-1][0].y - line[0].y > 0:
            break
        gap = line[0].y - head[-1][0].y if head else 0.0
        if (
            _is_prose(line)
            or gap > APART * line[0].em
            or (head and abs(line[0].em - head[-1][0].em) > SAME_SIZE * line[0].em)
        ):
            break
        head.append(line)
    head.reverse()
    while head and len(head[0]) < 2:
        head = head[1:]
    return head if any(len(line) > 1 for line in head) else []


def _head_end(above: Sequence[Line], body: Sequence[Line]) -> int:
    """Lines above the first figures that are still head: to the last one with words over figures."""
    left = min(phrase.box.x0 for line in body for phrase in line if phrase.is_figure)
    labels = label_end(body)
    rows = [p for line in above for p in line if p.begins_label and not p.text.startswith("第")]
    over = [
        i
        for i, line in enumerate(above)
        if any(p.box.x1 > left or _beside(p, labels, rows) for p in line)
    ]
    return over[-1] + 1 if over else 0


def _beside(word: Phrase, labels: float, rows: Sequence[Phrase]) -> bool:
    """Whether a word stands right of the labels and is no line of one itself."""
    is_label = any(overlap(row.box, word.box) > 0.5 * (word.box.x1 - word.box.x0) for row in rows)
    return word.box.x0 > labels > float("-inf") and not is_label


def _trimmed(body: Sequence[Line], em: float) -> Sequence[Line]:
    """The body without what follows its last row: other type, a gap wider than between its rows."""
    last = max(i for i, line in enumerate(body) if any(phrase.is_figure for phrase in line))
    steps = [a[0].y - b[0].y for a, b in zip(body[: last + 1], body[1 : last + 1], strict=False)]
    usual = max(steps, default=2.0 * em)
    end = last + 1
    while end < len(body):
        line = body[end]
        if (
            (line[0].sized and abs(line[0].em - em) > SAME_SIZE * em)
            or body[end - 1][0].y - line[0].y > 1.25 * usual
            or _is_prose(line)
        ):
            break
        end += 1
    return body[:end]
