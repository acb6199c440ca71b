"""The pictures of one item of a review: grey bands of pages, or excerpts of files without pages."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.model import Box
from extract.page_picture import Margins, PartOfPage
from flows.opened_source import CannotShow, OpenedSource
from flows.review_item import Item
from warehouse.provenance import Figure

WIDE, NARROW = Margins(None, 46.0), Margins(90.0, 24.0)
SCALE, TALL_SCALE = 1.6, 1.2
TALLEST = 320.0
"""Points: figures further from the one in question are not in its picture."""
NEAR = 80.0
"""Points between figures of one picture."""
MOST_MARKED = 8
"""Figures outlined; of more, those that are neither blank nor 0."""
QUALITY, METHOD = 55, 2


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in the page: a data URI, its size, and the outlines on it in its pixels (pages only).

    `slots` are the figures outlined, in the order of the outlines.
    """

    uri: str
    width: int
    height: int
    outlines: tuple[Box, ...] = ()


def groups(item: Item, source: OpenedSource) -> list[list[Figure]]:
    """The figures of an item that go into one picture each: two pictures at most, the first one first."""
    placed = [f for f in _figures(item) if (f.box and f.page if source.has_pages else f.path)]
    if not placed:
        raise CannotShow("it stands in no cell")
    if len(placed) > MOST_MARKED:
        placed = [placed[0], *(figure for figure in placed[1:] if figure.value)]
    if not source.has_pages:
        return [[f for f in placed if _table(f) == _table(placed[0])]]
    groups: list[list[Figure]] = []
    rest = placed
    while rest and len(groups) < 2:
        group, rest = _around(rest[0], rest)
        groups.append(group)
    return groups


def _figures(item: Item) -> Sequence[Figure]:
    """The figures of an item; its bare place as one that holds no figure."""
    if item.shown or item.place is None:
        return item.shown
    place, reader = item.place, next((f.reader for f in item.known if f.reader), None)
    page = next((f.page for f in item.known if f.page), 1)
    number = place.page or page
    if not item.known:
        return ()
    return [replace(item.known[0], page=number, box=place.box, reader=reader, text="", path=None)]


def _table(figure: Figure) -> str:
    return (figure.path or "").partition("/")[0] if "/" in (figure.path or "") else "lines"


def _around(first: Figure, figures: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Figures that are near to the first one, directly or by others between, and all others."""
    group, rest = [first], [f for f in figures if f is not first]
    grown = True
    while grown:
        grown = False
        for figure in list(rest):
            if _is_near(figure, group):
                group.append(figure)
                rest.remove(figure)
                grown = True
    return group, rest


def _is_near(figure: Figure, group: Sequence[Figure]) -> bool:
    assert figure.box and group[0].box
    if figure.page != group[0].page:
        return False
    apart = min(max(figure.box[1] - f.box[3], f.box[1] - figure.box[3]) for f in group if f.box)
    low, high = min(figure.box[1], group[0].box[1]), max(figure.box[3], group[0].box[3])
    return apart <= NEAR and high - low <= TALLEST


def picture(item: Item, group: Sequence[Figure], source: OpenedSource, margins: Margins) -> Shown:
    if not source.has_pages:
        svg = source.excerpt(group, item.known)
        width, height = _size(svg)
        return Shown(f"data:image/svg+xml;base64,{_base64(svg.encode())}", width, height)
    boxes = [f.box for f in group if f.box]
    tall = max(box[3] for box in boxes) - min(box[1] for box in boxes) > TALLEST / 2
    part = source.part(group, item.known, margins, TALL_SCALE if tall else SCALE)
    return Shown(_webp(part), part.image.width, part.image.height, part.outlines)


def _webp(part: PartOfPage) -> str:
    stream = io.BytesIO()
    part.image.convert("L").save(stream, "WEBP", quality=QUALITY, method=METHOD)
    return f"data:image/webp;base64,{_base64(stream.getvalue())}"


def _size(svg: str) -> tuple[int, int]:
    """Width and height that an SVG picture of ours states."""
    head = svg[: svg.index(">")]
    width, height = (
        head.partition(f' {name}="')[2].partition('"')[0] for name in ("width", "height")
    )
    return round(float(width)), round(float(height))


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
