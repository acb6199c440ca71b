"""Tables whose rule is missing where the page breaks: the ends of their upright rules close them."""

from __future__ import annotations

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
    uprights = [rule for rule in page.vertical if rule[3] - rule[1] > NEAR]
    added: list[Segment] = []
    for ends in (
        _together((rule[3], rule[0]) for rule in uprights),
        _together((rule[1], rule[0]) for rule in uprights),
    ):
        for height, xs in ends:
            left, right = min(xs), max(xs)
            if len(set(xs)) >= FEWEST and not _ruled(page, height, left, right):
                added.append((left, height, right, height))
    return replace(page, horizontal=(*page.horizontal, *added)) if added else page


def _together(ends: Iterable[tuple[float, float]]) -> list[tuple[float, list[float]]]:
    """Heights at which upright rules end, with the places of those rules."""
    groups: list[tuple[float, list[float]]] = []
    for height, x in sorted(ends):
        if groups and height - groups[-1][0] <= LEVEL:
            groups[-1][1].append(x)
        else:
            groups.append((height, [x]))
    return groups


def _ruled(page: PageGeometry, height: float, left: float, right: float) -> bool:
    """Whether level rules at this height reach into the span: then the ends are no open edge."""
    return any(
        abs(rule[1] - height) <= NEAR and rule[0] < right - NEAR and rule[2] > left + NEAR
        for rule in page.horizontal
    )
