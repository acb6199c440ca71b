"""A section as a row, with the hashes of its sentences by which repetition is found.

What counts is wording: digits are masked, so that a sentence of last year with this year's figures is
the same sentence. Hashes are stable over machines and versions.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from transform.running_text import sentences
from transform.sections import Section

SHORTEST = 8
"""Shorter sentences (无。) are alike by necessity."""
_LONGEST = 65_535
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def section_row(section: Section) -> tuple[str | None, ...]:
    """Section, numeral, heading, text, and hashes and lengths of sentences as texts of lists."""
    hashes, lengths = hashed(section.text)
    return (
        section.official,
        section.numeral,
        section.title or None,
        section.text,
        str(hashes),
        str(lengths),
    )


def hashed(text: str) -> tuple[list[int], list[int]]:
    """A 64-bit hash of every sentence of a text, and its length in characters, in order.

    >>> hashed("2022年收到申请12件。无。")[0] == hashed("2023年收到申请1,034件。")[0]
    True
    """
    hashes, lengths = [], []
    for paragraph in text.split("\n"):
        for sentence in sentences(paragraph):
            masked = _NUMBER.sub("#", "".join(sentence.split()))
            if len(masked) >= SHORTEST:
                hashes.append(int.from_bytes(blake2b(masked.encode(), digest_size=8).digest()))
                lengths.append(min(len(masked), _LONGEST))
    return hashes, lengths
