"""A figure in the years before and after, as a line to be drawn: breaks where a year is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from flows.correction_stub import number

WIDTH, HEIGHT, EDGE = 150.0, 34.0, 5.0
AROUND = 3
"""Years shown before and after."""


@dataclass(frozen=True, slots=True)
class Years:
    """Points (year, text, x, y, whether it is the year in question) and paths between known ones."""

    points: tuple[tuple[int, str, float, float, bool], ...]
    paths: tuple[str, ...]
    unknown: tuple[int, ...]


def years_of(given: Mapping[int, Decimal | None], year: int) -> Years | None:
    """The years around one; None if there is no other to compare with.

    >>> years_of({2023: Decimal(3)}, 2023) is None
    True
    """
    near = {each: value for each, value in given.items() if abs(each - year) <= AROUND}
    known = {each: value for each, value in sorted(near.items()) if value is not None}
    if not any(each != year for each in known):
        return None
    first, last = min(known), max(known)
    highest = max(*known.values(), Decimal(1))
    points = []
    for each, value in known.items():
        x = EDGE + (WIDTH - 2 * EDGE) * ((each - first) / max(1, last - first))
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * float(value / highest)
        points.append((each, number(value), round(x, 1), round(y, 1), each == year))
    paths, line = [], [points[0]]
    for point in points[1:]:
        if point[0] != line[-1][0] + 1:
            paths.append(line)
            line = []
        line.append(point)
    paths.append(line)
    drawn = tuple(" ".join(f"{x},{y}" for _, _, x, y, _ in path) for path in paths if len(path) > 1)
    missing = tuple(each for each in range(first, last + 1) if each not in known)
    return Years(tuple(points), drawn, missing)
