"""The true figures of the panel: what each body did, and what a report that counts others must say.

Some bodies are given habits and cases that a question must find; they are true, not errors.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from examples.draw.form import OUTCOMES, PROCEDURES
from examples.panel.counts import Counts, Habit, added, history
from examples.panel.tree import WITH_SCHOOLS, Body, bodies, children

GREW = ("西宁市住房和城乡建设局", 2022)
"""Bureau and year of the fastest growth that is real."""
CORRECTED = "西宁市市场监督管理局"
"""Bureau that is corrected in most of its many reconsiderations."""
REFUSES = "青海省自然资源厅"
REFUSES_BY_CHANCE = "湟源县自然资源局"
"""A small bureau with a higher share of refusals than `REFUSES`, on far fewer requests."""
NOT_HELD = "海东市公安局"
"""Bureau that holds nothing of what it is asked for."""
LAW_FIRMS = "marketregulation"
"""Function that law firms ask most."""
SECURITY = {
    ("西宁市公安局", 2024): 3,
    ("青海省公安厅", 2022): 2,
    ("海东市乐都区公安局", 2025): 1,
}
"""Uses of 三安全一稳定, by report."""
IDLE = ("互助土族自治县威远镇人民政府", 2021)
"""Body and year without a single request or case."""
TWO_CASES = ("西宁市城西区公安局", 2024)
"""Body and year with two reconsiderations; its text will say nine."""

_HABITS: Mapping[str, Habit] = {
    GREW[0]: Habit(growth={GREW[1]: 2.6}),
    "青海省教育厅": Habit(growth={WITH_SCHOOLS: 3.4}),
    CORRECTED: Habit({}, {"legal_service_institution": 6}, cases=14, corrected=11),
    "海东市市场监督管理局": Habit({}, {"legal_service_institution": 6}, cases=12),
    "青海省市场监督管理局": Habit({}, {"legal_service_institution": 6}),
    REFUSES: Habit({"denied_deliberative_process": 16, "denied_third_party_rights": 8}),
    NOT_HELD: Habit({"unavailable_not_held": 5}),
    IDLE[0]: Habit(is_idle=frozenset({IDLE[1] - 1, IDLE[1]})),
}


@dataclass(frozen=True)
class Truth:
    """Own work by body and year."""

    own: Mapping[tuple[str, int], Counts]

    def covers(self, name: str, scope: str, year: int) -> list[str]:
        """The bodies whose work a report of that scope counts."""
        if scope == "whole_region":
            return [name, *_below(name)]
        if scope == "government_and_departments":
            below = [
                b.name for b in children(name) if b.kind in ("department", "government_office")
            ]
            return [name, *below]
        return [name]

    def counted(self, body: Body, year: int) -> Counts:
        """What a report of the body says when it says what is true."""
        return added(
            self.own[name, year] for name in self.covers(body.name, body.scope(year), year)
        )

    def region(self, name: str, year: int, item: str) -> int:
        """All that a government and everything below it did, of a row of table 三."""
        return sum(
            self.own[each, year]["requests", item, "total"] for each in (name, *_below(name))
        )


@cache
def truth(seed: int = 20) -> Truth:
    """The same seed gives the same figures."""
    own: dict[tuple[str, int], Counts] = {}
    for body in bodies().values():
        rng = random.Random(f"{seed} {body.name}")
        for year, counts in history(body, _HABITS.get(body.name, Habit()), rng).items():
            own[body.name, year] = counts
    for place, uses in SECURITY.items():
        _move(own[place], "granted", "denied_three_securities_one_stability", uses)
    small = own[REFUSES_BY_CHANCE, 2024]
    _move(
        small,
        "granted",
        "denied_internal_affairs",
        small["requests", "granted", "natural_person"] - 1,
    )
    _disputes(own[TWO_CASES], upheld=1, other=1)
    return Truth(own)


def _below(name: str) -> list[str]:
    """All bodies below one; those led from above have another parent and are not among them."""
    return [each for child in children(name) for each in (child.name, *_below(child.name))]


def _move(counts: Counts, source: str, target: str, number: int) -> None:
    """So many requests of natural persons had another outcome."""
    for column in ("natural_person", "total"):
        counts["requests", source, column] -= number
        counts["requests", target, column] += number


def _disputes(counts: Counts, **cases: int) -> None:
    """These reconsiderations and no litigation."""
    known = Counter(cases)
    for procedure in PROCEDURES:
        for outcome in OUTCOMES:
            counts["disputes", procedure, outcome] = 0
    for outcome, number in known.items():
        counts["disputes", "reconsideration", outcome] = number
    counts["disputes", "reconsideration", "total"] = known.total()
