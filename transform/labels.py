"""Chinese labels made comparable: normalised text, leading ordinals, keys, units in brackets.

Order of normalisation (each step is a kind of misprint met in published reports): NFKC, CJK radicals
that NFKC leaves alone, zero-width characters, all blanks, unified brackets and quotes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_RADICALS = str.maketrans("⺠⻅⻓⻔⻛⻥⻬⻢⻋⻚⻆⻝⻄⺫", "民见长门风鱼齐马车页角食西目")
"""CJK radicals supplement that Chrome writes into PDFs and NFKC does not fold."""

INERT = r"\u3400-\u4dbf\u4e00-\u9fff\u30070-9。、《》“”"
"""Characters that normalisation leaves alone and that change nothing beside them: most of a text, and the
rest is folded run by run."""
_NOT_INERT = re.compile(f"[^{INERT}]+")

_ZERO_WIDTH = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_BLANKS = re.compile(r"\s+")
_CJK = re.compile(r"[^\u3400-\u9fff\u3007]")
_REMEMBERED = 8192
"""Texts whose reading each function keeps: labels recur in all reports; a few hundred reports fill it."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_NO_PAGE = re.compile(r"[\u3400-\u5170\u5172-\u7b2b\u7b2d-\u9874\u9876-\u9fff]")
_NUMERALS = "一二三四五六七八九十"
_ORDINAL = re.compile(
    rf"^(?:[(（]?(?P<bracketed>[{_NUMERALS}]{{1,3}}|\d{{1,2}})[)）][、.．]?"
    rf"|(?P<top>[{_NUMERALS}]{{1,3}})[、.．,，]"
    r"|(?P<item>\d{1,2})[、.．,，:]?(?=[^\d.．、,，%]))"
)
_CAPTION_MARKS = str.maketrans("", "", "()（）、.:：,，")
_UNIT = re.compile(r"[(（](?:单位[:：]?)?(?P<unit>万元|亿元|元|件|万件)[)）]")


class Ordinal(NamedTuple):
    """Level (`top` 一、 `group` （一） `item` 1.) and number of a leading ordinal."""

    level: str
    number: int


class Label(NamedTuple):
    """A label as matched: its ordinal if any, and its Chinese characters alone."""

    ordinal: Ordinal | None
    key: str


@lru_cache(maxsize=_REMEMBERED)
def normalise(text: str) -> str:
    """Text without blanks, in one width, with one kind of bracket. Remembered: for labels and lines; what
    is longer goes through `normalise_long`.

    >>> normalise("总　计"), normalise("（一） 予以 公开"), normalise("⼈⺠政府")
    ('总计', '(一)予以公开', '人民政府')
    """
    return normalise_long(text)


def normalise_long(text: str) -> str:
    """The same for a whole text, which is not remembered."""
    return _NOT_INERT.sub(_folded, text)


def _folded(run: re.Match[str]) -> str:
    return _fold(run[0])


@lru_cache(maxsize=_REMEMBERED)
def _fold(run: str) -> str:
    run = unicodedata.normalize("NFKC", run).translate(_RADICALS)
    return _BLANKS.sub("", _ZERO_WIDTH.sub("", run))


@lru_cache(maxsize=_REMEMBERED)
def parse_label(text: str) -> Label:
    """Ordinal and key of a label.

    >>> parse_label("1．属于国家秘密")
    Label(ordinal=Ordinal(level='item', number=1), key='属于国家秘密')
    >>> parse_label("（三）不予公开").ordinal, parse_label("一、本年新收").key
    (Ordinal(level='group', number=3), '本年新收')
    """
    plain = normalise(text)
    match = _ORDINAL.match(plain)
    if not match:
        return Label(None, _key(plain))
    rest = plain[match.end() :]
    if match["item"]:
        ordinal = Ordinal("item", int(match["item"]))
    elif match["top"]:
        ordinal = Ordinal("top", _number(match["top"]))
    else:
        inner = match["bracketed"]
        ordinal = (
            Ordinal("item", int(inner)) if inner.isdigit() else Ordinal("group", _number(inner))
        )
    return Label(ordinal, _key(rest))


def _key(text: str) -> str:
    """Chinese characters alone, 其它 as 其他 and without 的: both change no label into another."""
    return _CJK.sub("", text).replace("其它", "其他").replace("的", "")


def _number(numeral: str) -> int:
    tens, _, units = numeral.rpartition("十")
    if "十" not in numeral:
        return _NUMERALS.index(numeral[-1]) + 1
    return 10 * (_NUMERALS.index(tens) + 1 if tens else 1) + (
        _NUMERALS.index(units) + 1 if units else 0
    )


@lru_cache(maxsize=_REMEMBERED)
def split_unit(text: str) -> tuple[str, str | None]:
    """Label without the unit printed in brackets, and the unit.

    >>> split_unit("本年收费金额（单位：万元）")
    ('本年收费金额', '万元')
    """
    plain = normalise(text)
    match = _UNIT.search(plain)
    if not match:
        return plain, None
    return plain[: match.start()] + plain[match.end() :], match["unit"]


@lru_cache(maxsize=_REMEMBERED)
def has_cjk(text: str) -> bool:
    """Whether any Chinese character is in the text."""
    return bool(_HAN.search(text) or _HAN.search(unicodedata.normalize("NFKC", text)))


def may_count_pages(line: str) -> bool:
    """Whether a line can be a page number, at first glance: no Chinese character but 共, 第 and 页."""
    return not _NO_PAGE.search(line)


@lru_cache(maxsize=_REMEMBERED)
def label_key(text: str) -> str:
    """Key of a label without the unit printed beside it.

    >>> label_key("本年收费金额（单位：万元）")
    '本年收费金额'
    """
    return parse_label(split_unit(text)[0]).key


@lru_cache(maxsize=_REMEMBERED)
def caption_key(text: str) -> str:
    """Key of a block caption: 第二十条第(一)项, 第二十条第一项 and 第20条第一项 are one.

    >>> caption_key("第二十条 第（一）项") == caption_key("第二十条第一项")
    True
    """
    plain = split_unit(text)[0].replace("第20条", "第二十条")
    return plain.translate(_CAPTION_MARKS)
