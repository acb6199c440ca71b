"""The picture of a traced figure as a file: PNG for pages, SVG for files without pages.

A file is replaced only if it is such a picture itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageDraw
from PIL.PngImagePlugin import PngInfo

from extract.model import Box
from extract.page_picture import Margins, PartOfPage
from flows.failures import UserError
from flows.opened_source import CannotShow, OpenedSource
from warehouse.provenance import Figure, ReportSource

MADE_BY = "ogi trace"
RED = (212, 0, 42)
WIDTH = 3
"""Pixels of the outline, which stands around the cell and covers nothing of it."""
SCALE = 2.0
MARGINS = Margins(None, 110.0)
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was written: its size and the outline in pixels, y downward (pages only).

    `part` is what it shows of the page, in points from the lower left corner of what a viewer draws.
    """

    file: Path
    width: int | None = None
    height: int | None = None
    outline: Box | None = None
    part: Box | None = None


def write_picture(
    report: ReportSource,
    figure: Figure,
    known: Sequence[Figure],
    source: OpenedSource,
    out: Path | None,
    count: int,
) -> Picture:
    """Writes the picture to `out`, or to a name made of agency, year and item in the current folder.

    Raises CannotShow if there is no place to show, UserError if `out` cannot be written; `count` is the
    number of pictures that go to `out`.
    """
    if out is not None and count > 1:
        raise UserError("--out takes one picture; choose one column with --column")
    if source.has_pages:
        if figure.page is None or figure.box is None:
            raise CannotShow(_NO_PLACE)
        part = source.part([figure], known, MARGINS, SCALE)
        target = _target(out, report, figure, ".png")
        _put(target, outlined(part, figure, report))
        return Picture(target, part.image.width, part.image.height, part.outlines[0], part.part)
    if figure.path is None:
        raise CannotShow(_NO_PLACE)
    text = source.excerpt([figure], known)
    target = _target(out, report, figure, ".svg")
    _put(target, text.replace("<title>", f"<!-- {MADE_BY} --><title>", 1).encode())
    return Picture(target)


_NO_PLACE = "the figure stands in no cell: it was derived from others"


def outlined(part: PartOfPage, figure: Figure, report: ReportSource) -> bytes:
    """The part of the page as PNG, its cells outlined in red, with a note of what it shows."""
    image = part.image.convert("RGB")
    draw = ImageDraw.Draw(image)
    for box in part.outlines:
        left, top = round(box.x0) - WIDTH, round(box.y0) - WIDTH
        right, bottom = round(box.x1) + WIDTH, round(box.y1) + WIDTH
        draw.rectangle((left, top, right, bottom), outline=RED, width=WIDTH)
    note = PngInfo()
    note.add_text("Software", MADE_BY)
    note.add_text("Source", f"sha256 {report.sha256}, page {figure.page}, {'/'.join(figure.slot)}")
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True, pnginfo=note)
    return stream.getvalue()


def _target(out: Path | None, report: ReportSource, figure: Figure, suffix: str) -> Path:
    if out is None:
        name = f"{report.agency}_{report.year}_{figure.row}_{figure.column}"
        return Path(_UNSAFE.sub("_", name) + suffix)
    if out.suffix.lower() != suffix:
        raise UserError(f"the picture is a {suffix[1:].upper()} file: name it {out.stem}{suffix}")
    return out


def _put(target: Path, content: bytes) -> None:
    """Writes a picture; raises UserError instead of replacing a file that is none of ours."""
    try:
        if (
            target.exists()
            and target.read_bytes() != content
            and MADE_BY.encode() not in _head(target)
        ):
            raise UserError(
                f"{target} is there already and no picture of ogi trace: name another --out"
            )
        target.write_bytes(content)
    except OSError as error:
        raise UserError(f"{target} cannot be written ({error.strerror or error})") from error


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(4096)
