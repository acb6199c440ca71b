"""Where tables without rules begin and end on a page: lines cut into a head and a body of figures.

A part is what stands under one head: the rows whose figures follow each other, with the lines of the
head above them. Words where figures stand, a gap or another size of type end it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.pdf_blank_parts import blank_part
from extract.pdf_line_runs import APART, label_end, runs_of_lines
from extract.pdf_phrases import Line, Phrase, overlap

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
    parts: list[Part] = []
    for run in runs_of_lines(lines):
        rest = run
        while parts and (blank := blank_part(rest, parts[-1].head, parts[-1].body)):
            size, em = blank
            parts.append(Part(tuple(rest[:1]), tuple(rest[1:size]), em))
            rest = rest[size:]
        if (part := _part(rest)) is not None:
            parts.append(part)
    return parts


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
