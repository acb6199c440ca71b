"""Columns of a table without rules: which head stands over which figures.

Cells of different columns share no x. So figures that overlap stand in one column, and figures that
overlap one head alone stand under it, however either is aligned. Where they overlap no head (narrow
figures at the side of a wide cell), the neighbours, or the alignment of all figures, must leave
exactly one; else the column is uncertain and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from extract.model import Box
from extract.pdf_phrases import Phrase

Alignment = Literal["left", "centre", "right", ""]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: from where to where its text reaches, its head and whether its place is certain."""

    x0: float
    x1: float
    head: Box | None = None
    figures: bool = False
    certain: bool = True


def clusters(figures: Sequence[Phrase]) -> list[Column]:
    """Figures that overlap, as columns from the left."""
    found: list[Column] = []
    for phrase in sorted(figures, key=lambda phrase: phrase.box.x0):
        if found and phrase.box.x0 < found[-1].x1 - 0.1:
            found[-1] = replace(found[-1], x1=max(found[-1].x1, phrase.box.x1))
        else:
            found.append(Column(phrase.box.x0, phrase.box.x1, figures=True))
    return found


def alignment_of(groups: Sequence[Sequence[Phrase]]) -> Alignment:
    """How the figures of most columns are aligned, by those of different widths."""
    votes: dict[Alignment, int] = {"left": 0, "centre": 0, "right": 0}
    for figures in groups:
        for column in clusters(figures):
            here = [p for p in figures if column.x0 <= p.x <= column.x1]
            widths = [p.box.x1 - p.box.x0 for p in here]
            if max(widths) - min(widths) < 0.3 * here[0].em:
                continue
            spread: dict[Alignment, float] = {
                "left": _spread([p.box.x0 for p in here]),
                "centre": _spread([p.x for p in here]),
                "right": _spread([p.box.x1 for p in here]),
            }
            best = min(spread, key=lambda name: spread[name])
            if spread[best] < 0.12 * here[0].em:
                votes[best] += 1
    best = max(votes, key=lambda name: votes[name])
    return best if votes[best] > sum(votes.values()) - votes[best] else ""


def _spread(values: Sequence[float]) -> float:
    return max(values) - min(values)


def lean_of(groups: Sequence[tuple[Sequence[Box], Sequence[Column]]]) -> Alignment:
    """On which side of their heads the figures stand: before or behind the middle, where they overlap."""
    sides = []
    for heads, figures in groups:
        for cluster in figures:
            over = [
                head for head in heads if min(head.x1, cluster.x1) - max(head.x0, cluster.x0) > 0.3
            ]
            if len(over) == 1:
                sides.append((cluster.x0 + cluster.x1 - over[0].x0 - over[0].x1) / 2)
    clear = [side for side in sides if abs(side) > 1.5]
    if len(clear) >= 2 and (all(side < 0 for side in clear) or all(side > 0 for side in clear)):
        return "left" if clear[0] < 0 else "right"
    return ""


def under_heads(
    heads: Sequence[Box], figures: Sequence[Column], alignment: Alignment
) -> list[Column]:
    """Columns of a table with these heads: each head with the figures under it, the rest on their own."""
    columns = [Column(head.x0, head.x1, head) for head in sorted(heads, key=lambda head: head.x0)]
    return _assigned(columns, figures, alignment)


def continued(
    columns: Sequence[Column], figures: Sequence[Column], alignment: Alignment
) -> list[Column]:
    """Columns of the table above with the figures of a page that goes on."""
    return _assigned([replace(column, certain=True) for column in columns], figures, alignment)


def _assigned(
    columns: Sequence[Column], figures: Sequence[Column], alignment: Alignment
) -> list[Column]:
    found = list(columns)
    open_figures: list[Column] = []
    for cluster in figures:
        over = [
            i
            for i, column in enumerate(columns)
            if min(column.x1, cluster.x1) - max(column.x0, cluster.x0) > 0.3
        ]
        if len(over) == 1:
            found[over[0]] = _with(found[over[0]], cluster)
        elif over:
            for i in over:
                found[i] = replace(found[i], certain=False, figures=True)
        else:
            open_figures.append(cluster)
    alone: list[Column] = []
    while open_figures:
        settled = next(
            (pair for c in open_figures if (pair := _only(found, c, alignment)) is not None), None
        )
        if settled is None:
            break
        cluster, index = settled
        open_figures.remove(cluster)
        if index < 0:
            alone.append(cluster)
        else:
            found[index] = _with(found[index], cluster)
    alone += [replace(cluster, certain=False) for cluster in open_figures]
    return sorted([*found, *alone], key=lambda column: column.x0)


def _with(column: Column, cluster: Column) -> Column:
    return replace(
        column, x0=min(column.x0, cluster.x0), x1=max(column.x1, cluster.x1), figures=True
    )


def _only(
    columns: Sequence[Column], cluster: Column, alignment: Alignment
) -> tuple[Column, int] | None:
    """The only column that can hold figures which overlap none; -1 where none can."""
    before = max(
        (i for i, column in enumerate(columns) if column.x1 <= cluster.x0 + 0.3), default=None
    )
    after = min(
        (i for i, column in enumerate(columns) if column.x0 >= cluster.x1 - 0.3), default=None
    )
    sides = []
    if before is not None and not columns[before].figures and alignment != "left":
        sides.append(before)
    if after is not None and not columns[after].figures and alignment != "right":
        sides.append(after)
    if len(sides) > 1:
        return None
    return cluster, sides[0] if sides else -1


def edges(
    columns: Sequence[Column], left: float, em: float, width: float
) -> list[tuple[float, float]]:
    """From where to where each column's cells reach: to the middle of the gaps, from `left`.

    The last one ends at the page's edge at the latest, unless its text goes on beyond.
    """
    if not columns:
        return []
    middles = [(one.x1 + two.x0) / 2 for one, two in pairwise(columns)]
    return list(
        zip(
            [left, *middles],
            [*middles, max(columns[-1].x1, min(width, columns[-1].x1 + 0.5 * em))],
            strict=True,
        )
    )
