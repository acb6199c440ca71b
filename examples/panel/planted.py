"""What the questions must find in the panel, written down where it is planted."""

from __future__ import annotations

from dataclasses import dataclass, field

Place = tuple[str, int]
"""A body and a year."""


@dataclass(frozen=True, slots=True)
class Misprint:
    """A cell of table 三 that prints `printed` where `meant` is declared by a person."""

    place: Place
    item: str
    applicant: str
    printed: int
    meant: int
    reason: str


@dataclass(frozen=True, slots=True)
class Planted:
    """Errors and gaps of the reports. Habits of bodies, which are true, stand in `examples.panel.truth`."""

    missing: frozenset[Place] = frozenset()
    rejected: Place = ("", 0)
    """The one of `missing` whose file is there without a table."""
    short: Place = ("", 0)
    """The one of `missing` that the province's total of its year lacks."""
    gaps: dict[Place, int | None] = field(default_factory=dict)
    """Carried over, less what the year before carried forward; None where one of them is blank."""
    stock_gaps: dict[Place, int] = field(default_factory=dict)
    copied: Place = ("", 0)
    late: Place = ("", 0)
    reissued: Place = ("", 0)
    reissued_cells: frozenset[tuple[str, str, int, int]] = frozenset()
    """Item, applicant, before, after."""
    without_section: tuple[Place, str] = (("", 0), "")
    odd_rows: dict[Place, tuple[str, int]] = field(default_factory=dict)
    """Row whose applicants do not add up, and the total less their sum."""
    balance: dict[Place, int] = field(default_factory=dict)
    """New and carried over, less handled and carried forward."""
    outcomes: dict[Place, int] = field(default_factory=dict)
    """Sum of the outcomes, less handled."""
    misprints: tuple[Misprint, ...] = ()
    mismatch: tuple[Place, int, int] = (("", 0), 0, 0)
    """What the text says, what the table has."""
    blank: Place = ("", 0)
    partly_blank: Place = ("", 0)
    no_table: Place = ("", 0)
    unreadable: frozenset[Place] = frozenset()
