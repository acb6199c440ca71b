"""All pictures of a review within a budget of bytes, each picture once.

The worst items come first. When the budget will not do for all, bands are cut narrower, and only then
left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from flows.opened_source import CannotShow, OpenedSource, opened_source
from flows.review_item import Item
from flows.review_pictures import NARROW, WIDE, Shown, groups, picture
from flows.source_files import GONE, GONE_ZH, SourceFiles

USUAL = 20_000
"""Bytes a wide picture takes in the page: where less is left for each, narrow ones are made."""
LEFT_OUT = (
    "图片因文件大小限制而省略，可用 --size 放宽",
    "left out to keep the file small: raise --size",
)
NOT_ASKED = ("未生成图片（--no-pictures）", "not asked for (--no-pictures)")

Progress = Callable[[Sequence[tuple[int, Item]]], Iterator[tuple[int, Item]]]


@dataclass(slots=True)
class Album:
    """The pictures of a review by item, each picture once, and why an item has none."""

    pictures: list[Shown] = field(default_factory=list)
    of_item: dict[int, list[int]] = field(default_factory=dict)
    why: dict[int, tuple[str, str]] = field(default_factory=dict)
    bytes: int = 0
    narrow: int = 0
    left_out: int = 0


def album_of(items: Sequence[Item], files: SourceFiles, budget: int, progress: Progress) -> Album:
    """Pictures of all items; `budget` is in bytes of the page they become part of."""
    album = Album()
    seen: dict[object, int] = {}
    opened, source = "", None
    left = len(items)
    with ExitStack() as stack:
        for number, item in progress(_by_file(items)):
            if item.report.sha256 != opened:
                stack.close()
                opened, source = item.report.sha256, _open(item, files, stack)
            _add(album, seen, number, item, source, (budget - album.bytes) / left)
            left -= 1
    return album


def without_pictures(items: Sequence[Item]) -> Album:
    """An album that only says that no pictures were asked for."""
    return Album(why={number: NOT_ASKED for number in range(len(items))})


def _by_file(items: Sequence[Item]) -> list[tuple[int, Item]]:
    """Items by severity, and within one by file, so that a file is opened once for each."""
    numbered = list(enumerate(items))
    rank = {item.severity: place for place, item in reversed(numbered)}
    first: dict[tuple[str, str], int] = {}
    for place, item in numbered:
        first.setdefault((item.severity, item.report.sha256), place)
    return sorted(
        numbered,
        key=lambda each: (
            rank[each[1].severity],
            first[each[1].severity, each[1].report.sha256],
            each[0],
        ),
    )


def _open(item: Item, files: SourceFiles, stack: ExitStack) -> OpenedSource | None:
    found = files.find(item.report)
    if found is None:
        return None
    try:
        return stack.enter_context(opened_source(found))
    except OSError:
        return None


def _add(
    album: Album,
    seen: dict[object, int],
    number: int,
    item: Item,
    source: OpenedSource | None,
    share: float,
) -> None:
    if source is None:
        album.why[number] = (GONE_ZH, GONE)
        return
    try:
        for group in groups(item, source):
            key = (item.report.sha256, tuple((f.page, f.box, f.path) for f in group))
            if key not in seen:
                if share <= 0:
                    album.left_out += 1
                    album.why[number] = LEFT_OUT
                    return
                narrow = share < USUAL / 2
                album.narrow += narrow
                shown = picture(item, group, source, NARROW if narrow else WIDE)
                album.bytes += len(shown.uri)
                seen[key] = len(album.pictures)
                album.pictures.append(shown)
            album.of_item.setdefault(number, []).append(seen[key])
    except (CannotShow, OSError, pdfium.PdfiumError) as error:
        album.why[number] = (f"无法显示：{error}", f"cannot be shown: {error}")
