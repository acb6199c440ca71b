"""The ink of a level page: its rules taken off, what is left as parts of about one character each.

Rules are found by their length over the whole page and wiped before any cell is cut out: a leftover
of a rule at the edge of a cell would be read as a digit (5 becomes 15), and wiping what touches the
edge of a cell would take a digit that stands on the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from extract.ocr_level import Grey, Sheet
from extract.pdf_page import PageGeometry

LEVEL_RULE, UPRIGHT_RULE = 40.0, 26.0
"""Points: straight ink as long is a rule. A double dash in a cell is shorter, so is any stroke."""
PEN = 1.4
"""Points wiped across a rule."""
DARK = 215
"""Grey value up to which ink is dark enough to be part of a rule."""
INK = 222
"""Grey value up to which there is ink: hairlines count, noise of a sensor was whitened away."""
STROKE = 0.9
"""Points: white narrower than that within a character is filled, so that its strokes are one part."""
DIGIT = 4.0
"""Points; no digit is lower."""
RED = 70
"""Redness from which a pixel is red ink."""
TALLEST = 60.0
"""Points: a taller part is the shadow of a spine or a frame, not a character."""
LOW, NARROW = 3.0, 1.7
"""Points: what is lower and narrower is a speck; a minus is as low but wider. A point between digits
is a speck by this, and seen with them."""
ON_RULE, HAIR = 1.3, 2.2
"""Points: ink this near the edge of a cell and as thin is left of its rule."""

REDDISH = 25
"""Redness around a part from which it may be the rest of a stamp."""
LIGHT, LIGHTER = 145, 25
"""Grey of the darkest pixel from which such a part is the rest of a stamp: so light at least, and that
much lighter than nine of ten parts elsewhere on the page."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A page without rules, and the boxes of its parts in pixels: columns x0, y0, x1, y1.

    `residue` are parts as high as digits that were taken for the rest of a stamp; `light` is the grey
    from which they were.
    """

    grey: Grey
    scale: float
    parts: Any
    red: Grey
    residue: Any
    light: int

    def within(self, x0: float, y0: float, x1: float, y1: float) -> Any:
        """Boxes of the parts whose middle lies inside, what is left of rules at its edges excepted."""
        parts = self.parts
        x, y = _middles(parts)
        inside = (x >= x0) & (x < x1) & (y >= y0) & (y < y1)
        near, hair = ON_RULE * self.scale, HAIR * self.scale
        upright = (parts[:, 2] - parts[:, 0] <= hair) & (np.minimum(x - x0, x1 - x) < near)
        level = (parts[:, 3] - parts[:, 1] <= hair) & (np.minimum(y - y0, y1 - y) < near)
        return parts[inside & ~upright & ~level]

    def is_stamped(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Whether something as high as a digit inside was taken for the rest of a stamp."""
        x, y = _middles(self.residue)
        return bool(((x >= x0) & (x < x1) & (y >= y0) & (y < y1)).any())

    def is_red(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Whether enough red ink for a digit lies inside: a stamp's, or a figure's own."""
        edge = ON_RULE * self.scale
        inside = self.red[round(y0 + edge) : round(y1 - edge), round(x0 + edge) : round(x1 - edge)]
        return bool(np.count_nonzero(inside > RED) > LOW * self.scale**2)


def ink_of(sheet: Sheet, rules: PageGeometry) -> Ink:
    """The ink of a page without its `rules`."""
    scale = sheet.scale
    grey = _without(rules, without_long(sheet.grey, scale), scale)
    width = max(3, round(STROKE * scale) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    ink = cv2.morphologyEx(np.less(grey, INK).astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    x, y, wide, high = (stats[1:count, column] for column in range(4))
    boxes = np.stack([x, y, x + wide, y + high], axis=1)
    text = ((high > LOW * scale) | (wide > NARROW * scale)) & (high < TALLEST * scale)
    boxes = boxes[text]
    darkest = np.array([grey[y0:y1, x0:x1].min() for x0, y0, x1, y1 in boxes], int)
    stamped = _in_red(boxes, sheet.red)
    elsewhere = darkest[~stamped]
    light = max(LIGHT, LIGHTER + int(np.percentile(elsewhere, 90))) if len(elsewhere) else LIGHT
    rest = stamped & (darkest > light)
    tall = boxes[:, 3] - boxes[:, 1] > DIGIT * scale
    return Ink(grey, scale, boxes[~rest], sheet.red, boxes[rest & tall], light)


def _in_red(boxes: Any, red: Grey) -> Any:
    """Which parts have red in them or beside them."""
    if red.max(initial=0) <= REDDISH:
        return np.zeros(len(boxes), bool)
    around = (red[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1] for x0, y0, x1, y1 in boxes)
    return np.array([part.max(initial=0) > REDDISH for part in around], bool)


def _middles(boxes: Any) -> tuple[Any, Any]:
    return (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2


def _without(rules: PageGeometry, grey: Grey, scale: float) -> Grey:
    """The picture with the rules that were found white: short ones and faint ones."""
    height, pen = grey.shape[0], max(1, round(PEN * scale))
    for x0, y0, x1, y1 in (*rules.vertical, *rules.horizontal):
        first, last = (
            (round(x0 * scale), round(height - y0 * scale)),
            (round(x1 * scale), round(height - y1 * scale)),
        )
        cv2.line(grey, first, last, 255, thickness=pen)
    return grey


def without_long(grey: Grey, scale: float) -> Grey:
    """The picture with every long straight line white."""
    dark = np.less(grey, DARK).astype(np.uint8)
    around = cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))
    clean = grey.copy()
    for shape in ((round(LEVEL_RULE * scale), 1), (1, round(UPRIGHT_RULE * scale))):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, shape)
        rules = cv2.dilate(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel), around)
        clean[rules > 0] = 255
    return clean
