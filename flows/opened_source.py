"""The file of a report, opened to show places of figures: parts of its pages, or excerpts of its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium

from extract.archive import opened
from extract.discover import Found
from extract.excerpt_file import OpenedFile, excerpt, opened_file
from extract.excerpt_svg import svg_of
from extract.model import Box, Kind, Rejection
from extract.page_picture import Margins, PartOfPage, picture_of, text_within
from warehouse.provenance import Figure


class CannotShow(Exception):
    """A place cannot be shown; the message says why."""


class OpenedSource:
    """A file on disk; what opening it costs is paid once, for the first place that is asked for."""

    def __init__(self, path: Path, kind: Kind) -> None:
        self._path, self._kind = path, kind
        self._pdf: pdfium.PdfDocument | None = None
        self._file: OpenedFile | None = None

    @property
    def has_pages(self) -> bool:
        """Whether places are boxes on pages; else they are paths."""
        return self._kind == "pdf"

    def part(
        self, shown: Sequence[Figure], known: Sequence[Figure], margins: Margins, scale: float
    ) -> PartOfPage:
        """The part of a page around figures of that page; `known` are all figures of the report."""
        first = shown[0]
        assert first.page is not None
        boxes = [Box(*figure.box) for figure in shown if figure.box]
        texts = _on_page(known, first)
        try:
            return picture_of(
                self._pages(), first.page, boxes, first.reader or "", margins, scale, texts
            )
        except pdfium.PdfiumError as error:
            raise CannotShow(f"page {first.page} cannot be drawn ({error})") from error

    def text(self, figure: Figure, known: Sequence[Figure]) -> str | None:
        """What the text layer says in the figure's box; None without a box."""
        if not self.has_pages or figure.page is None or figure.box is None:
            return None
        try:
            return text_within(
                self._pages(),
                figure.page,
                Box(*figure.box),
                figure.reader or "",
                _on_page(known, figure),
            )
        except pdfium.PdfiumError:
            return None

    def excerpt(self, shown: Sequence[Figure], known: Sequence[Figure]) -> str:
        """An SVG picture of the rows around figures of one table."""
        table = shown[0].table
        texts = {f.path: f.text or "" for f in known if f.path and f.table == table}
        found = excerpt(self._taken_apart(), [f.path for f in shown if f.path], texts)
        if found is None:
            raise CannotShow(
                f"{shown[0].path} is not found in the file with the text that was read"
            )
        return svg_of(found)

    def close(self) -> None:
        """Lets go of the file."""
        if self._pdf is not None:
            self._pdf.close()

    def _pages(self) -> pdfium.PdfDocument:
        if self._pdf is None:
            self._pdf = pdfium.PdfDocument(self._path.read_bytes())
        return self._pdf

    def _taken_apart(self) -> OpenedFile:
        if self._file is None:
            found = opened_file(self._path, self._kind)
            if isinstance(found, Rejection):
                raise CannotShow(found.detail)
            self._file = found
        return self._file


@contextmanager
def opened_source(found: Found) -> Iterator[OpenedSource]:
    """The file, or the member of an archive, for as long as the context lasts."""
    with opened(found.location, found.chain) as path:
        source = OpenedSource(path, found.source.kind)
        try:
            yield source
        finally:
            source.close()


def _on_page(known: Sequence[Figure], like: Figure) -> list[tuple[Box, str]]:
    return [
        (Box(*figure.box), figure.text or "")
        for figure in known
        if figure.page == like.page and figure.reader == like.reader and figure.box
    ]
