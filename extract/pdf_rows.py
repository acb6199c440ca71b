"""Rows of a table without rules: heads above, then what stands at the height of each row of figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.pdf_bands import Column
from extract.pdf_heads import Heads
from extract.pdf_labels import Label, labels_of
from extract.pdf_page import Segment
from extract.pdf_parts import Part
from extract.pdf_phrases import Phrase


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the grid: its labels from the left, its other phrases by column, whether blanks are cells."""

    y: float
    labels: tuple[Phrase, ...]
    placed: tuple[tuple[int, Phrase], ...] = ()
    is_data: bool = True


def head_rows(heads: Heads, columns: Sequence[Column]) -> list[Row]:
    """Each head above the leaves in its own row, then all leaves in one."""
    rows = [Row(head.y, (), ((_nearest(columns, head), head),), False) for head in heads.groups]
    if heads.leaves:
        placed = tuple((_nearest(columns, head), head) for head in heads.leaves)
        rows.append(Row(heads.leaves[0].y, heads.corner, placed, False))
    elif heads.corner:
        rows.append(Row(heads.corner[0].y, heads.corner, (), False))
    return rows


def _nearest(columns: Sequence[Column], phrase: Phrase) -> int:
    """The column whose head this is, else the one nearest to its middle."""
    for index, column in enumerate(columns):
        if column.head == phrase.box:
            return index
    return min(
        range(len(columns)), key=lambda i: abs((columns[i].x0 + columns[i].x1) / 2 - phrase.x)
    )


def body_rows(
    part: Part, columns: Sequence[Column], rules: Sequence[Segment], step: float
) -> list[Row]:
    lines = _levels(part.figures, part.em)
    heights = [line[0].y for line in lines]
    words = [phrase for line in part.body for phrase in line if not phrase.is_figure]
    labels = labels_of(words, heights, rules, step)
    rows = []
    for number, line in enumerate(lines):
        here = sorted(
            (label.phrase for label in labels if label.row == number), key=lambda p: p.box.x0
        )
        placed = tuple((_holding(columns, figure), figure) for figure in line)
        rows.append(Row(line[0].y, tuple(here), placed))
    rows += [
        Row(label.phrase.y, (label.phrase,), (), not _is_group(label, labels))
        for label in labels
        if label.row < 0
    ]
    return sorted(rows, key=lambda row: -row.y)


def _is_group(label: Label, labels: Sequence[Label]) -> bool:
    """Whether a label without figures spans rows: the labels next above and below stand right of it."""
    if label.phrase.is_item:
        return False
    box, y = label.phrase.box, label.phrase.y
    others = [
        other.phrase for other in labels if other is not label and other.phrase.box.x1 > box.x0
    ]
    above = min((o for o in others if o.y >= y), key=lambda o: (o.y, -o.box.x0), default=None)
    below = max((o for o in others if o.y < y), key=lambda o: (o.y, o.box.x0), default=None)
    near = [o for o in (above, below) if o is not None]
    return bool(near) and all(o.box.x0 >= box.x1 - 0.3 * label.phrase.em for o in near)


def _levels(figures: Sequence[Phrase], em: float) -> list[list[Phrase]]:
    """Figures of one height, from the top."""
    levels: list[list[Phrase]] = []
    for figure in sorted(figures, key=lambda figure: -figure.y):
        if levels and levels[-1][0].y - figure.y <= 0.35 * em:
            levels[-1].append(figure)
        else:
            levels.append([figure])
    return levels


def _holding(columns: Sequence[Column], figure: Phrase) -> int:
    return max(
        range(len(columns)),
        key=lambda i: min(columns[i].x1, figure.box.x1) - max(columns[i].x0, figure.box.x0),
    )
