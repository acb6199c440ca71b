"""Which figures a check adds up: its two sides as slots of the form, and what it asks of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from transform.arithmetic import instances
from transform.form import Slot
from transform.form_file import load_forms
from transform.report_tables import report_tables


@dataclass(frozen=True, slots=True)
class Sides:
    """The sums on both sides of a check; `right` is the side printed as total."""

    left: tuple[Slot, ...]
    right: tuple[Slot, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All figures of the check, the total last."""
        return (*self.left, *self.right)

    def demanded(self, slot: Slot, values: Mapping[Slot, Decimal | None]) -> Decimal | None:
        """The number that would satisfy the check, all others as they are; None if one is missing."""
        others = [values.get(other) for other in self.slots if other != slot]
        if any(value is None for value in others):
            return None
        left, right = (
            sum((values[other] or Decimal(0) for other in side if other != slot), Decimal(0))
            for side in (self.left, self.right)
        )
        return right - left if slot in self.left else left - right


Key = tuple[str, str]
"""Code and scope of a check."""


@cache
def sides_of(form: str, requests_form: str | None) -> Mapping[Key, Sides]:
    """The checks of a report by their code and scope; tables 二 and 三 each follow their own form."""
    tables = report_tables(form, requests_form, load_forms())
    return {(each.check, each.scope): Sides(each.left, each.right) for each in instances(tables)}
