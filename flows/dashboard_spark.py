"""A figure over the years as a small line of SVG that needs no script: it breaks where a year is missing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 96.0, 22.0, 3.0


@dataclass(frozen=True, slots=True)
class Spark:
    """Polylines and the points of years without neighbours; `last` is the place of the newest value."""

    paths: tuple[str, ...]
    alone: tuple[tuple[float, float], ...]
    last: tuple[float, float]


def spark(values: Sequence[float | None], starts: Collection[int] = ()) -> Spark | None:
    """The line through values of consecutive years, None for a missing one; None below two values.

    At the places `starts` it begins anew.

    >>> spark([1, 2, None, 4]).paths, len(spark([1, 2, None, 4]).alone)
    (('3.0,15.0 33.0,11.0',), 1)
    >>> spark([1, 2, 3], starts={2}).paths
    ('3.0,13.7 48.0,8.3',)
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    highest = max(*known, 0) or 1
    lowest = min(*known, 0)
    runs: list[list[tuple[float, float]]] = [[]]
    for place, value in enumerate(values):
        if value is None or place in starts:
            runs.append([])
        if value is None:
            continue
        x = EDGE + (WIDTH - 2 * EDGE) * place / max(1, len(values) - 1)
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value - lowest) / (highest - lowest)
        runs[-1].append((round(x, 1), round(y, 1)))
    drawn = [run for run in runs if run]
    return Spark(
        tuple(" ".join(f"{x},{y}" for x, y in run) for run in drawn if len(run) > 1),
        tuple(run[0] for run in drawn if len(run) == 1),
        drawn[-1][-1],
    )
