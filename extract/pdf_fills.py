"""Cells drawn apart, as filled areas or with a border each: edges of neighbours become one rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.pdf_page import PageGeometry

EDGES = 5.0
"""Edges of neighbouring cells this close are one rule: CSS border-spacing is up to 6 px."""


def with_fills_as_rules(page: PageGeometry) -> PageGeometry:
    """The page with the edges of filled areas as rules, edges of neighbouring cells made one."""
    boxes = (*page.fills, *page.horizontal, *page.vertical)
    xs = _snapped([x for box in boxes for x in (box[0], box[2])])
    ys = _snapped([y for box in boxes for y in (box[1], box[3])])
    horizontal = [(xs[x0], ys[y0], xs[x1], ys[y1]) for x0, y0, x1, y1 in page.horizontal]
    vertical = [(xs[x0], ys[y0], xs[x1], ys[y1]) for x0, y0, x1, y1 in page.vertical]
    for x0, y0, x1, y1 in page.fills:
        left, bottom, right, top = xs[x0], ys[y0], xs[x1], ys[y1]
        if right > left and top > bottom:
            horizontal += [(left, bottom, right, bottom), (left, top, right, top)]
            vertical += [(left, bottom, left, top), (right, bottom, right, top)]
    return replace(
        page,
        horizontal=tuple(rule for rule in horizontal if rule[0] < rule[2]),
        vertical=tuple(rule for rule in vertical if rule[1] < rule[3]),
    )


def _snapped(values: Sequence[float]) -> dict[float, float]:
    """Each value with the middle of its cluster."""
    clusters: list[list[float]] = []
    for value in sorted(set(values)):
        if clusters and value - clusters[-1][0] <= EDGES:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return {value: sum(cluster) / len(cluster) for cluster in clusters for value in cluster}
