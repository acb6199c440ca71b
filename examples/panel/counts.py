"""What each body really did: the figures of its own work, year by year, from which reports are composed.

Codes are those of the newest form; what an older form asks for instead is added up when it is printed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from examples.draw.amounts import BY_APPLICANT, BY_OUTCOME, shares
from examples.draw.form import OUTCOMES, PARTS, PROCEDURES, outcomes
from examples.panel.tree import YEARS, Body

Slot = tuple[str, str, str]
"""Table, row code, column code."""

Counts = Counter[Slot]
"""Figures of all three tables; those of 收费金额 and 采购总金额 in hundredths."""

ROWS = outcomes("2021")
KINDS = tuple(code for code in OUTCOMES if code != "total")


@dataclass(frozen=True)
class Habit:
    """In what a body differs from others: factors on weights, and growth by year."""

    outcomes: Mapping[str, float] = field(default_factory=dict)
    applicants: Mapping[str, float] = field(default_factory=dict)
    growth: Mapping[int, float] = field(default_factory=dict)
    cases: int = 0
    corrected: float = 1.0
    is_idle: frozenset[int] = frozenset()
    """Years without a single request."""


def added(parts: Iterable[Counts]) -> Counts:
    """The sum of several."""
    total: Counts = Counter()
    for part in parts:
        total.update(part)
    return total


def history(body: Body, habit: Habit, rng: random.Random) -> dict[int, Counts]:
    """All years of a body: what is carried forward is carried over, documents in force add up."""
    found: dict[int, Counts] = {}
    level = body.busy * rng.uniform(0.8, 1.25)
    forward = [int(level * share / 100 * 0.05) for share in BY_APPLICANT]
    in_force = dict.fromkeys(("rules", "normative_documents"), 0)
    in_force["normative_documents"] = int(8 + body.busy * rng.uniform(0.1, 0.3))
    if body.kind == "government" and body.busy > 100:
        in_force["rules"] = rng.randint(20, 60)
    for year in YEARS:
        level *= habit.growth.get(year, 1.0)
        wanted = 0 if year in habit.is_idle else max(1, round(level * rng.uniform(0.85, 1.15)))
        counts: Counts = Counter()
        forward = _requests(counts, wanted, forward, habit, rng)
        _disputes(counts, wanted, habit, rng)
        _proactive(counts, body, in_force, rng)
        found[year] = counts
    return found


def _requests(
    counts: Counts, wanted: int, before: list[int], habit: Habit, rng: random.Random
) -> list[int]:
    """Table 三 from the single applicants up; returns what each carries forward."""
    weights = [w * habit.applicants.get(p, 1) for w, p in zip(BY_APPLICANT, PARTS, strict=True)]
    likely = [BY_OUTCOME[row] * habit.outcomes.get(row, 1) for row in ROWS]
    likely[ROWS.index("denied_three_securities_one_stability")] = 0
    after = []
    for part, new, carried in zip(PARTS, shares(rng, wanted, weights), before, strict=True):
        forward = int((new + carried) * rng.uniform(0.01, 0.1)) if wanted else 0
        handled = new + carried - forward
        column = dict(zip(ROWS, shares(rng, handled, likely), strict=True))
        column |= {"new_received": new, "carried_over": carried}
        column |= {"handled_total": handled, "carried_forward": forward}
        for row, number in column.items():
            counts["requests", row, part] += number
            counts["requests", row, "total"] += number
        after.append(forward)
    return after


def _disputes(counts: Counts, wanted: int, habit: Habit, rng: random.Random) -> None:
    for procedure, share in zip(PROCEDURES, (0.05, 0.02, 0.01), strict=True):
        number = habit.cases if procedure == "reconsideration" and habit.cases else 0
        number = number or int(wanted * share + rng.random())
        dealt = shares(rng, number, (6, habit.corrected, 2, 1.5))
        for kind, count in zip(KINDS, dealt, strict=True):
            counts["disputes", procedure, kind] = count
        counts["disputes", procedure, "total"] = number


def _proactive(counts: Counts, body: Body, in_force: dict[str, int], rng: random.Random) -> None:
    """Table 二 of both forms; `in_force` moves on."""
    for subject, stock in in_force.items():
        issued, repealed = (rng.randint(0, stock // 8 + 1) for _ in range(2)) if stock else (0, 0)
        repealed = min(repealed, stock)
        in_force[subject] = stock + issued - repealed
        named = {"issued": issued, "repealed": repealed, "in_force": in_force[subject]}
        named |= {
            "newly_made": issued,
            "newly_published": issued,
            "total_published": in_force[subject],
        }
        counts.update({("proactive", subject, measure): n for measure, n in named.items()})
    busy = body.busy if body.kind != "township" else 1
    for subject, share in (
        ("licensing", 90), ("penalties", 40), ("coercive_measures", 4), ("other_external_services", 20),
    ):  # fmt: skip
        counts["proactive", subject, "decisions"] = int(busy * share * rng.uniform(0.6, 1.4))
        counts["proactive", subject, "items_previous_year"] = rng.randint(5, 60)
        counts["proactive", subject, "items_change"] = rng.randint(-4, 6)
    counts["proactive", "fees", "fee_amount"] = int(busy * rng.uniform(200, 9000))
    counts["proactive", "fees", "items_previous_year"] = rng.randint(0, 6)
    counts["proactive", "fees", "items_change"] = rng.randint(-1, 1)
    bought = "government_procurement"
    counts["proactive", bought, "procurement_items"] = rng.randint(1, 20)
    counts["proactive", bought, "procurement_amount"] = int(busy * rng.uniform(20_000, 400_000))
