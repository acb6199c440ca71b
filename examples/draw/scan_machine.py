"""What a scanner makes of a sheet: how it lies, light and shadow, blur, noise, specks, colours."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from examples.draw.picture_pdf import Pixels
from examples.draw.scan_sheet import FINE, Colour
from examples.draw.scan_style import Scan

_BED = 18
"""Level of the black bed beside a sheet."""


@dataclass(frozen=True, slots=True)
class Pose:
    """How a sheet lies: turned to the left by degrees about its middle, then moved by points."""

    angle: float
    right: float
    up: float

    def moved(self, x: float, y: float, size: tuple[float, float]) -> tuple[float, float]:
        """Where a point of a sheet of that size comes to lie; origin at the lower left corner."""
        turn, dx, dy = math.radians(self.angle), x - size[0] / 2, y - size[1] / 2
        return (
            size[0] / 2 + self.right + math.cos(turn) * dx - math.sin(turn) * dy,
            size[1] / 2 + self.up + math.sin(turn) * dx + math.cos(turn) * dy,
        )


def pose(scan: Scan, number: int, rng: np.random.Generator) -> Pose:
    """How page `number` lies; sheets on a black bed lie off the corner they should touch."""
    angle = scan.skew * rng.uniform(-1, 1)
    if scan.skewed != "each":
        angle = scan.skew * rng.uniform(0.85, 1) * (-1) ** (scan.seed % 2)
        if scan.skewed == "alternating":
            angle *= (-1) ** number
    if scan.edge == "black":
        right, down = rng.uniform(3, 12, 2) * (1 - 2 * (scan.seed // 2 % 2))
        return Pose(float(angle), float(right), -float(down))
    moved = rng.uniform(-4, 4, 2) if scan.skew else np.zeros(2)
    return Pose(float(angle), float(moved[0]), float(moved[1]))


def seen(sheet: Colour, lies: Pose, scan: Scan, rng: np.random.Generator) -> Pixels:
    """The pixels of a page at the resolution of the scan, upright.

    RGB (height by width by 3), grey (height by width), or False for black and True for white.
    """
    page, share = _laid(sheet, lies, scan), scan.dpi / FINE
    if share < 1:
        size = (round(sheet.shape[1] * share), round(sheet.shape[0] * share))
        page = cv2.resize(page, size, interpolation=cv2.INTER_AREA)
    light = page.astype(np.float32)
    light *= _light(page.shape[0], page.shape[1], scan, rng)
    if scan.colours != "colour":
        light = cv2.cvtColor(light, cv2.COLOR_RGB2GRAY)[:, :, None]
    if scan.blur:
        light = cv2.GaussianBlur(light, (0, 0), scan.blur).reshape(light.shape)
    _streak(light, scan, rng)
    if scan.noise:
        _rustle(light, scan, rng)
    _speck(light, scan, rng)
    pixels: NDArray[np.uint8] = cv2.convertScaleAbs(np.maximum(light, 0, out=light))
    if scan.colours == "colour":
        return pixels
    grey = pixels.reshape(pixels.shape[:2])
    return grey if scan.colours == "grey" else grey > 255 * 0.7 * scan.paper


def _laid(sheet: Colour, lies: Pose, scan: Scan) -> Colour:
    """The sheet as it lies, in the resolution of sheets."""
    if lies == Pose(0.0, 0.0, 0.0):
        return sheet
    height, width = sheet.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), lies.angle, 1)
    matrix[:, 2] += (lies.right * FINE / 72, -lies.up * FINE / 72)
    beside = (_BED,) * 3 if scan.edge == "black" else (255,) * 3
    way = cv2.INTER_LINEAR if scan.dpi < FINE else cv2.INTER_CUBIC
    page: Colour = cv2.warpAffine(sheet, matrix, (width, height), flags=way, borderValue=beside)
    return page


def _rustle(light: NDArray[np.float32], scan: Scan, rng: np.random.Generator) -> None:
    """Noise of the sensor: mostly of brightness, the rest of each colour by itself."""
    alike = 0.8 if light.shape[2] > 1 else 1.0
    light += rng.standard_normal(light.shape[:2], np.float32)[:, :, None] * scan.noise * alike
    if alike < 1:
        light += rng.standard_normal(light.shape, np.float32) * scan.noise * 0.6


def _light(height: int, width: int, scan: Scan, rng: np.random.Generator) -> NDArray[np.float32]:
    """What share of the light comes back from white paper: height by width by 3."""
    tint = np.array((1.0, 0.995, 0.98), np.float32) if scan.paper < 0.95 else np.ones(3, np.float32)
    light = np.full((height, width), scan.paper, np.float32)
    if scan.lighting:
        field = cv2.resize(
            rng.random((3, 3), np.float32), (width, height), interpolation=cv2.INTER_CUBIC
        )
        low, high = float(field.min()), float(field.max())
        light *= 1 - scan.lighting * (high - field) / (high - low)
    if scan.edge == "shadow":
        reach = width * rng.uniform(0.015, 0.05)
        shade = 1 - 0.75 * np.exp(-np.arange(width, dtype=np.float32) / np.float32(reach))
        light *= shade if rng.random() < 0.7 else shade[::-1]
    return light[:, :, None] * tint


def _streak(light: NDArray[np.float32], scan: Scan, rng: np.random.Generator) -> None:
    """Thin grey lines down the page."""
    for _ in range(scan.streaks):
        x = int(rng.integers(light.shape[1]))
        light[:, x : x + max(1, scan.dpi // 150)] *= rng.uniform(0.6, 0.85)


def _speck(light: NDArray[np.float32], scan: Scan, rng: np.random.Generator) -> None:
    """Black specks on paper and white ones in print, up to a third of a millimetre wide."""
    height, width = light.shape[:2]
    count = int(scan.specks * height * width / scan.dpi**2)
    for x, y, size, white in zip(
        rng.integers(0, width, count),
        rng.integers(0, height, count),
        rng.uniform(0.08, 0.3, count),
        rng.random(count) < 0.3,
        strict=True,
    ):
        radius = max(size * scan.dpi / 25.4 / 2, 0.5)
        level = 250.0 if white else float(rng.uniform(20, 110))
        cv2.circle(light, (int(x), int(y)), int(radius), (level,) * light.shape[2], -1)
