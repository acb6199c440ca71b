"""Numbers as a dashboard writes them: a missing one is never 0, a rate never without its denominator."""

from __future__ import annotations

from decimal import Decimal

NONE = "—"


def count(value: Decimal | int | float | None) -> str:
    """An amount with separators and without the zeros of its type.

    >>> count(Decimal("12345.500000")), count(0), count(None)
    ('12,345.5', '0', '—')
    """
    if value is None:
        return NONE
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(value: float | None) -> str:
    """A share of 1 in per cent.

    >>> percent(0.4361), percent(None)
    ('43.6%', '—')
    """
    return NONE if value is None else f"{100 * value:.1f}%"


def points(change: float | None) -> str:
    """The change of a rate in percentage points.

    >>> points(0.104), points(-0.015), points(0.0)
    ('+10.4', '−1.5', '±0.0')
    """
    if change is None:
        return NONE
    text = f"{abs(100 * change):.1f}"
    sign = "±" if text == "0.0" else "+" if change > 0 else "−"
    return sign + text
