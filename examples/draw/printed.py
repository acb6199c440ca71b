"""A figure as printed, and the number it states."""

from __future__ import annotations

import re
import unicodedata

Printed = str | None
"""The text of a figure cell; None where it is blank."""


_SIGNED = re.compile(r"[+-]?\d+(\.\d+)?")


def number(printed: Printed) -> int | float | None:
    """The number a printed text states; None for a blank or a mark such as "/"."""
    text = unicodedata.normalize("NFKC", printed or "").strip().replace(",", "")
    text = text.replace("减", "-").replace("增", "+").removesuffix("万元").removesuffix("元")
    if not _SIGNED.fullmatch(text):
        return None
    value = float(text)
    return int(value) if value.is_integer() else value
