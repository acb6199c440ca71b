"""The unit printed beside an indicator against the form's: the same, one to convert from, or neither."""

from __future__ import annotations

from transform.form import Indicator

UNEXPECTED = "unit_unexpected"
MONEY = frozenset({"元", "万元", "亿元"})
_SCALES = frozenset("百千万亿元")


def counted_in(named: Indicator, printed: str | None) -> tuple[str | None, bool]:
    """The printed unit as the value is to be read in, and whether a figure can be read in it.

    Counts are counted in 件, 条 or 次 as agencies please, never in thousands or in yuan; amounts in one
    of the units of money. Nothing printed: the form's. A number among the words is a figure that stands
    in the wrong cell.
    """
    if printed is None:
        return None, True
    if any(map(str.isdigit, printed)):
        return None, False
    if named.type == "amount":
        return printed, printed in MONEY
    return None, not _SCALES.intersection(printed)
