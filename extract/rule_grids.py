"""From ruling lines to the grids they make: what Camelot's Lattice computes of them, in fewer steps.

Every function gives exactly what its namesake in Camelot gives (`tests/extract_pdf/test_rule_grids.py`):
Camelot's tests each level rule against each upright one and sorts the joints of a table four times.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from math import isclose

from extract.pdf_page import Segment

NEAR = 2.0
"""Points; rules this close are one, rules that end this close to another one meet it."""
FEWEST_JOINTS = 5
"""A ruled table has at least this many crossings of rules; fewer are page decoration."""

Joint = tuple[float, float]


def coalesced(rules: Iterable[Segment], *, level: bool) -> list[Segment]:
    """Rules that lie on each other or continue each other as one, from the least height (or place) on.

    Camelot's `coalesce_collinear_lines`.
    """
    if level:
        spans = sorted([((y0 + y1) / 2.0, x0, x1) for x0, y0, x1, y1 in rules])
    else:
        spans = sorted([((x0 + x1) / 2.0, y0, y1) for x0, y0, x1, y1 in rules])
    merged: list[Segment] = []
    first = 0
    for after in range(1, len(spans) + 1):
        if after < len(spans) and spans[after][0] - spans[after - 1][0] <= NEAR:
            continue
        together = spans[first:after]
        at = sum([place for place, _, _ in together]) / len(together)
        for start, end in _continued(sorted([(start, end) for _, start, end in together])):
            merged.append((start, at, end, at) if level else (at, start, at, end))
        first = after
    return merged


def _continued(spans: Sequence[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    start, end = spans[0]
    for low, high in spans:
        if low > end + NEAR:
            yield start, end
            start, end = low, high
        elif high > end:
            end = high
    yield start, end


def joints_by_table(
    horizontal: Sequence[Segment], vertical: Sequence[Segment]
) -> dict[Segment, list[Joint]]:
    """Boxes of the tables that coalesced rules make, each with the places where its rules cross.

    Camelot's `find_joints_from_lines`.
    """
    xs = [rule[0] for rule in vertical]
    group = list(range(len(horizontal) + len(vertical)))

    def find(rule: int) -> int:
        while group[rule] != rule:
            group[rule] = rule = group[group[rule]]
        return rule

    crossings: list[tuple[int, Joint]] = []
    first = len(horizontal)
    for index, (x0, y, x1, _) in enumerate(horizontal):
        mine = index
        for other in range(bisect_left(xs, x0 - NEAR), bisect_right(xs, x1 + NEAR)):
            x, low, _, high = vertical[other]
            if not low - NEAR <= y <= high + NEAR:
                continue
            crossings.append((index, (x, y)))
            if group[first + other] != mine:
                theirs = find(first + other)
                group[mine] = theirs  # most rules cross the same ones: the next is of this group
                mine = theirs
    joints: dict[int, list[Joint]] = {}
    for index, joint in crossings:
        joints.setdefault(find(index), []).append(joint)
    rules: dict[int, list[Segment]] = {}
    for index, rule in enumerate((*horizontal, *vertical)):
        rules.setdefault(find(index), []).append(rule)
    return {
        _around(rules[table]): points
        for table, points in joints.items()
        if len(points) >= FEWEST_JOINTS
    }


def _around(rules: Sequence[Segment]) -> Segment:
    lefts, bottoms, rights, tops = zip(*rules, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def anchors(places: Iterable[float], *, falling: bool = False) -> list[float]:
    """Places of rules along one side of a table, neighbours as one: Camelot's `merge_close_lines`."""
    found: list[float] = []
    for place in sorted(places, reverse=falling):
        if not found:
            found.append(place)
        elif place != found[-1]:  # the mean of two equal places is the place
            if isclose(found[-1], place, abs_tol=NEAR):
                found[-1] = (found[-1] + place) / 2.0
            else:
                found.append(place)
    return found
