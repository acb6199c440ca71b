"""Lines of text in an area of a page: their boxes from the ink, and the pictures a recogniser reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from extract.ocr_ink import REDDISH, Ink
from extract.ocr_level import Grey

Area = tuple[float, float, float, float]
"""Pixels x0, y0, x1, y1, y downward."""
APART = 1.0
"""Points of white between two lines of text at least."""
LOW = 0.6
"""A line lower than this part of the usual height is a piece of a character (the strokes of 二)."""
SPECK = 3.3
"""Points: a low row as narrow as that beside a line of text is a speck."""


@dataclass(frozen=True, slots=True)
class Line:
    """Box of a line of text in pixels, y downward, and its picture, as it is and in another light."""

    x0: int
    y0: int
    x1: int
    y1: int
    picture: Grey
    other: Grey


def usual_height(parts: Any) -> float:
    """The height (pixels) of most characters among parts of ink."""
    return float(np.percentile(parts[:, 3] - parts[:, 1], 70)) if len(parts) else 0.0


def lines_of(ink: Ink, area: Area, parts: Any, usual: float) -> list[Line]:
    """Lines of text that parts inside an area make, from the top; `usual` is the height of most."""
    boxes = []
    for first, last in _rows(parts, APART * ink.scale, usual):
        here = parts[(parts[:, 1] < last) & (parts[:, 3] > first)]
        boxes.append((int(here[:, 0].min()), first, int(here[:, 2].max()), last))
    text = [
        box
        for box in boxes
        if box[3] - box[1] >= LOW * usual or box[2] - box[0] > SPECK * ink.scale
    ]
    return [
        Line(*box, picture, _in_other_light(picture, _cut(ink.red, area, box, 0), ink.light))
        for box in text or boxes
        for picture in [_cut(ink.grey, area, box, 255)]
    ]


def _rows(parts: Any, apart: float, usual: float) -> list[tuple[int, int]]:
    """Heights (first, last) of rows of ink; low ones joined to the nearest neighbour they fit."""
    rows: list[list[int]] = []
    for first, last in sorted((int(part[1]), int(part[3])) for part in parts):
        if rows and first - rows[-1][1] <= apart:
            rows[-1][1] = max(rows[-1][1], last)
        else:
            rows.append([first, last])
    return [(first, last) for first, last in _whole(rows, usual)]


def _whole(rows: list[list[int]], usual: float) -> Iterable[tuple[int, int]]:
    whole: list[list[int]] = []
    for row in rows:
        joined = row[1] - whole[-1][0] if whole else 0
        low = whole and min(row[1] - row[0], whole[-1][1] - whole[-1][0]) < LOW * usual
        if low and joined <= 1.3 * usual:
            whole[-1][1] = row[1]
        else:
            whole.append(list(row))
    return [(first, last) for first, last in whole]


def _cut(grey: Grey, area: Area, box: tuple[int, int, int, int], outside: int) -> Grey:
    """The picture of a line with a blank margin, nothing of its neighbours on it."""
    x0, y0, x1, y1 = box
    margin = max(3, (y1 - y0) // 4)
    left, top = max(round(area[0]), x0 - 1), max(round(area[1]), y0 - 1)
    right, bottom = min(round(area[2]), x1 + 1), min(round(area[3]), y1 + 1)
    inside, sides = grey[top:bottom, left:right], (margin,) * 4
    return cv2.copyMakeBorder(inside, *sides, cv2.BORDER_CONSTANT, value=outside)


def _in_other_light(picture: Grey, red: Grey, light: int) -> Grey:
    """The line half as large again and smoothed, all that is reddish and `light` white.

    What it reads as must not depend on that: the rest of a stamp beside 0 is taken for a digit.
    """
    stamped = cv2.dilate(np.greater(red, REDDISH).astype(np.uint8), np.ones((3, 3), np.uint8))
    clean = np.where((stamped > 0) & (picture > light), 255, picture).astype(np.uint8)
    grown = cv2.resize(clean, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC)
    return cv2.GaussianBlur(grown, (3, 3), 0)
