"""A small report, its scans, and how their pages look."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import numpy as np
import pypdfium2
import pypdfium2.raw
from numpy.typing import NDArray

from examples.draw import Cut, Figures, PdfStyle, Scan, balanced, draw_pdf, draw_scan

GREY = Scan(seed=1, dpi=150, colours="grey")
SMALL = PdfStyle(
    body_size=11,
    leading=15,
    table_size=8,
    row_height=12,
    margins=(50, 50, 40, 50),
    cuts=(Cut("before_data"),),
)


@cache
def figures() -> Figures:
    """A report with little prose."""
    found = balanced(random.Random(1), "某市某县人民政府", 2023)
    return replace(found, sections={"other": found.sections["other"]})


@cache
def printed(pages: int) -> bytes:
    """The report on that many pages: without table 三 on one or two, with it on three."""
    content = figures() if pages == 3 else replace(figures(), requests={})
    return draw_pdf(content, replace(SMALL, cuts=SMALL.cuts if pages > 1 else ()))


def images(page: pypdfium2.PdfPage) -> list[pypdfium2.PdfImage]:
    """The pictures of a page."""
    return list(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))


def text(page: pypdfium2.PdfPage) -> str:
    """The text layer without blanks."""
    return "".join(page.get_textpage().get_text_range().split())


def seen(page: pypdfium2.PdfPage, dpi: int = 72) -> NDArray[np.int64]:
    """The page as it is seen, in fine pixels put together: height by width by RGB."""
    times = 2 if dpi == 72 else 1
    pixels: NDArray[np.uint8] = page.render(scale=times * dpi / 72, rev_byteorder=True).to_numpy()
    height, width = pixels.shape[0] // times, pixels.shape[1] // times
    parts = pixels[: height * times, : width * times, :3].reshape(height, times, width, times, 3)
    whole: NDArray[np.int64] = np.rint(parts.mean(axis=(1, 3))).astype(np.int64)
    return whole


@cache
def scanned(scan: Scan, pages: int = 1) -> pypdfium2.PdfDocument:
    """The scan of the report on that many pages."""
    return pypdfium2.PdfDocument(draw_scan(printed(pages), scan))


def alike(one: NDArray[np.int64], two: NDArray[np.int64]) -> bool:
    """Whether both pages show the same in the same places."""
    return bool(np.corrcoef(one[:, :, 1].ravel(), two[:, :, 1].ravel())[0, 1] > 0.9)
