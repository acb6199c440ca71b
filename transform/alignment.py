"""What aligning a raw table with a form's table gives: readings, problems, what is left over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from extract.model import Problem, RawCell
from transform.form import FormTable, Named
from transform.grid import Grid

ALIKE = 0.6
"""Least likeness of an unlisted label or head that everything else on the page places."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A slot of the form and the cell found for it. `doubt` is a problem code or empty."""

    row: str
    column: str
    cell: RawCell
    reader: str
    header_unit: str | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """One form table against the raw tables that hold it.

    `unmatched` counts rows with figures that belong to no row of the form. `labels` are cells that look
    like figures and are none: running numbers, marks beside headings.
    """

    table: FormTable
    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...] = ()
    unmatched: int = 0
    grids: tuple[Grid, ...] = field(default=(), compare=False)
    labels: tuple[RawCell, ...] = field(default=(), compare=False)

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """Slots of the form without a cell."""
        found = {(reading.row, reading.column) for reading in self.readings}
        if found.issuperset(self.table.slots):
            return ()
        return tuple(slot for slot in self.table.slots if slot not in found)

    @property
    def misfit(self) -> int:
        """How badly the raw table fits the form: the form with the least misfit is the form of the table."""
        doubtful = sum(1 for reading in self.readings if reading.doubt)
        return len(self.missing) + 8 * self.unmatched + doubtful


def best_fit(candidates: Sequence[Alignment]) -> Alignment:
    """The alignment with the least misfit; of equals the first (forms come newest first)."""
    return min(candidates, key=lambda alignment: alignment.misfit)


def problem(
    code: str, cell: RawCell | None = None, raw: str | None = None, **params: str
) -> Problem:
    """A problem at the place of a cell."""
    if cell is None:
        return Problem(code, raw or "", params=params)
    return Problem(code, cell.text if raw is None else raw, cell.page, cell.box, params)


def text_of(cells: Iterable[RawCell]) -> str:
    """The cells as a person would quote them."""
    return " | ".join(cell.text.replace("\n", "") for cell in cells)


def likeness(key: str, named: Named) -> float:
    """How alike a key is to the nearest listed spelling of a name, 0 to 1."""
    return max(SequenceMatcher(None, key, listed).ratio() for listed in named.keys)
