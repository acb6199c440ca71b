"""Numbers with a unit in running text, and whether they are meant exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from transform.narrative_words import words

_SCALES = {"万": 4, "亿": 8, "千": 3, "百万": 6, "千万": 7, "百": 2, "": 0}
_UNITS = (
    "人次|条次|件次|场次|批次|人(?!大|民|才)|条(?!例)|件(?!套)|篇|份(?!额)|次(?!日|年|于|序)|个|则|"
    "期(?!间|限)|场(?!所|景)|位(?!于)|名(?!单|称)|户|项(?!目)|起|宗|例|元|家|通|笔|部(?!门|署|分)|轮"
)
_NUMBER = re.compile(
    r"(?<![\d.A-Za-z+/\-])(?<!\d[，,、: ])"
    r"(?P<digits>\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?!\d)(?P<decimals>\.\d{1,6})?(?![\d.,]\d)"
    r"(?P<more>[余多])?(?P<scale>[百千]?万|亿|千|百)?(?P<more2>[余多])?"
    rf"(?P<unit>{_UNITS})?(?P<more3>[余多])?"
)
_IN_WORDS = re.compile(
    r"(?<![一二三四五六七八九十第每又再首同上下这该本几数零百])(?P<digits>[一二两三四五六七八九十]{1,3})"
    r"(?P<unit>场次|次(?!性|日|年)|场(?!所|景)|期(?!间|限))"
)
_DIGITS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text. `value` has 万 and 亿 multiplied out; `unit` as printed, 万 where that is all."""

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool
    printed: str


def numbers(text: str) -> list[Number]:
    """Numbers with a unit, in order.

    >>> [(n.value, n.unit, n.approximate) for n in numbers("发布18万余条，访问12.03万人次，2023年3月")]
    [(Decimal('180000'), '条', True), (Decimal('120300'), '人次', False)]
    """
    found = [number for number in _printed(text) if number]
    found += [number for number in _in_words(text) if number]
    return sorted(found, key=lambda number: number.start)


def _printed(text: str) -> Iterator[Number | None]:
    for match in _NUMBER.finditer(text):
        scale, unit = match["scale"] or "", match["unit"] or ""
        if not unit and not scale.endswith(("万", "亿")):
            continue
        if text[match.end() : match.end() + 1] in _OTHER_UNITS and not unit:
            continue
        value = Decimal(match["digits"].replace(",", "") + (match["decimals"] or ""))
        more = bool(match["more"] or match["more2"] or match["more3"])
        yield _number(text, match, value.scaleb(_SCALES[scale]), unit or "万", more)


_OTHER_UNITS = frozenset("平亩公吨字年月日天小户家美港头只")
"""What may follow 万 and makes the number one of something else."""


def _in_words(text: str) -> Iterator[Number | None]:
    for match in _IN_WORDS.finditer(text):
        value = _worded(match["digits"])
        if value is not None:
            yield _number(text, match, Decimal(value), match["unit"], False)


def _worded(numeral: str) -> int | None:
    tens, ten, ones = numeral.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (10 * (_DIGITS[tens] if tens else 1) if ten else 0) + (_DIGITS[ones] if ones else 0)


def _number(
    text: str, match: re.Match[str], value: Decimal, unit: str, more: bool
) -> Number | None:
    patterns = words().patterns
    if value != value.to_integral_value() and unit != "元":
        return None  # half an item: misread or not a count
    about = (
        more
        or bool(patterns["about_before"].search(text[max(0, match.start() - 4) : match.start()]))
        or bool(patterns["about_after"].match(text[match.end() : match.end() + 3]))
    )
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1))
    return Number(match.start(), match.end(), value, unit, about, match[0])
