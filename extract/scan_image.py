"""Pictures of pages made fit for reading: colour dropped, paper whitened, straightened.

Steps and thresholds were measured on degraded pages: a red stamp and blue shading vanish in the
brightest channel, rules must be level within 0.1 degrees or no grid is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.model import Box

Picture = Any
"""A two-dimensional array of grey values, 255 is paper."""

SMALLEST = 300
"""Pixels: a narrower or lower picture is a logo, a stamp or a QR code."""
STEEPEST = 2.5
"""Degrees of skew looked for; scanners and hands do worse only when a page is sideways."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A straightened picture and the box (points) it fills on its page."""

    page: int
    grey: Picture
    box: Box

    @property
    def scale(self) -> float:
        """Points per pixel."""
        return (self.box.x1 - self.box.x0) / float(self.grey.shape[1])


def pictures_of(pdf: pdfium.PdfDocument, index: int) -> Iterator[PagePicture]:
    """Large pictures of a page, in their own resolution, straightened."""
    page = pdf[index]
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        bitmap = item.get_bitmap(render=False)
        if min(bitmap.width, bitmap.height) < SMALLEST or right - left < 100:
            continue
        pixels = np.asarray(bitmap.to_pil().convert("RGB"))
        yield PagePicture(index + 1, straightened(whitened(pixels)), Box(left, bottom, right, top))
    page.close()


def whitened(pixels: Any) -> Picture:
    """Grey picture without colours and shadows: stamps, shading and grey paper become white."""
    brightest = pixels.max(axis=2).astype(np.uint8)
    small = cv2.resize(brightest, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    paper = cv2.resize(
        paper, (brightest.shape[1], brightest.shape[0]), interpolation=cv2.INTER_LINEAR
    )
    level = brightest.astype(np.float32) / np.maximum(paper, 1)
    return (np.clip(level / 0.85, 0.0, 1.0) * 255).astype(np.uint8)


def straightened(grey: Picture) -> Picture:
    """The picture turned so that its rules are level."""
    angle = skew(grey)
    if abs(angle) < 0.03:
        return grey
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def skew(grey: Picture) -> float:
    """Degrees by which the picture must be turned: the turn that makes rows of ink sharpest."""
    factor = min(1.0, 1000 / max(grey.shape))
    ink = 255 - cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    coarse = _sharpest(ink, np.arange(-STEEPEST, STEEPEST + 0.01, 0.25))
    return float(_sharpest(ink, np.arange(coarse - 0.25, coarse + 0.26, 0.025)))


def _sharpest(ink: Picture, angles: Any) -> float:
    height, width = ink.shape
    best, best_score = 0.0, -1.0
    for angle in angles:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1.0)
        rows = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_LINEAR).sum(
            axis=1, dtype=np.float64
        )
        score = float(((rows[1:] - rows[:-1]) ** 2).sum())
        if score > best_score:
            best, best_score = float(angle), score
    return best
