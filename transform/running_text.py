"""Running text: characters made comparable, broken lines put together again, cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

_WIDE = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_FOLDED = {
    **_WIDE,
    ord("．"): ".",
    ord("％"): "%",
    **str.maketrans("⺠⻅⻓⻔⻛⻥⻬⻢⻋⻚⻆⻝⻄⺫", "民见长门风鱼齐马车页角食西目"),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")),
}
_TO_FOLD = re.compile("[" + "".join(map(chr, _FOLDED)) + "]")


_ENDED = ("。", "！", "？", "!", "?")
_CLOSING = re.compile("[。！？!?]")
_PAUSED = ("；", ";", "：", ":")
_BEGINS = re.compile(
    r"(?:[#*]*[（(][一二三四五六七八九十\d]{1,3}[)）]|[#*]*[一二三四五六七八九十]{1,2}[、.．]|[#*]*\d{1,2}[、.．](?!\d)|[一二三四五六七八九]是|第[一二三四五六七八九]，|[#●■◆])"
)
_SUBHEADING = re.compile(
    r"^[#*]*[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．][^，。；：,;:]{2,20}$"
)
_WHOLE_LINE = 15
"""A shorter line was not broken by the margin of a page."""


def clean(text: str) -> str:
    """Text as printed without blanks, in one width, Chinese punctuation kept. A blank between two
    digits stays: they may be two numbers.

    >>> clean("２０２３ 年 受理 12 件， 其中 3 4 件")
    '2023年受理12件，其中3 4件'
    """
    if _TO_FOLD.search(text):
        text = text.translate(_FOLDED)
    parts = text.split()
    if len(parts) < 2:
        return "".join(parts)
    joints = (_joint(before, after) for before, after in pairwise(parts))
    return parts[0] + "".join(
        f"{joint}{part}" for joint, part in zip(joints, parts[1:], strict=True)
    )


def _joint(before: str, after: str) -> str:
    """What is left of the blank between two parts."""
    number_before = before[-1].isdecimal() or before[-1] in ".,"
    return " " if number_before and after[0].isdecimal() else ""


def join(lines: Iterable[str]) -> str:
    """Lines as paragraphs, one a line: what was broken within a sentence is put together.

    >>> join(["按时答复办结率100%，官", "方网站浏览量达12.03万人次。", "（二）依申请公开"])
    '按时答复办结率100%，官方网站浏览量达12.03万人次。\\n（二）依申请公开'
    """
    paragraphs: list[list[str]] = []
    last = ""
    for line in lines:
        if paragraphs and _goes_on(last, line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        last = line
    return "\n".join("".join(paragraph) for paragraph in paragraphs)


def _goes_on(last: str, line: str) -> bool:
    if last.endswith(_ENDED) or _SUBHEADING.match(last):
        return False
    if last.endswith(_PAUSED):
        return not _BEGINS.match(line)
    if _BEGINS.match(line):
        return len(last) >= _WHOLE_LINE and line[0].isdigit() and last[-1].isdigit()
    return True


def sentences(paragraph: str) -> list[str]:
    """Sentences of a paragraph without their closing mark.

    >>> sentences("全年3件。其中1件！")
    ['全年3件', '其中1件']
    """
    return [sentence for sentence in _CLOSING.split(paragraph) if sentence]
