"""What the quality of a report rests on, beside its checks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from transform.form import Slot

Measures = dict[str, dict[str, dict[str, Decimal]]]
"""What can be counted about a report: by `table`, `section` or `report`, by its name, by measure."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the quality of a report rests on, beside its checks.

    `doubtful` slots cannot be trusted (each with the code of its problem), `missing` ones have no
    cell or only a derived number; `not_printed` are those of `missing` that are proved to be no loss.
    `left_over` counts rows with figures that belong to no row of the form. `agree`: whether a second,
    independent reading gave the same figures; None: none was called for.
    """

    doubtful: tuple[tuple[Slot, str], ...] = ()
    missing: tuple[Slot, ...] = ()
    not_printed: tuple[Slot, ...] = ()
    left_over: int = 0
    agree: bool | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Cells of one table of a report by what became of them; `cells` is their number on the page.

    `facts`: cells of slots, blank ones included; `heads`: heads, labels and captions of the form;
    `notes`: other words; `empty`: nothing printed outside of the slots; `problems`: said in a problem.
    """

    table: str
    cells: int
    facts: int
    heads: int
    notes: int
    empty: int
    problems: int
