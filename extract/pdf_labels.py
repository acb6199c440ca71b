"""Labels of a table without rules: wrapped lines joined, and the row each label belongs to.

Lines of one label follow each other and share their x; an enumerator or a rule begins another. What
follows that still holds several rows of figures is cut where the figures ask for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pdf_page import Segment
from extract.pdf_phrases import Phrase, joined, overlap
from extract.pdf_words import EVEN, unspaced

UNEVEN = 1.4
"""At most this far, where other fonts on the line may have made it higher."""
ENUMERATED = 3
"""With so many enumerators, what has none is the second line of a label."""

Anchor = str


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its text and box, and the row of figures it belongs to (-1: none at its height)."""

    phrase: Phrase
    row: int


def labels_of(
    words: Sequence[Phrase], heights: Sequence[float], rules: Sequence[Segment], step: float
) -> list[Label]:
    """Labels of a body whose rows of figures stand at `heights` (baselines, from the top).

    `step` is the distance in ems of the lines of one cell.
    """
    prices = _prices(words, step)
    chains = _chains(unspaced(words, step), rules, step)
    leaves = [chain for chain in chains if not _spans(chain, chains, heights)]
    cuts = [
        [_Cut(chain, heights, anchor, prices).best() for chain in leaves]
        for anchor in ("middle", "top")
    ]
    cheapest = min(cuts, key=lambda found: sum(cost for cost, _ in found))
    labels = [Label(joined(chain), -1) for chain in chains if chain not in leaves]
    for chain, (_, pieces) in zip(leaves, cheapest, strict=True):
        labels += [Label(joined(chain[start:end]), row) for start, end, row in pieces]
    return labels


def _chains(
    words: Sequence[Phrase], rules: Sequence[Segment], farthest: float
) -> list[list[Phrase]]:
    """Words one below the other that may be lines of one label."""
    chains: list[list[Phrase]] = []
    for word in sorted(words, key=lambda word: (-word.y, word.box.x0)):
        home = None
        if not word.begins_label:
            near = [chain for chain in chains if _follows(chain[-1], word, rules, farthest)]
            home = min(near, key=lambda chain: chain[-1].y, default=None)
        if home is None:
            chains.append([word])
        else:
            home.append(word)
    return chains


def _follows(above: Phrase, below: Phrase, rules: Sequence[Segment], farthest: float) -> bool:
    narrow = min(above.box.x1 - above.box.x0, below.box.x1 - below.box.x0)
    step = above.y - below.y
    if not (
        0.3 * below.em < step <= UNEVEN * farthest * below.em
        and overlap(above.box, below.box) >= 0.6 * narrow
    ):
        return False
    return not any(
        below.y + 0.5 * below.em < y < above.y
        and min(x1, below.box.x1) - max(x0, below.box.x0) > 0.5 * narrow
        for x0, y, x1, _ in rules
    )


def _spans(
    chain: Sequence[Phrase], chains: Sequence[Sequence[Phrase]], heights: Sequence[float]
) -> bool:
    """Whether a chain is the label of a group: other labels stand right of it at its rows."""
    left, right = min(word.box.x0 for word in chain), max(word.box.x1 for word in chain)
    others = [
        other for other in (joined(c) for c in chains if c is not chain) if other.box.x1 > left
    ]
    middle, em = (chain[0].y + chain[-1].y) / 2, chain[0].em
    above = [o for o in others if o.y > middle - 0.4 * em]
    below = [o for o in others if o.y < middle + 0.4 * em]
    near = []
    if above:
        near.append(min(above, key=lambda o: (round(o.y), -o.box.x0)))
    if below:
        near.append(max(below, key=lambda o: (round(o.y), o.box.x0)))
    beside = all(o.box.x0 >= right - 0.3 * em for o in near)
    return bool(near) and beside and not _owns(chain, others, heights)


def _owns(chain: Sequence[Phrase], others: Sequence[Phrase], heights: Sequence[float]) -> bool:
    """Whether a row of figures stands level with the chain and has no label right of it."""
    em = chain[0].em
    inside = [y for y in heights if chain[-1].y - 0.3 * em <= y <= chain[0].y + 0.3 * em]
    right = max(word.box.x1 for word in chain)
    rivals = [o for o in others if o.box.x0 >= right - 0.3 * em]
    return any(not any(o.box.y0 - 0.3 * em <= y <= o.box.y1 for o in rivals) for y in inside)


Piece = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Prices:
    """What a label without figures and an uneven distance inside a label cost, in ems off the figures."""

    no_row: float
    uneven: float
    even: float


def _prices(words: Sequence[Phrase], step: float) -> _Prices:
    enumerated = sum(1 for word in words if word.begins_label) >= ENUMERATED
    return _Prices(1.2, 0.1, EVEN * step) if enumerated else _Prices(0.45, 0.5, EVEN * step)


class _Cut:
    """The cheapest way to cut a chain of lines into labels, each with a row of figures or none."""

    def __init__(
        self, chain: Sequence[Phrase], heights: Sequence[float], anchor: Anchor, prices: _Prices
    ) -> None:
        self.chain, self.heights, self.anchor, self.prices = chain, heights, anchor, prices
        self.em = chain[0].em
        low, high = chain[-1].y - 0.6 * self.em, chain[0].y + 0.6 * self.em
        self.rows = [row for row, y in enumerate(heights) if low <= y <= high]
        self.known: dict[tuple[int, int], tuple[float, tuple[Piece, ...]]] = {}

    def best(self, line: int = 0, done: int = 0) -> tuple[float, tuple[Piece, ...]]:
        """Cost and pieces from `line` on, with the first `done` rows taken."""
        if line == len(self.chain):
            return 2.0 * (len(self.rows) - done), ()
        if (line, done) not in self.known:
            options = [
                option
                for end in range(line + 1, len(self.chain) + 1)
                for option in self._options(line, end, done)
            ]
            self.known[line, done] = min(
                options, key=lambda option: (round(option[0], 3), len(option[1]))
            )
        return self.known[line, done]

    def _options(self, line: int, end: int, done: int) -> Iterator[tuple[float, tuple[Piece, ...]]]:
        inside = self._uneven(line, end)
        cost, rest = self.best(end, done)
        yield inside + self.prices.no_row + cost, ((line, end, -1), *rest)
        first, last = self.chain[line].y, self.chain[end - 1].y
        here = first if self.anchor == "top" else (first + last) / 2
        for skip in range(done, len(self.rows)):
            off = abs(here - self.heights[self.rows[skip]]) / self.em
            cost, rest = self.best(end, skip + 1)
            yield inside + off + 2.0 * (skip - done) + cost, ((line, end, self.rows[skip]), *rest)

    def _uneven(self, line: int, end: int) -> float:
        lines = self.chain[line:end]
        far = sum(1 for a, b in pairwise(lines) if a.y - b.y > self.prices.even * self.em)
        return self.prices.uneven * far
