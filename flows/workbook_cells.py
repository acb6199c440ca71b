"""From a value of the warehouse to a cell of a worksheet that shows exactly it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

MOST_CHARACTERS = 32_767
MOST_DIGITS = 15
"""What a cell holds of a number; longer ones are written as text."""
CUT = " … [cut: a cell holds no more; the whole text is in --format csv or parquet]"
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")

Formats = Mapping[str, Any]

STYLES: dict[str, dict[str, Any]] = {
    "text": {"num_format": "@", "align": "left", "indent": 1},
    "guarded": {"num_format": "@", "align": "left", "indent": 1, "quote_prefix": True},
    "long": {"align": "left", "indent": 1},
    "plain": {"num_format": "0"},
    "count": {"num_format": "#,##0"},
    "amount": {"num_format": "#,##0.00####"},
    "share": {"num_format": "0.0%"},
    "ratio": {"num_format": "0.000"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "time": {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
    "link": {"font_color": "#0563C1", "underline": 1},
}
"""Formats of values by name. `guarded` text begins like a formula; Excel keeps it text even when somebody
edits the cell."""


@dataclass(slots=True)
class CellWriter:
    """Writes values into one worksheet and counts the texts it had to cut."""

    sheet: Any
    formats: Formats
    cut: int = field(default=0)

    def write(self, row: int, column: int, value: Any, style: str) -> None:
        """Writes one value; nothing for NULL. `style` is that of a number of this column."""
        if value is None:
            return
        if isinstance(value, bool):
            self.sheet.write_boolean(row, column, value)
        elif isinstance(value, (int, float, Decimal)) and is_exact(value):
            self.sheet.write_number(row, column, value, self.formats[_of_number(value, style)])
        elif isinstance(value, datetime):
            self.sheet.write_datetime(row, column, value, self.formats["time"])
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, self.formats["date"])
        else:
            self._text(row, column, as_shown(value))

    def _text(self, row: int, column: int, text: str) -> None:
        if len(text) > MOST_CHARACTERS:
            text = text[: MOST_CHARACTERS - len(CUT)] + CUT
            self.cut += 1
        style = "text" if len(text) <= 255 else "long"  # longer ones show as #### in text format
        if _FORMULA.match(text):
            style = "guarded"
        self.sheet.write_string(row, column, text, self.formats[style])


def is_exact(value: float | Decimal) -> bool:
    """Whether a cell, which holds a double and shows 15 digits, holds this number as it is.

    >>> is_exact(859), is_exact(2**63), is_exact(Decimal("12.500000")), is_exact(float("nan"))
    (True, False, True, False)
    """
    if isinstance(value, float):
        return value - value == 0
    return len(Decimal(value).normalize().as_tuple().digits) <= MOST_DIGITS


def as_shown(value: Any) -> str:
    """Text of a value that is no number, date or truth value.

    >>> as_shown(["2019", "2021"]), as_shown(Decimal("1234567890123456.50"))
    ('2019, 2021', '1234567890123456.50')
    """
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{name}: {entry}" for name, entry in value.items())
    return str(value)


def _of_number(value: float | Decimal, style: str) -> str:
    """Counts in an amount's column are shown without decimals."""
    if style == "amount":
        return "count" if value == int(value) else "amount"
    return style
