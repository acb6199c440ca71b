"""Cells drawn as filled areas: their edges become rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.pdf_page import PageGeometry

EDGES = 5.0
"""Edges of neighbouring backgrounds this close are one rule: CSS border-spacing is up to 6 px."""


def with_fills_as_rules(page: PageGeometry) -> PageGeometry:
    """The page with the edges of filled areas as rules, edges of neighbours made one."""
    xs = _snapped([x for fill in page.fills for x in (fill[0], fill[2])])
    ys = _snapped([y for fill in page.fills for y in (fill[1], fill[3])])
    horizontal, vertical = list(page.horizontal), list(page.vertical)
    for x0, y0, x1, y1 in page.fills:
        left, bottom, right, top = xs[x0], ys[y0], xs[x1], ys[y1]
        if right > left and top > bottom:
            horizontal += [(left, bottom, right, bottom), (left, top, right, top)]
            vertical += [(left, bottom, left, top), (right, bottom, right, top)]
    return replace(page, horizontal=tuple(horizontal), vertical=tuple(vertical))


def _snapped(values: Sequence[float]) -> dict[float, float]:
    """Each value with the middle of its cluster."""
    clusters: list[list[float]] = []
    for value in sorted(set(values)):
        if clusters and value - clusters[-1][0] <= EDGES:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return {value: sum(cluster) / len(cluster) for cluster in clusters for value in cluster}
