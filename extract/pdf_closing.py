"""Tables whose rule is missing where the page breaks: the ends of their upright rules close them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from extract.pdf_page import PageGeometry, Segment

LEVEL = 1.5
"""Upright rules that end within this many points end together."""
FEWEST = 3
"""Upright rules that must end together: two are a frame around prose."""
NEAR = 4.0
"""A level rule this close to the ends is the one they end at."""


def closed(page: PageGeometry) -> PageGeometry:
    """The page with a level rule added wherever at least three upright rules end without one."""
    if len(page.vertical) < FEWEST:
        return page
    uprights = [rule for rule in page.vertical if rule[3] - rule[1] > NEAR]
    levels = sorted((rule[1], rule[0], rule[2]) for rule in page.horizontal)
    heights = [level[0] for level in levels]
    added: list[Segment] = []
    for ends in (
        _together([(rule[3], rule[0]) for rule in uprights]),
        _together([(rule[1], rule[0]) for rule in uprights]),
    ):
        for height, xs in ends:
            if len(xs) < FEWEST or len(set(map(round, xs))) < FEWEST:
                continue
            left, right = min(xs), max(xs)
            near = levels[
                bisect_left(heights, height - NEAR) : bisect_right(heights, height + NEAR)
            ]
            if not any(x0 < right - NEAR and x1 > left + NEAR for _, x0, x1 in near):
                added.append((left, height, right, height))
    return replace(page, horizontal=(*page.horizontal, *added)) if added else page


def _together(ends: Iterable[tuple[float, float]]) -> list[tuple[float, list[float]]]:
    """Heights at which upright rules end, with the places of those rules."""
    groups: list[tuple[float, list[float]]] = []
    lowest, xs = float("-inf"), []
    for height, x in sorted(ends):
        if height - lowest <= LEVEL:
            xs.append(x)
        else:
            lowest, xs = height, [x]
            groups.append((lowest, xs))
    return groups
