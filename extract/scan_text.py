"""Text of pictures by RapidOCR, whose models come inside its package (extra `ogi[ocr]`).

Every cell is read twice, as it is and enlarged; what the two disagree on is doubtful.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import cache
from typing import Any

import cv2
import numpy as np

from extract.scan_image import Picture

SURE = 0.6
"""Least score of a recognised line that is believed without doubt (correct lines score above 0.9)."""
BATCH = 16


def is_available() -> bool:
    """Whether the optional packages for reading scans are installed."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    # Width 64 instead of 320: single digits are not padded into nothing.
    return RapidOCR(
        params={
            "Rec.rec_batch_num": BATCH,
            "Rec.rec_img_shape": [3, 48, 64],
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def recognise(crops: Sequence[Picture]) -> list[tuple[str, float]]:
    """Text and score of each line picture."""
    found: list[tuple[str, float]] = []
    for start in range(0, len(crops), 128):
        part = [cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR) for crop in crops[start : start + 128]]
        result = _engine().recognize_txt(part)
        found.extend(zip(result.txts, (float(score) for score in result.scores), strict=True))
    return found


def read_page(grey: Picture) -> list[tuple[str, float, float]]:
    """Lines of a whole picture: text, left and top in pixels."""
    result = _engine()(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), use_cls=False)
    if result.txts is None:
        return []
    lines = zip(result.txts, result.boxes, strict=True)
    return [(text, float(np.min(box[:, 0])), float(np.min(box[:, 1]))) for text, box in lines]


def lines_in(cell: Picture) -> list[Picture]:
    """Pictures of the lines of text in a cell, rules at its edges wiped off."""
    ink = _without_rules(np.less(cell, 150).astype(np.uint8))
    rows = np.flatnonzero(ink.any(axis=1))
    if len(rows) == 0 or ink.sum() < 6:
        return []
    pictures = []
    for first, last in _runs(rows, apart=max(2, cell.shape[0] // 60)):
        columns = np.flatnonzero(ink[first : last + 1].any(axis=0))
        if len(columns) == 0 or (last - first < 4 and columns[-1] - columns[0] < 4):
            continue
        clean: Any = np.where(ink > 0, cell, np.maximum(cell, 235))
        clean = clean.astype(np.uint8)
        margin = max(3, (last - first) // 4)
        pictures.append(
            clean[
                max(0, first - margin) : last + margin + 1,
                max(0, columns[0] - margin) : columns[-1] + margin + 1,
            ]
        )
    return pictures


def _runs(rows: Any, apart: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row - runs[-1][1] <= apart:
            runs[-1] = (runs[-1][0], int(row))
        else:
            runs.append((int(row), int(row)))
    return runs


def _without_rules(ink: Any) -> Any:
    """Ink without the parts that touch the edge of the cell and are thin: leftovers of its rules.

    They would be read as digits: 5 becomes 15, 0 becomes 10.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    height, width = ink.shape
    for part in range(1, count):
        x, y, w, h, _area = stats[part]
        touches = x <= 1 or y <= 1 or x + w >= width - 1 or y + h >= height - 1
        thin = min(w, h) <= max(3, height // 12)
        if touches and (thin or w > 0.8 * width or h > 0.9 * height):
            ink[labels == part] = 0
    return ink


def enlarged(line: Picture) -> Picture:
    """The same line in another light: half as large again, smoothed."""
    grown = cv2.resize(line, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC)
    return cv2.GaussianBlur(grown, (3, 3), 0)
