"""The invisible text layer of a searchable scan: the page's text with some of it misread."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pypdfium2

from examples.draw.scan_machine import Pose
from examples.draw.scan_style import Scan
from examples.draw.scan_words import Word, words

_ALIKE = {
    "0": "8Oo6",
    "1": "7lI4",
    "2": "7Z3",
    "3": "85",
    "4": "1A9",
    "5": "36S",
    "6": "85b",
    "7": "12?",
    "8": "3B6",
    "9": "4g0",
    "一": "-",
    "二": "一",
    "三": "二",
    "未": "末",
    "已": "己",
    "人": "入",
    "日": "目",
    "予": "子",
    "项": "顷",
    "政": "攻",
    "件": "仵",
    "复": "夏",
    "，": ",",
    "。": ".",
}


def misread(text: str, share: float, rng: random.Random) -> str:
    """The text with this share of its characters taken for others; now and then one is lost."""
    out = []
    for char in text:
        if rng.random() >= share:
            out.append(char)
        elif rng.random() < 0.8:
            out.append(rng.choice(_ALIKE.get(char, char)))
    return "".join(out)


def hidden_text(page: pypdfium2.PdfPage, lies: Pose, scan: Scan, rng: random.Random) -> str:
    """Page description that writes the page's text unseen, where the scan shows it.

    In points from the lower left corner of the upright page; the font is /F.
    """
    lines = []
    for word in words(page):
        read = misread(word.text, scan.wrong_characters, rng)
        height, width = word.top - word.bottom, word.right - word.left
        if height > 1.8 * width and len(read) > 1:
            each = height / len(read)
            parts = [
                replace(word, text=char, top=word.top - i * each, bottom=word.top - (i + 1) * each)
                for i, char in enumerate(read)
            ]
        else:
            parts = [replace(word, text=read)] if read.strip() else []
        lines += [_run(part, page.get_size(), lies) for part in parts]
    return "\n".join(("BT 3 Tr", *lines, "ET"))


def _run(word: Word, page: tuple[float, float], lies: Pose) -> str:
    """One run of text, as wide as its box."""
    size = max(word.top - word.bottom, 1.0)
    natural = sum(0.5 if char < "\x7f" else 1.0 for char in word.text) * size
    x, y = lies.moved(word.left, word.bottom + 0.12 * size, page)
    cos, sin = math.cos(math.radians(lies.angle)), math.sin(math.radians(lies.angle))
    return (
        f"/F {size:.2f} Tf {100 * (word.right - word.left) / natural:.1f} Tz "
        f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x:.2f} {y:.2f} Tm "
        f"<{word.text.encode('utf-16-be').hex().upper()}> Tj"
    )
