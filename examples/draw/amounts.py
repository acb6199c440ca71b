"""Magnitudes: what is typical for an agency of a size, and how chance deals it out."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Scale = Literal["township", "bureau", "county", "city", "province"]

@dataclass(frozen=True, slots=True)
class Size:
    """Typical magnitudes of an agency."""

    requests: int
    documents: int
    decisions: int
    fees: int
    cases: int


SIZES: dict[Scale, Size] = {
    "township": Size(3, 4, 40, 0, 0),
    "bureau": Size(25, 15, 800, 900, 2),
    "county": Size(150, 60, 12_000, 9_000, 12),
    "city": Size(2_500, 600, 900_000, 90_000, 150),
    "province": Size(9_000, 2_000, 6_000_000, 400_000, 600),
}

BY_APPLICANT = (78, 12, 0.6, 1.2, 4, 3)
BY_OUTCOME = {
    "granted": 40, "partially_granted": 9, "denied_state_secret": 0.2,
    "denied_prohibited_by_law": 0.6, "denied_three_securities_one_stability": 0.3,
    "denied_third_party_rights": 1.2, "denied_internal_affairs": 1,
    "denied_deliberative_process": 2, "denied_enforcement_case_file": 2,
    "denied_administrative_query": 1.6,
    "unavailable_not_held": 22, "unavailable_needs_creation": 3, "unavailable_still_unclear": 0.4,
    "not_processed_petition": 5, "not_processed_duplicate": 2, "not_processed_publication": 0.1,
    "not_processed_excessive": 0.4, "not_processed_reconfirmation": 0.2, "other_processing": 6,
    "other_not_corrected_in_time": 1.5, "other_fee_not_paid_in_time": 0.3, "other_other": 5,
}


def shares(rng: random.Random, n: int, weights: Sequence[float]) -> list[int]:
    """`n` things dealt out by weight, about as evenly as chance would."""
    counts = [0] * len(weights)
    if n > 200:
        total = sum(weights)
        counts = [int(n * w / total * rng.uniform(0.75, 0.95)) for w in weights]
        n -= sum(counts)
    for i in rng.choices(range(len(weights)), weights, k=n):
        counts[i] += 1
    return counts


@dataclass(frozen=True, slots=True)
class Some:
    """Counts around a typical one; small ones are often nothing."""

    rng: random.Random
    spread: float

    def __call__(self, typical: float) -> int:
        if not typical:
            return 0
        return int(typical * self.rng.lognormvariate(0, self.spread) + self.rng.random())
