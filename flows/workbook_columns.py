"""How the columns of a sheet are shown: kind of number, head in both languages, width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from warehouse.export_plan import ExportColumn, ExportTable

LANGUAGES = {"code": (), "en": ("english",), "zh": ("chinese",), "both": ("chinese", "english")}
"""Lines of a head above the name of the column, by --labels."""
NARROWEST, WIDEST = 9, 46
HEAD = 60

_SHARE = re.compile(r"(^|_)(share|rate|repeated)(_|$)")
_OF_UNIT = {"share": "share", "growth": "share", "ratio": "ratio"}


def style(column: ExportColumn) -> str:
    """Name of the format of the numbers of a column.

    A number that names something (a year, a report) has no thousands separator.
    """
    if column.type == "DOUBLE" and _SHARE.search(column.name):
        return "share"
    if column.name.endswith("_id") or column.name in ("year", "page", "pages"):
        return "plain"
    if column.type.startswith("DECIMAL") or column.type == "DOUBLE":
        return "amount"
    return "plain" if column.type == "SMALLINT" else "count"


def value_style(table: ExportTable) -> Callable[[Sequence[Any]], str] | None:
    """How the column `value` of a row is shown where its rows are of different kinds, as in `metrics`."""
    names = table.names
    if not {"value", "denominator"} <= set(names):
        return None
    denominator = names.index("denominator")
    unit = names.index("unit") if "unit" in names else None

    def of_row(row: Sequence[Any]) -> str:
        if unit is not None:
            return _OF_UNIT.get(row[unit], "amount")
        return "amount" if row[denominator] is None else "share"

    return of_row


def head(column: ExportColumn, language: str) -> str:
    """The line of a column's head in a language: its comment up to the first explanation.

    >>> column = ExportColumn("n", "BIGINT", False, "Refused; NULL if blank", "不予公开（8项之和）", "")
    >>> head(column, "english"), head(column, "chinese")
    ('Refused', '不予公开')
    """
    text = str(getattr(column, language))
    short = re.split(r"[;；]|(?<=.)(?: \(|（(?=.*）$))", text, maxsplit=1)[0].strip()
    return short if len(short) <= HEAD else short[: HEAD - 1] + "…"


def display_width(text: str) -> int:
    """Columns a text takes up; a Chinese character takes two.

    >>> display_width("2023年")
    6
    """
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def fitting(widest: int) -> int:
    """Width of a column for its widest value, within reason."""
    return min(WIDEST, max(NARROWEST, widest + 2))
