"""Ruling lines of a level picture: long straight ink, and shorter straight ink that ends at such lines.

A row cut off by a page break is as low as one line of text; its upright rules are told from strokes of
characters by ending at level rules on both sides, and a short level rule from a row of strokes alike.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extract.ocr_level import Sheet
from extract.pdf_page import PageGeometry, Segment

DARK = 228
"""Grey value up to which ink may be part of a rule: hairlines are grey in a scan."""
TRACE, TRACED = 251, 0.85
"""Grey value up to which there may be a trace of a rule, and the part of its way it must be seen on."""
LEVEL_RULE, LEVEL_CERTAIN = 30.0, 150.0
UPRIGHT_RULE, UPRIGHT_CERTAIN = 8.0, 26.0
"""Points a rule is long at least; and from which it is one wherever it ends."""
GAP = 1.5
"""Points of a rule that noise may have eaten."""
THICKEST = 4.0
"""Points; in thicker ink (a stamp over a rule) the rule is where most of the ink is."""
WHOLE = 0.8
"""Part of the length of thick ink that its rule must fill."""
MEETS = 1.3
"""Points between the end of a rule and the rule it ends at. A digit in a tight row comes near."""
BEYOND = 8.0
"""Points by which ink (a stamp, noise) may prolong a rule beyond the last one it crosses."""


def rules_of(sheet: Sheet, number: int) -> PageGeometry:
    """The rules of a picture in points from its lower left corner."""
    dark = np.less(sheet.grey, DARK).astype(np.uint8)
    scale = sheet.scale
    upright = _straight(dark.T, UPRIGHT_CERTAIN, GAP, scale)
    level = _straight(dark, LEVEL_CERTAIN, GAP, scale)
    level = _with_shorter(level, _straight(dark, LEVEL_RULE, GAP, scale), upright, scale)
    ends = np.concatenate([level, _common_ends(upright, scale)])
    upright = _with_shorter(upright, _straight(dark.T, UPRIGHT_RULE, 0.0, scale), ends, scale)
    level = _prolonged(level, upright, sheet.grey, scale)
    upright = _prolonged(upright, level, sheet.grey.T, scale)
    upright, level = _trimmed(upright, level, scale), _trimmed(level, upright, scale)
    height, width = dark.shape
    top = height / scale
    horizontal: list[Segment] = []
    for at, first, last in level / scale:
        horizontal.append((float(first), float(top - at), float(last), float(top - at)))
    vertical: list[Segment] = []
    for at, first, last in upright / scale:
        vertical.append((float(at), float(top - last), float(at), float(top - first)))
    return PageGeometry(number, width / scale, top, tuple(horizontal), tuple(vertical), True)


def _straight(dark: Any, shortest: float, gap: float, scale: float) -> Any:
    """Level straight ink: columns y, x0, x1 in pixels; `shortest` and the gaps closed in points."""

    def kernel(length: float, thickness: int = 1) -> Any:
        return cv2.getStructuringElement(cv2.MORPH_RECT, (max(1, round(length)), thickness))

    whole = cv2.dilate(np.ascontiguousarray(dark), kernel(1, 3))  # rules step from row to row
    whole = cv2.morphologyEx(whole, cv2.MORPH_CLOSE, kernel(gap * scale))
    lines = cv2.morphologyEx(whole, cv2.MORPH_OPEN, kernel(shortest * scale))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    found = []
    for part, (x, y, wide, high, _) in enumerate(stats[1:], start=1):
        middle = y + high / 2
        if high > THICKEST * scale:
            own = (labels[y : y + high, x : x + wide] == part).astype(np.uint8)
            filled = cv2.dilate(own, np.ones((5, 1), np.uint8)).sum(axis=1)  # it may drift a little
            if filled.max() < WHOLE * wide:
                continue
            middle = y + float(np.median(np.flatnonzero(filled == filled.max()))) + 0.5
        found.append((middle, x, x + wide))
    return np.array(found, float).reshape(-1, 3)


def _common_ends(upright: Any, scale: float) -> Any:
    """Where upright rules end together, as level rules: a page cuts a table without closing it."""
    found: list[tuple[float, float, float]] = []
    for column in (1, 2):
        for number, (_, *ends) in enumerate(upright):
            together = np.abs(upright[:, column] - ends[column - 1]) <= MEETS * scale
            if together.sum() > 1 and np.flatnonzero(together)[0] == number:
                xs = upright[together, 0]
                found.append((float(np.median(upright[together, column])), xs.min(), xs.max()))
    return np.array(found, float).reshape(-1, 3)


def _with_shorter(rules: Any, shorter: Any, across: Any, scale: float) -> Any:
    """The rules, and those shorter ones elsewhere that end at a rule across on both sides."""
    near = MEETS * scale
    kept = list(rules)
    for at, first, last in shorter:
        same = np.abs(rules[:, 0] - at) <= 2 * near
        if (same & (rules[:, 1] < last) & (rules[:, 2] > first)).any():
            continue
        meeting = across[(across[:, 1] - near <= at) & (across[:, 2] + near >= at)][:, 0]
        if all((np.abs(meeting - end) <= near).any() for end in (first, last)):
            kept.append((at, first, last))
    return np.array(kept, float).reshape(-1, 3)


def _prolonged(rules: Any, across: Any, grey: Any, scale: float) -> Any:
    """Rules followed along their traces to the next rule across: a stamp or a shadow bleached them."""
    longer = rules.copy()
    for number, (at, first, last) in enumerate(rules):
        traced = _traced(grey, round(at))
        near = MEETS * scale
        crossed = np.sort(across[(across[:, 1] - near <= at) & (across[:, 2] + near >= at)][:, 0])
        for end in crossed[crossed > last]:
            if traced[int(last) : round(end) + 1].mean() < TRACED:
                break
            last = end
        for end in crossed[crossed < first][::-1]:
            if traced[int(end) : round(first) + 1].mean() < TRACED:
                break
            first = end
        longer[number] = at, first, last
    return longer


def _traced(grey: Any, row: int) -> Any:
    """Where along a row there is a trace: darker than paper and than what lies on both its sides."""
    here, above, below = (
        grey[max(0, row + shift - 1) : max(2, row + shift + 2)].min(axis=0, initial=255)
        for shift in (0, -5, 5)
    )
    return (here <= TRACE) & (here < above) & (here < below)


def _trimmed(rules: Any, across: Any, scale: float) -> Any:
    """Rules cut where they cross the outermost rule across, if they go on only a little."""
    cut = rules.copy()
    for number, (at, first, last) in enumerate(rules):
        crossed = across[(across[:, 1] - scale <= at) & (across[:, 2] + scale >= at)][:, 0]
        crossed = crossed[(crossed >= first - scale) & (crossed <= last + scale)]
        if len(crossed) > 1:
            begin, end = crossed.min(), crossed.max()
            cut[number, 1] = begin if begin - first <= BEYOND * scale else first
            cut[number, 2] = end if last - end <= BEYOND * scale else last
    return cut
