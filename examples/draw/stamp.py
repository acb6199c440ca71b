"""The round red stamp of an agency: what it looks like, where it is set, and its ink on paper."""

from __future__ import annotations

import math
import random
import re
from functools import lru_cache
from io import BytesIO

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from reportlab.pdfgen.canvas import Canvas

from examples.draw.face import face
from examples.draw.fonts import SONG
from examples.draw.paint import line_of_text
from examples.draw.scan_style import StampOver
from examples.draw.scan_words import words

DIAMETER = 119.0
"""42 mm, prescribed for stamps of counties and below."""
RED = (0.82, 0.10, 0.13)

Place = tuple[int, float, float]
"""Index of a page, and the middle of the stamp on it in points from its lower left corner."""

_FIGURE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
_DATE = re.compile(r"年\d+月\d+日$")


def place(document: pypdfium2.PdfDocument, over: StampOver, rng: random.Random) -> Place | None:
    """Where the stamp goes: over figures of a table, or over the date at the end."""
    if over == "nothing":
        return None
    spots = _figures(document) if over == "figures" else _dates(document)[-1:]
    if not spots:
        return None
    page, x, y = rng.choice(spots)
    return page, x + rng.uniform(-12, 12), y + rng.uniform(-10, 10)


def inked(
    sheet: NDArray[np.uint8],
    name: str,
    at: tuple[float, float],
    ink: float,
    dpi: float,
    rng: np.random.Generator,
) -> None:
    """Sets a stamp on a sheet (RGB pixels); black print stays black below it.

    `at` is the middle of the stamp in pixels from the upper left corner.
    """
    mask = _worn(_drawn(name, dpi), rng) * ink
    half = mask.shape[0] // 2
    left, top = round(at[0]) - half, round(at[1]) - half
    part = sheet[max(top, 0) : top + mask.shape[0], max(left, 0) : left + mask.shape[1]]
    mask = mask[max(-top, 0) :, max(-left, 0) :][: part.shape[0], : part.shape[1], None]
    part[:] = np.rint(part * (1 - mask * (1 - np.array(RED, np.float32))))


def _figures(document: pypdfium2.PdfDocument) -> list[Place]:
    """Figures with at least four others below the same stamp."""
    spots = []
    for number, page in enumerate(document):
        found = [word.middle for word in words(page) if _FIGURE.fullmatch(word.text)]
        for spot in found:
            if sum(math.dist(spot, other) < DIAMETER / 2 for other in found) > 4:
                spots.append((number, *spot))
    return spots


def _dates(document: pypdfium2.PdfDocument) -> list[Place]:
    """Lines that end with a date."""
    return [
        (number, *word.middle)
        for number, page in enumerate(document)
        for word in words(page)
        if _DATE.search(word.text)
    ]


def _worn(mask: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """The stamp turned by a hand and inked unevenly."""
    size = mask.shape[0]
    turn = cv2.getRotationMatrix2D((size / 2, size / 2), rng.uniform(-12, 12), 1)
    turned = cv2.warpAffine(mask, turn, (size, size))
    grain = cv2.GaussianBlur(rng.random((size, size), np.float32), (0, 0), 1.2)
    grain = np.clip((grain - 0.5) * 5 + 0.95, 0.35, 1)
    broad = cv2.resize(rng.random((4, 4), np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
    worn: NDArray[np.float32] = turned * grain * np.clip(0.65 + 0.6 * broad, 0.5, 1)
    return worn


@lru_cache(maxsize=8)
def _drawn(name: str, dpi: float) -> NDArray[np.float32]:
    """The stamp in full ink: a square of shares between 0 and 1."""
    out, middle = BytesIO(), DIAMETER / 2 + 3
    canvas = Canvas(out, pagesize=(2 * middle, 2 * middle), invariant=True)
    canvas.translate(middle, middle)
    canvas.setLineWidth(3.4)
    canvas.circle(0, 0, DIAMETER / 2 - 1.7)
    star = canvas.beginPath()
    for i in range(10):
        radius, angle = (20.0, 7.64)[i % 2], math.pi / 2 + i * math.pi / 5
        (star.lineTo if i else star.moveTo)(radius * math.cos(angle), radius * math.sin(angle))
    star.close()
    canvas.drawPath(star, stroke=0, fill=1)
    _around(canvas, name)
    canvas.save()
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        pixels = document[0].render(scale=dpi / 72, grayscale=True).to_numpy()
    mask: NDArray[np.float32] = 1 - pixels.reshape(pixels.shape[:2]) / np.float32(255)
    return mask


def _around(canvas: Canvas, name: str) -> None:
    """The name on an arc above the star, one character after the other."""
    letters = face(str(SONG)) if SONG.exists() else face()
    radius, step = 40.5, min(26.0, 250 / max(len(name) - 1, 1))
    size = min(15.0, math.radians(step) * radius * 1.1)
    for i, char in enumerate(name):
        canvas.saveState()
        canvas.rotate(step * ((len(name) - 1) / 2 - i))
        line_of_text(canvas, (-size / 2, radius), char, size, letters, bold=True)
        canvas.restoreState()
