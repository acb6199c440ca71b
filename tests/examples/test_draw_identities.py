"""Invented figures balance, unless they are broken on purpose."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from examples.draw import Figures, Habits, balanced, broken_identities, number
from examples.draw.amounts import Scale
from examples.draw.invent import Identity
from examples.draw.series import series

PARTS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_organization",
    "legal_service_institution",
    "other_organization",
)
FRAME = {"new_received", "carried_over", "handled_total", "carried_forward"}
SCALES: tuple[Scale, ...] = ("township", "bureau", "county", "city", "province")


def _sum(figures: Figures, cells: Iterable[tuple[str, str]]) -> float:
    return sum(number(figures.requests[cell]) or 0 for cell in cells)


def _failing(figures: Figures) -> set[str]:
    """Names of the rules that fail; written from the form, not from the generator."""
    items = {item for item, _ in figures.requests}
    failing = set()
    for column in (*PARTS, "total"):
        came = _sum(figures, [("new_received", column), ("carried_over", column)])
        went = _sum(figures, [("handled_total", column), ("carried_forward", column)])
        handled = _sum(figures, [("handled_total", column)])
        if came != went:
            failing.add("R1")
        if handled != _sum(figures, [(item, column) for item in items - FRAME]):
            failing.add("R2")
    for item in items:
        if _sum(figures, [(item, "total")]) != _sum(figures, [(item, part) for part in PARTS]):
            failing.add("R3")
    for procedure in {procedure for procedure, _ in figures.disputes}:
        row = {o: number(figures.disputes[procedure, o]) or 0 for p, o in figures.disputes
               if p == procedure}
        if row.pop("total") != sum(row.values()):
            failing.add("R4")
    return failing


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2024])
@pytest.mark.parametrize("scale", SCALES)
def test_balanced(scale: Scale, year: int) -> None:
    for seed in range(5):
        figures = balanced(random.Random(f"{scale}{year}{seed}"), year=year, scale=scale)
        assert len(figures.requests) == (175 if year >= 2021 else 161)
        assert len(figures.proactive) == (10 if year >= 2021 else 22)
        assert _failing(figures) == set()
        assert figures.truth()["identities_hold"]


@pytest.mark.parametrize("rule", ["R1", "R2", "R3", "R4"])
def test_broken_on_purpose(rule: Identity) -> None:
    figures = balanced(random.Random(rule), broken=(rule,))
    assert _failing(figures) == {rule}
    assert broken_identities(figures)
    assert not figures.truth()["identities_hold"]


def test_blank_cells_are_null() -> None:
    figures = balanced(random.Random(1), scale="township", habits=Habits(blanks="zeros", mark="/"))
    truth = figures.truth()
    assert 0 not in [v for row in truth["requests"].values() for v in row.values()]
    assert None in [v for row in truth["requests"].values() for v in row.values()]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("1,234", 1234), ("３８", 38), ("72701.2578", 72701.2578), ("251000元", 251000), ("减4", -4),
     ("+2", 2), ("/", None), ("—", None), ("", None), (None, None), ("0", 0)],
)
def test_number(printed: str | None, value: float | None) -> None:
    assert number(printed) == value


def test_years_of_a_series_fit() -> None:
    years = series(random.Random(3), "某市人民政府", range(2021, 2025))
    for before, after in zip(years, years[1:], strict=False):
        for column in (*PARTS, "total"):
            carried = before.requests["carried_forward", column]
            assert after.requests["carried_over", column] == carried
        for subject in ("rules", "normative_documents"):
            issued, repealed, held = (
                number(after.proactive[subject, m]) or 0 for m in ("issued", "repealed", "in_force")
            )
            old = number(before.proactive[subject, "in_force"]) or 0
            assert old + issued - repealed == held
        assert _failing(after) == set()
