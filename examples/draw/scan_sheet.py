"""A sheet of paper with print, stamp and holes, before it lies on the scanner."""

from __future__ import annotations

import random
from collections.abc import Iterator

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

from examples.draw import stamp
from examples.draw.scan_style import Scan

FINE = 300
"""Resolution of sheets, in dots an inch."""

Colour = NDArray[np.uint8]
"""RGB pixels: height by width by 3."""


def sheets(document: pypdfium2.PdfDocument, scan: Scan) -> Iterator[Colour]:
    """The printed sheets of a document, upright."""
    stamped = stamp.place(document, scan.stamp, random.Random(scan.seed))
    behind: Colour | None = None
    for number, page in enumerate(document):
        printed = page.render(scale=FINE / 72, rev_byteorder=True, maybe_alpha=False).to_numpy()
        rng = np.random.default_rng([scan.seed, number])
        sheet = _printed(printed, scan)
        if scan.show_through and behind is not None and behind.shape == printed.shape:
            back = cv2.GaussianBlur(behind[:, ::-1], (0, 0), 2.5)
            sheet = cv2.subtract(sheet, np.uint8(255 * scan.show_through) * (back < 160))
        behind = printed
        if stamped and stamped[0] == number:
            at = (stamped[1] * FINE / 72, sheet.shape[0] - stamped[2] * FINE / 72)
            stamp.inked(sheet, scan.stamp_name, at, scan.stamp_ink, FINE, rng)
        if scan.holes:
            _punch(sheet)
        yield sheet


def _printed(pixels: Colour, scan: Scan) -> Colour:
    """Print in toner instead of pure black."""
    levels = np.rint(255 * (scan.ink + (1 - scan.ink) * np.arange(256) / 255)).astype(np.uint8)
    return np.ascontiguousarray(cv2.LUT(pixels[:, :, :3], levels))


def _punch(sheet: Colour) -> None:
    """Two holes at the left edge, 80 mm apart, through which the dark lid is seen."""
    middle, apart, radius = sheet.shape[0] / 2, 113 * FINE / 72, 8.5 * FINE / 72
    for y in (middle - apart, middle + apart):
        centre = (round(34 * FINE / 72), round(y))
        cv2.circle(sheet, centre, round(radius), (52, 50, 48), -1, cv2.LINE_AA)
        cv2.circle(sheet, centre, round(radius), (150, 148, 145), 3, cv2.LINE_AA)
