"""What came of a person's entry about a report."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from transform.form import Slot


@dataclass(frozen=True, slots=True)
class Correction:
    """What came of an entry of the register: `applied`, or `refused` with the reason in `detail`.

    About a figure (`slot`) with the value as read and the value used, or about a check (code and
    scope). `date` is ISO; `source` the register file and the entry's number in it.
    """

    document: str
    slot: Slot | None
    check: tuple[str, str] | None
    seen: str | None
    should_be: str | None
    verdict: str | None
    reason: str
    who: str
    date: str
    source: str
    status: Literal["applied", "refused"]
    detail: str
    value_printed: Decimal | None
    value_used: Decimal | None
