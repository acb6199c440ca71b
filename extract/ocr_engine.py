"""Text of pictures of lines by RapidOCR, whose models come inside its package (extra `ogi[ocr]`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import cv2

from extract.ocr_level import Grey

BATCH = 16
"""Lines recognised at a time; all are padded to the widest of them."""


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    # Width 64 instead of 320: single digits are not padded until they vanish.
    return RapidOCR(
        params={
            "Rec.rec_batch_num": BATCH,
            "Rec.rec_img_shape": [3, 48, 64],
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def recognise(pictures: Sequence[Grey]) -> list[tuple[str, float]]:
    """Text and score (0 to 1) of each picture of a line."""
    if not pictures:
        return []
    coloured = [cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR) for picture in pictures]
    result = _engine().recognize_txt(coloured)
    return list(zip(result.txts, map(float, result.scores), strict=True))
