"""Whether a stroke is a slash: recognition takes a lone "/" for 1, in every light alike.

"/" fills cells that do not apply, so the mistake would make a number of nothing. The stroke itself tells:
a slash leans by 15 to 45 degrees, a 1 stands (an italic one leans by up to 14).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from extract.ocr_level import Grey

LEANS = 11.0
"""Degrees from which a 1 does not stand."""
_STROKES = frozenset({"1", "l", "I", "|", "i"})
INK = 225


def lean(picture: Grey) -> float:
    """Degrees by which the main axis of the ink leans to the right of upright, -90 to 90."""
    weight: Any = np.clip(INK - picture.astype(float), 0, None)
    total = weight.sum()
    if not total:
        return 0.0
    y, x = np.indices(picture.shape)
    y, x = -(y - (y * weight).sum() / total), x - (x * weight).sum() / total
    across, along, both = ((one * two * weight).sum() for one, two in ((x, x), (y, y), (x, y)))
    return float(np.degrees(0.5 * np.arctan2(2 * both, along - across)))


def slashes(lines: Sequence[tuple[Grey, str]]) -> dict[int, float]:
    """Which lines (picture, text read) of a table are slashes read as 1, with how sure that is (0 or 1).

    Where any 1 of the table stands, its type is no italic, and what leans is a slash for certain.
    """
    strokes = {
        number: abs(lean(picture))
        for number, (picture, text) in enumerate(lines)
        if text in _STROKES
    }
    leaning = {number for number, degrees in strokes.items() if degrees > LEANS}
    upright = len(leaning) < len(strokes) or (
        leaning and any(map(_has_upright_one, *zip(*lines, strict=True)))
    )
    return dict.fromkeys(leaning, float(bool(upright)))


def _has_upright_one(picture: Grey, text: str) -> bool:
    """Whether a number of several digits has a 1 that stands."""
    if len(text) < 2 or "1" not in text or not text.isdigit():
        return False
    inked = np.flatnonzero((picture < INK).any(axis=0))
    digits = np.split(inked, np.flatnonzero(np.diff(inked) > 1) + 1)
    return len(digits) == len(text) and any(
        abs(lean(picture[:, columns[0] : columns[-1] + 1])) <= LEANS
        for columns, digit in zip(digits, text, strict=True)
        if digit == "1"
    )
