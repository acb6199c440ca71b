"""A report as a scan: a PDF file of pictures, and of nothing else unless the scan says so."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import cast

import numpy as np
import pypdfium2

from examples.draw.picture_pdf import Picture, PicturePage, Pixels, encoded, picture_pdf
from examples.draw.scan_machine import pose, seen
from examples.draw.scan_sheet import sheets
from examples.draw.scan_style import Scan
from examples.draw.scan_text import hidden_text


def draw_scan(pdf: bytes, scan: Scan | None = None) -> bytes:
    """The scan of a printed PDF file; the same file and scan give the same bytes.

    `pdf` should have a text layer: the stamp and the hidden text are placed by it.
    """
    scan = scan or Scan()
    with pypdfium2.PdfDocument(pdf) as document:
        return picture_pdf(_pages(document, scan))


def _pages(document: pypdfium2.PdfDocument, scan: Scan) -> Iterator[PicturePage]:
    """The pages of the scan, one after the other."""
    for number, sheet in enumerate(sheets(document, scan)):
        rng = np.random.default_rng([scan.seed, number, 1])
        lies = pose(scan, number, rng)
        pixels = seen(sheet, lies, scan, rng)
        page = document[number]
        content = ""
        if scan.hidden_text:
            words = hidden_text(page, lies, scan, random.Random(f"{scan.seed} {number}"))
            content = _upright(words, page.get_size(), scan)
        yield _stored(pixels, page.get_size(), content, scan)


def _stored(pixels: Pixels, size: tuple[float, float], content: str, scan: Scan) -> PicturePage:
    """A page with its picture turned and cut as the scan says; `size` in points, upright."""
    width, height = size[::-1] if scan.turn % 180 else size
    turned = cast(Pixels, np.ascontiguousarray(np.rot90(pixels, scan.turn // 90)))
    ends = np.linspace(0, turned.shape[0], scan.strips + 1).round().astype(int)
    left, right, below = scan.margin, scan.margin + width, scan.margin + height
    each = height / turned.shape[0]
    pictures: list[Picture] = [
        encoded(
            turned[start:end], scan.quality, (left, below - end * each, right, below - start * each)
        )
        for start, end in zip(ends, ends[1:], strict=False)
    ]
    page = (width + 2 * scan.margin, height + 2 * scan.margin)
    return PicturePage(page, scan.turn, pictures, content)


def _upright(content: str, size: tuple[float, float], scan: Scan) -> str:
    """Page description for the upright page, on a page that is turned and has margins."""
    width, height = size
    turned = {
        0: (1, 0, 0, 1, 0.0, 0.0),
        90: (0, 1, -1, 0, height, 0.0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0.0, width),
    }[scan.turn]
    a, b, c, d, right, up = turned
    return f"q {a} {b} {c} {d} {right + scan.margin:.2f} {up + scan.margin:.2f} cm\n{content}\nQ"
