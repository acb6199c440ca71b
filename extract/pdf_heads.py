"""The head of a table without rules: which words stand directly over columns, which over groups of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.model import Box
from extract.pdf_bands import Column, clusters
from extract.pdf_line_runs import label_end
from extract.pdf_parts import Part
from extract.pdf_phrases import Line, Phrase, joined, overlap
from extract.pdf_words import EVEN

SPACED = 1.15
"""Gap in ems between the characters of a spaced head (总　计)."""
BLANK = 0.6
"""Gap in ems of a blank inside a head."""


@dataclass(frozen=True, slots=True)
class Heads:
    """`leaves` stand over columns, left to right; `groups` above them; `corner` over the labels."""

    leaves: tuple[Phrase, ...]
    groups: tuple[Phrase, ...]
    corner: tuple[Phrase, ...]


def heads_of(part: Part, step: float) -> Heads:
    """The heads of a part; `step` is the distance in ems of the lines of one cell."""
    blocks = _blocks(_unspaced(part), step)
    lowest = [block for block in blocks if not any(_below(other, block) for other in blocks)]
    alone = [block for block in lowest if _is_title(block, blocks)]
    leaves = sorted(
        (block for block in lowest if block not in alone), key=lambda block: block.box.x0
    )
    bound = label_end(part.body)
    corner = [leaf for leaf in leaves if leaf.x < bound]
    leaves = [leaf for leaf in leaves if leaf not in corner]
    if leaves and bound > float("-inf") and not corner and not _over_figures(leaves[0], part):
        corner, leaves = leaves[:1], leaves[1:]
    groups = [block for block in blocks if block not in lowest or block in alone]
    return Heads(
        tuple(leaves), tuple(sorted(groups, key=lambda b: (-b.y, b.box.x0))), tuple(corner)
    )


def _over_figures(head: Phrase, part: Part) -> bool:
    return any(overlap(head.box, figure.box) > 0.3 for figure in part.figures)


def _unspaced(part: Part) -> list[list[Phrase]]:
    """Head lines, spaced heads joined: over the widest gap that puts no head over two columns."""
    figures = clusters(part.figures)
    gaps = {
        round(gap / two.em, 2)
        for line in part.head
        for one, two in pairwise(line)
        if (gap := _gap(one, two)) > 0
    }
    for widest in sorted((gap for gap in gaps if gap <= SPACED), reverse=True):
        lines = [_joined_over(line, widest) for line in part.head]
        heads = [head for line in lines for head in line]
        lowest = [head for head in heads if not any(_below(other, head) for other in heads)]
        if all(len(_under(figures, head.box)) < 2 for head in lowest if len(head.text) > 1):
            return lines
    return [list(line) for line in part.head]


def _gap(one: Phrase, two: Phrase) -> float:
    """Gap between parts of a spaced head: characters alone, or one beside more over a blank."""
    single = (len(one.text) == 1) + (len(two.text) == 1)
    gap = two.box.x0 - one.box.x1
    return gap if single == 2 or (single == 1 and gap <= BLANK * two.em) else float("inf")


def _joined_over(line: Line, widest: float) -> list[Phrase]:
    groups: list[list[Phrase]] = []
    for word in line:
        if groups and _gap(groups[-1][-1], word) <= (widest + 0.01) * word.em:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [joined(group) if len(group) > 1 else group[0] for group in groups]


def _under(figures: Sequence[Column], box: Box) -> set[int]:
    return {
        i
        for i, column in enumerate(figures)
        if min(column.x1, box.x1) - max(column.x0, box.x0) > 0.3
    }


def step_of(parts: Sequence[Part]) -> float:
    """Distance in ems of the lines of one cell: the least between words one above the other."""
    steps: list[float] = []
    for part in parts:
        words = [
            p for line in (*part.head, *part.body) for p in line if p.sized and not p.is_figure
        ]
        for below in words:
            over = [
                w.y - below.y
                for w in words
                if 0.5 * w.em < w.y - below.y and overlap(w.box, below.box) > 0
            ]
            if over:
                steps.append(min(over) / below.em)
    least = min(steps, default=0.0)
    near = [step for step in steps if step < 1.06 * least]
    return median(near) if near else 0.0


def _blocks(lines: Sequence[Sequence[Phrase]], step: float) -> list[Phrase]:
    """Wrapped heads joined: one below the other at the step of wrapped lines, over nothing else."""
    blocks: list[list[Phrase]] = []
    words = [word for line in lines for word in line]
    for word in words:
        home = None
        for block in blocks:
            above = block[-1]
            gap = above.y - word.y
            narrow = min(above.box.x1 - above.box.x0, word.box.x1 - word.box.x0)
            fits = 0.3 * word.em < gap <= EVEN * step * word.em
            if (
                fits
                and overlap(above.box, word.box) >= 0.7 * narrow
                and _children(above, words, gap) < 2
            ):
                home = block
        if home is None:
            blocks.append([word])
        else:
            home.append(word)
    return [joined(block) for block in blocks]


def _children(above: Phrase, words: Sequence[Phrase], gap: float) -> int:
    """Words of the next line under a head: two mean that it heads a group."""
    return sum(
        1
        for w in words
        if abs(above.y - w.y - gap) < 0.3 * w.em and overlap(above.box, w.box) > 0.1
    )


def _below(other: Phrase, block: Phrase) -> bool:
    return (
        other is not block
        and other.box.y1 < block.box.y1 - 0.5 * block.em
        and (other.y < block.y and overlap(other.box, block.box) > 0.2 * block.em)
    )


def _is_title(block: Phrase, blocks: Sequence[Phrase]) -> bool:
    """Whether a head stands alone at its height over others: the caption of the part."""
    others = [other for other in blocks if other is not block]
    beside = any(min(o.box.y1, block.box.y1) - max(o.box.y0, block.box.y0) > 0 for o in others)
    return bool(others) and not beside and any(other.y < block.y for other in others)
