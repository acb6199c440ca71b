"""A place to look at, as `ogi review` shows it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flows.check_sides import Sides
from warehouse.provenance import Check, Figure, ReportSource, Slot, Trouble


@dataclass(frozen=True, slots=True)
class Said:
    """What is wrong, in both languages, and what to do about it."""

    code: str
    title_zh: str
    title_en: str
    message_zh: str
    message_en: str
    advice_zh: str = ""
    advice_en: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A place to look at. `shown` are its figures, the one in question first; `known` all of the report.

    `asked` is what each failed check through the first figure asks of it. `place` is the page and box of
    a problem without a figure.
    """

    report: ReportSource
    severity: str
    said: tuple[Said, ...]
    shown: tuple[Figure, ...]
    known: tuple[Figure, ...]
    place: Trouble | None = None
    readings: tuple[tuple[str, str], ...] = ()
    check: Check | None = None
    sides: Sides | None = None
    crossing: frozenset[Slot] = frozenset()
    asked: tuple[tuple[Check, Decimal], ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of its problems or of its check."""
        return tuple(dict.fromkeys(said.code for said in self.said))

    @property
    def page(self) -> int | None:
        """The page it is on, if it is on one."""
        if self.shown:
            return self.shown[0].page
        return self.place.page if self.place else None
