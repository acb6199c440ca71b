"""Tables that the paper ends before: closed at their left side, at their right side by no rule at all.

A wide table of a web page is printed as far as the paper reaches. Its level rules end there together, and
what would stand in the last column, or beyond, is not on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extract.pdf_doubts import CUT_OFF
from extract.pdf_page import PageGeometry, Segment

NEAR = 2.5
"""Points between the end of a level rule and the upright rule it ends at."""
FEWEST = 4
"""Level rules of one table that must end together."""
CLOSED = 0.5
"""Share of a side along which upright rules stand, or it is no side of a table."""


def cut_off_places(page: PageGeometry) -> tuple[tuple[str, Segment], ...]:
    """The places of the cells that are cut off, with the code for it."""
    found: list[tuple[str, Segment]] = []
    for (left, right), heights in _sides(page).items():
        if len(heights) < FEWEST:
            continue
        low, high = heights[0], heights[-1]
        uprights = [v for v in page.vertical if v[1] < high and v[3] > low]
        inner = [x for x, *_ in uprights if left + NEAR < x < right - NEAR]
        is_open = not any(abs(x - right) <= NEAR for x, *_ in uprights)
        if inner and is_open and _is_closed(uprights, left, low, high):
            last = max(inner)
            found += [(CUT_OFF, (last, y0, right, y1)) for y0, y1 in pairwise(heights)]
    return tuple(found)


def _sides(page: PageGeometry) -> dict[tuple[float, float], list[float]]:
    """Heights, from below, of the level rules that begin and end together."""
    sides: dict[tuple[float, float], list[float]] = {}
    for left, right, height in _whole(page.horizontal):
        for known in sides:
            if abs(known[0] - left) <= NEAR and abs(known[1] - right) <= NEAR:
                sides[known].append(height)
                break
        else:
            sides[left, right] = [height]
    return {ends: sorted(heights) for ends, heights in sides.items()}


def _whole(rules: tuple[Segment, ...]) -> Iterator[tuple[float, float, float]]:
    """(left, right, height) of rules, those that continue each other as one."""
    height, left, right = 0.0, 0.0, -1.0
    level = {y: round(y, 1) for y in {rule[1] for rule in rules}}
    for x0, y, x1, _ in sorted(rules, key=lambda rule: (level[rule[1]], rule[0])):
        if right >= left and abs(y - height) < 0.2 and x0 <= right + NEAR:
            right = max(right, x1)
            continue
        if right > left:
            yield left, right, height
        height, left, right = y, x0, x1
    if right > left:
        yield left, right, height


def _is_closed(uprights: list[Segment], x: float, low: float, high: float) -> bool:
    along = sum(min(y1, high) - max(y0, low) for at, y0, _, y1 in uprights if abs(at - x) <= NEAR)
    return along >= CLOSED * (high - low)
