"""How figures are typed into the form: blanks, marks, separators, full-width digits."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from examples.draw.figures import Figures, Key
from examples.draw.printed import Printed, number

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Habits:
    """`blanks`: which zeros are left blank; `mark`: text instead of the zeros of 规章."""

    blanks: Literal["none", "zeros", "some", "organisations"] = "none"
    mark: str = ""
    thousands: bool = False
    full_width: bool = False
    signed: bool = False


def as_typed(figures: Figures, habits: Habits, rng: random.Random) -> Figures:
    """The same figures, typed with these habits."""

    def typed(table: str, key: Key, text: Printed) -> Printed:
        value = number(text)
        if text is None or value is None:
            return text
        if value == 0 and _left_blank(habits, table, key, rng):
            return None
        if value == 0 and key[0] == "rules" and habits.mark:
            return habits.mark
        if habits.thousands and abs(value) >= 1000:
            whole, dot, decimals = text.partition(".")
            text = f"{int(whole):,}{dot}{decimals}"
        if habits.signed and key[1] == "items_change" and value > 0:
            text = f"+{text}"
        return text.translate(_FULL_WIDTH) if habits.full_width else text

    def retyped(table: str, cells: Mapping[Key, Printed]) -> dict[Key, Printed]:
        return {key: typed(table, key, text) for key, text in cells.items()}

    return replace(
        figures,
        proactive=retyped("proactive", figures.proactive),
        requests=retyped("requests", figures.requests),
        disputes=retyped("disputes", figures.disputes),
    )


def _left_blank(habits: Habits, table: str, key: Key, rng: random.Random) -> bool:
    """Whether this zero is not typed."""
    if habits.blanks == "organisations":
        return table == "requests" and key[1] not in ("natural_person", "total")
    return habits.blanks == "zeros" or (habits.blanks == "some" and rng.random() < 0.4)


def random_habits(rng: random.Random) -> Habits:
    """Mostly plain figures; now and then something else."""
    return Habits(
        blanks=rng.choice(("none", "none", "none", "none", "zeros", "some", "organisations")),
        mark=rng.choice(("", "", "", "/", "—", "无")),
        thousands=rng.random() < 0.08,
        full_width=rng.random() < 0.04,
        signed=rng.random() < 0.3,
    )
