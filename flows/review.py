"""`ogi review`: from a warehouse to one page with every doubtful figure beside a picture of its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.page_file import require_own, write_page
from flows.review_album import Album, album_of, without_pictures
from flows.review_item import Item
from flows.review_items import Filter, items
from flows.review_page import Page, page_html
from flows.source_files import SourceFiles
from warehouse import provenance

MAKER = "ogi review"
MEBIBYTE = 1024 * 1024
CARD = 4400
"""Bytes of a card without its pictures, on average (measured: 4200 where checks fail)."""


@dataclass(frozen=True, slots=True)
class Review:
    """What was written: items by severity, and what became of their pictures."""

    file: Path
    items: int
    severities: dict[str, int]
    bytes: int
    pictures: int
    narrow: int
    without_picture: int
    beyond_limit: int


def review(
    warehouse: Path,
    out: Path,
    wanted: Filter,
    folder: Path | None = None,
    megabytes: float = 40.0,
    pictures: bool = True,
    show_progress: bool = False,
) -> Review:
    """Writes the page to `out`; `megabytes` is what it may take; its cards are there whatever that is.

    Raises UserError if `out` cannot be written, or is a file that is no such page.
    """
    require_own(out, MAKER)
    every = items(warehouse, wanted)
    chosen = every[: wanted.limit]
    files = SourceFiles(folder)
    album = without_pictures(chosen)
    if pictures:
        budget = max(0, round(megabytes * MEBIBYTE) - CARD * len(chosen))
        album = album_of(chosen, files, budget, _with_a_bar if show_progress else _plainly)
    slots = [(item.report.agency_id, item.shown[0].slot) for item in chosen if item.shown]
    page = Page(
        warehouse,
        chosen,
        album,
        provenance.labels(warehouse),
        provenance.other_years(warehouse, list(dict.fromkeys(slots))),
        files,
        len(every) - len(chosen),
        datetime.now(),
    )
    write_page(out, page_html(page).encode())
    return _summary(out, chosen, album, len(every) - len(chosen))


def _summary(out: Path, chosen: Sequence[Item], album: Album, beyond: int) -> Review:
    severities: dict[str, int] = {}
    for item in chosen:
        severities[item.severity] = severities.get(item.severity, 0) + 1
    without = sum(number not in album.of_item for number in range(len(chosen)))
    size = out.stat().st_size
    return Review(
        out, len(chosen), severities, size, len(album.pictures), album.narrow, without, beyond
    )


def _plainly(numbered: Sequence[tuple[int, Item]]) -> Iterator[tuple[int, Item]]:
    yield from numbered


def _with_a_bar(numbered: Sequence[tuple[int, Item]]) -> Iterator[tuple[int, Item]]:
    from rich.console import Console
    from rich.progress import track

    yield from track(numbered, "pictures", console=Console(stderr=True), transient=True)
