"""Pictures made fit for reading: red dropped, paper whitened, rules made level.

Steps and thresholds were measured on degraded pages. A red stamp vanishes where red is bright; figures
printed in red would vanish with it, so the red ink is kept beside the grey picture. Rules must be level
within 0.1 degrees or no grid is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from extract.model import Box
from extract.ocr_pictures import PagePicture

Grey = Any
"""A two-dimensional array of grey values, 255 is paper."""

FRESH, FADED = 50, 200
"""Grey of fresh print, and the grey below which there is print at all."""
STEEPEST = 2.5
"""Degrees of skew looked for; a page that lies worse is not read."""
LEVEL = 0.03
"""Degrees that are level enough."""
SOLID = 6.0
"""Points: ink as thick as that is no character and no rule."""
RED = 0.4
"""Part of the redness of a pixel added to its light: thick stamp ink is dark red."""
PAPER = 0.85
"""Part of the brightness of the paper around it from which a pixel counts as paper."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A level grey picture, where it came from, and the turn (degrees) that levelled it.

    `red` is the ink that was dropped for its colour, 0 where there is none.
    """

    picture: PagePicture
    grey: Grey
    turn: float
    red: Grey

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return self.picture.scale

    def on_page(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Pixels (y downward) as the box on the page that holds them, the turn undone."""
        corners = np.array([[x0, y0, 1], [x1, y0, 1], [x0, y1, 1], [x1, y1, 1]], float)
        back = cv2.invertAffineTransform(_turning(self.grey, self.turn))
        points = corners @ back.T / self.scale
        box = self.picture.box
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        return Box(
            round(box.x0 + float(left), 2),
            round(box.y1 - float(bottom), 2),
            round(box.x0 + float(right), 2),
            round(box.y1 - float(top), 2),
        )


def levelled(picture: PagePicture) -> Sheet:
    """The picture without stamps and shadows, turned so that its rules are level."""
    grey, red = without_bed(whitened(picture.pixels), picture.scale), redness(picture.pixels)
    turn = skew(grey)
    if abs(turn) < LEVEL:
        return Sheet(picture, grey, 0.0, red)
    return Sheet(picture, _turned(grey, turn, 255), turn, _turned(red, turn, 0))


def _turned(grey: Grey, degrees: float, outside: int) -> Grey:
    height, width = grey.shape
    return cv2.warpAffine(
        grey, _turning(grey, degrees), (width, height), flags=cv2.INTER_CUBIC, borderValue=outside
    )


def _turning(grey: Grey, degrees: float) -> Any:
    height, width = grey.shape
    return cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)


def without_bed(grey: Grey, scale: float) -> Grey:
    """The picture without solid black at its edges: the bed of the scanner, the shadow of a spine."""
    side = max(3, round(SOLID * scale))
    square = np.ones((side, side), np.uint8)
    solid = cv2.morphologyEx(np.less(grey, 200).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3)))
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, square)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    height, width = grey.shape
    clean = grey.copy()
    for part, (x, y, wide, high, _) in enumerate(stats[1:], start=1):
        if x < side or y < side or x + wide > width - side or y + high > height - side:
            clean[cv2.dilate((labels == part).astype(np.uint8), square) > 0] = 255
    return clean


def redness(pixels: Any) -> Grey:
    """By how much red outshines the other colours of each pixel: 0 for grey, 255 for pure red."""
    return cv2.subtract(pixels[:, :, 0], cv2.max(pixels[:, :, 1], pixels[:, :, 2]))


def whitened(pixels: Any) -> Grey:
    """Grey picture in which red stamps, shading, shadows and grey paper are white."""
    light = cv2.addWeighted(pixels[:, :, 0], 1.0, redness(pixels), RED, 0)
    height, width = light.shape
    small = cv2.resize(light, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    level = light.astype(np.float32) / np.maximum(paper, 1)
    return _darkened((np.clip(level / PAPER, 0.0, 1.0) * 255).astype(np.uint8))


def _darkened(grey: Grey) -> Grey:
    """The picture with faded print made as dark as fresh print, paper left white."""
    ink = grey[grey < FADED]
    print_ = float(np.percentile(ink, 20)) if len(ink) else 0.0
    if print_ <= FRESH:
        return grey
    stretched = 255 - (255 - grey.astype(np.float32)) * ((255 - FRESH) / (255 - print_))
    return np.clip(stretched, 0, 255).astype(np.uint8)


def skew(grey: Grey) -> float:
    """Degrees by which the picture must be turned: the turn that makes its rows of ink sharpest."""
    factor = min(1.0, 1000 / max(grey.shape))
    ink = 255 - cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    coarse = _sharpest(ink, np.arange(-STEEPEST, STEEPEST + 0.01, 0.25))
    return float(_sharpest(ink, np.arange(coarse - 0.25, coarse + 0.26, 0.025)))


def _sharpest(ink: Grey, turns: Any) -> float:
    height, width = ink.shape
    best, sharpest = 0.0, -1.0
    for turn in turns:
        turned = cv2.warpAffine(
            ink, _turning(ink, float(turn)), (width, height), flags=cv2.INTER_LINEAR
        )
        rows = turned.sum(axis=1, dtype=np.float64)
        sharpness = float(((rows[1:] - rows[:-1]) ** 2).sum())
        if sharpness > sharpest:
            best, sharpest = float(turn), sharpness
    return best
