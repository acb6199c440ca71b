"""Words of labels without rules around them: parts of one line that only a blank divides are joined."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf_phrases import Phrase, joined

EVEN = 1.08
"""Lines of one cell are as far apart as those of any other, but for rounding."""
BLANK_GAP = 0.9
"""Gap in ems inside a label that is only a blank; the next label right of it begins with an enumerator."""
FLUSH = 0.15
"""Words whose left ends differ by less than this many ems begin at one place."""


def unspaced(words: Sequence[Phrase], step: float) -> list[Phrase]:
    """Words of one line joined over a blank; a new label begins with an enumerator, further away, or
    where the line above begins a label."""
    found: list[Phrase] = []
    for word in sorted(words, key=lambda word: (-word.y, word.box.x0)):
        before = found[-1] if found else None
        if (
            before is not None
            and abs(before.y - word.y) < 0.3 * word.em
            and 0 <= word.box.x0 - before.box.x1 + 1 <= BLANK_GAP * word.em + 1
            and not word.begins_label
            and not any(_begins_above(other, word, step) for other in found[:-1])
        ):
            found[-1] = joined([before, word])
        else:
            found.append(word)
    return found


def _begins_above(other: Phrase, word: Phrase, step: float) -> bool:
    """Whether the other begins as the word does, on the line above."""
    return (
        0.3 * word.em < other.y - word.y <= EVEN * step * word.em
        and abs(other.box.x0 - word.box.x0) < FLUSH * word.em
    )
