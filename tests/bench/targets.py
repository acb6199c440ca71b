"""What must be reached, and whether it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Target:
    """A figure and the limit it must keep; `rounds` are the figures whose median it is."""

    name: str
    value: float
    limit: float
    kind: Literal["at least", "at most"]
    unit: str = ""
    rounds: tuple[float, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether the limit is kept."""
        return self.value >= self.limit if self.kind == "at least" else self.value <= self.limit

    def row(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "met": self.is_met}

    def __str__(self) -> str:
        spread = f"  (rounds {listed(self.rounds)})" if len(self.rounds) > 1 else ""
        verdict = "met" if self.is_met else "NOT MET"
        limit = f"{self.kind} {self.limit:g}{self.unit}"
        return f"{verdict:<8} {self.name:<52} {self.value:8.2f}{self.unit}  {limit}{spread}"


def of_rounds(
    name: str,
    rounds: Sequence[float],
    limit: float,
    kind: Literal["at least", "at most"],
    unit: str = "",
) -> Target:
    """The median of the rounds against a limit."""
    return Target(name, median(rounds), limit, kind, unit, tuple(rounds))


def listed(figures: Sequence[float]) -> str:
    """Figures of several rounds."""
    return ", ".join(f"{figure:.2f}" for figure in figures)
