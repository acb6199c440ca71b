"""From the text of a cell to what it says: a number, a blank, "not applicable", or not readable.

A number is read by a full grammar or not at all: nothing is stripped until digits remain. What is
not plain (a unit, a sign in words, a trailing counter) is converted and noted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from transform.form import Measure, ValueType

Outcome = Literal["printed", "blank", "not_applicable", "unreadable"]

MARKS = frozenset(
    (
        "-",
        "--",
        "---",
        "—",
        "——",
        "–",
        "－",
        "/",
        "//",
        "\\",
        "无",
        "不适用",
        "不涉及",
        "暂无",
        "N/A",
        "NA",
        "n/a",
        "na",
        "╱",
        "∕",
    )
)
"""Marks that say "not applicable"; all but `-`, `/` and 无 come from filling guides."""

_NUMBER = re.compile(
    r"^(?P<sign>[+-]|减少?|增加?|下降|负)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"(?P<scale>[万亿])?(?P<unit>元|件|项|条|个|次|宗|起|人次|份)?$"
)
_WRAPPED = re.compile(r"^[\d,.]+(?:\s*\n\s*[\d,.]+)+$")
"""A number too wide for its cell is broken over lines; identities must confirm it."""

DECIMALS = 6
"""Decimals an amount can carry: a cent in 万元 (14,733.273437 has been printed)."""

TOO_LARGE = {"amount": Decimal(10) ** 12}
"""From here on an amount is none; a count is none from `TOO_MANY` on, so that sums of counts fit as well."""
TOO_MANY = Decimal(10) ** 10

_SCALES = {None: Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_IN_YUAN = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says. `note` is a problem code, empty for a plain number."""

    outcome: Outcome
    number: Decimal | None = None
    note: str = ""


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return text.strip().replace("−", "-").replace("﹣", "-")


@lru_cache(maxsize=8192)
def read_value(text: str, measure: Measure | None = None, header_unit: str | None = None) -> Value:
    """The value of a cell of a figure column.

    `measure` tells the type and unit of the column (None: a plain count); `header_unit` is the unit
    printed in this report's own header, which wins over the form's.

    >>> read_value("1，234").number, read_value("").outcome, read_value("/").outcome
    (Decimal('1234'), 'blank', 'not_applicable')
    >>> read_value("1 2").outcome
    'unreadable'
    """
    plain = _plain(text)
    if not plain:
        return Value("blank")
    if plain in MARKS or set(plain) <= set("-—–―─/\\／ "):
        return Value("not_applicable")
    wrapped = "\n" in plain and bool(_WRAPPED.match(plain))
    number_part = re.sub(r"\s*\n\s*", "", plain) if wrapped else plain
    match = _NUMBER.match(number_part) or _with_own_unit(number_part, measure)
    if not match:
        return Value("unreadable", note="value_unreadable")
    number = (
        Decimal(match["digits"].replace(",", "") + (match["decimals"] or ""))
        * _SCALES[match["scale"]]
    )
    kind: ValueType = measure.type if measure else "count"
    note = "value_wrapped" if wrapped else ""
    if match["sign"] and match["sign"] not in "+-":
        note = "value_sign_in_words"
    if match["sign"] in ("-", "负", "下降", "减", "减少"):
        number = -number
    if kind == "amount" and measure is not None:
        number, converted = _in_unit(
            number, match["unit"], match["scale"] or "", measure, header_unit
        )
        note = note or converted
    elif match["unit"] or match["scale"]:
        note = note or "value_with_unit"
    return _checked(number, kind, note, bool(match["sign"]))


def _with_own_unit(plain: str, measure: Measure | None) -> re.Match[str] | None:
    """A count with the very unit the form counts in, where that is none of the usual ones (人, 篇)."""
    if measure is None or measure.type != "count" or not measure.unit:
        return None
    match = _NUMBER.match(plain.removesuffix(measure.unit) + "件")
    return match if plain.endswith(measure.unit) else None


def _in_unit(
    number: Decimal, cell_unit: str | None, scale: str, measure: Measure, header_unit: str | None
) -> tuple[Decimal, str]:
    """Amount in the unit of the code. `scale`: 万 or 亿 before 元, already applied.

    Where the form prints no unit (procurement 2019), a unit in this report's header is kept beside the
    number as printed, not converted: the unit column says it.
    """
    if cell_unit == "元":
        return number / _IN_YUAN[measure.unit or "元"], _changed(f"{scale}元", measure.unit)
    if scale:
        return number / _IN_YUAN[measure.unit or "元"], "value_with_unit"
    if (
        measure.unit_on_form
        and header_unit
        and header_unit != measure.unit
        and header_unit in _IN_YUAN
    ):
        return number * _IN_YUAN[header_unit] / _IN_YUAN[
            measure.unit or "元"
        ], "value_unit_converted"
    return number, "value_with_unit" if cell_unit else ""


def _changed(found: str, unit: str | None) -> str:
    return "value_with_unit" if found == unit else "value_unit_converted"


def _checked(number: Decimal, kind: ValueType, note: str, signed: bool) -> Value:
    if number < 0 and kind != "signed_count":
        return Value("unreadable", note="value_negative")
    if signed and kind != "signed_count":
        note = note or "value_signed"
    if abs(number) >= TOO_LARGE.get(kind, TOO_MANY):
        return Value("unreadable", note="value_too_large")
    if kind != "amount":
        if number != number.to_integral_value():
            return Value("unreadable", note="value_not_whole")
        number = number.to_integral_value()
    elif number != round(number, DECIMALS):
        return Value("unreadable", note="value_too_precise")
    return Value("printed", number, note)
