"""Labels of a list of indicators made comparable: without 其中, without the unit and the note in brackets.

So 其中：1.涉及国家秘密（件） has the ordinal 1., the key 涉及国家秘密 and the unit 件;
（一）主动公开政府信息数（…计1条） has a key with the note and a `short` one without.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from transform.labels import Ordinal, normalise, parse_label

_OF_WHICH = re.compile(r"^其中[:,、]?")
_WORD = r"[万亿千百]?(?:元|条|件|次|篇|个|人次|人|场|期|份)"
UNIT_WORD = re.compile(_WORD)
"""A unit in a cell of its own."""
_UNIT = re.compile(rf"[(\[](?:单位:?)?(?P<unit>{_WORD})[)\]]")
_ORDINAL = re.compile(r"^(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.,:]{1,2}|\d{1,2}(?=\D))")
_NOTE = re.compile(r"\([^()]*\)")
_COUNT = re.compile(r"(?<=.)数量?$")


class IndicatorLabel(NamedTuple):
    """`short` is the key without what stands in brackets; `unit` None where the label names none.

    `figure`: a number stands in it that is neither its ordinal nor in a note: one printed in the wrong cell.
    """

    ordinal: Ordinal | None
    key: str
    short: str
    unit: str | None
    figure: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """What to look for, the whole label first."""
        return tuple(dict.fromkeys(key for key in (self.key, self.short) if key))


@lru_cache(maxsize=8192)
def indicator_label(text: str) -> IndicatorLabel:
    """Ordinal, keys and unit of a label. That a label ends in 数 or 数量 tells no two apart.

    >>> indicator_label("其中：1.涉及国家秘密（件）")[1:]
    ('涉及国家秘密', '涉及国家秘密', '件', False)
    >>> indicator_label("四、行政复议数量").key, indicator_label("1．当面申请数 12").figure
    ('行政复议', True)
    """
    plain = _OF_WHICH.sub("", normalise(text))
    unit = None
    if match := _UNIT.search(plain):
        plain, unit = plain[: match.start()] + plain[match.end() :], match["unit"]
    ordinal, key = parse_label(plain)
    body = _NOTE.sub("", _words(plain))
    short = parse_label(body).key
    figure = any(map(str.isdigit, body))
    return IndicatorLabel(ordinal, _COUNT.sub("", key), _COUNT.sub("", short), unit, figure)


def _words(plain: str) -> str:
    """A label from its first word on: without its ordinal, which may stand in brackets."""
    ordinal, key = parse_label(plain)
    if ordinal is None or not key:
        return plain
    opening = _ORDINAL.match(plain)
    return plain[opening.end() :] if opening else plain
