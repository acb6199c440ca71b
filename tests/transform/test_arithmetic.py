"""What an identity says of printed, blank and missing figures: the table of blanks row by row."""

from __future__ import annotations

import pytest

from tests.transform.build import fact, form_table
from transform.arithmetic import check, check_all, confirm, instances
from transform.facts import FactSet
from transform.model import Fact

REQUESTS, DISPUTES = form_table("requests"), form_table("disputes")
APPLICANTS = [column.code for column in REQUESTS.columns]
ROW = next(i for i in instances([REQUESTS]) if i.scope == "new_received")
_, A, B, X = None, "absent", "derived", "/"


def row(*figures: int | str | None) -> dict[tuple[str, str, str], Fact]:
    """The row new_received: numbers, None for blank, "/" for a mark, "absent" for no cell."""
    facts = {}
    for code, figure in zip(APPLICANTS, figures, strict=True):
        if figure == "absent":
            continue
        status = "not_applicable" if figure == "/" else ""
        value = figure if isinstance(figure, int) else None
        facts["requests", "new_received", code] = fact(
            "requests", "new_received", code, value, status
        )
    return facts


@pytest.mark.parametrize(
    ("figures", "status", "why"),
    [
        ((1, 2, 0, 0, 0, 3, 6), "pass", "adds up"),
        ((1, 2, 0, 0, 0, 3, 7), "fail", "does not add up"),
        ((1, 2, 0, 0, 0, 4, 6), "fail", "parts above the total"),
        ((0, 0, 0, 0, 0, 0, 0), "pass", "nothing and printed"),
        ((_, _, _, _, _, _, _), "not_assessable", "nothing is printed"),
        ((X, X, X, X, X, X, X), "not_assessable", "only marks"),
        ((26, _, _, _, _, _, 26), "pass", "blanks as nothing fit"),
        ((26, X, X, _, _, _, 26), "pass", "marks as nothing fit"),
        ((20, _, _, _, _, _, 26), "not_assessable", "blanks may hold 6"),
        ((26, 1, _, _, _, _, 26), "fail", "blanks would be negative"),
        ((20, 1, 0, 0, 0, 0, _), "not_assessable", "the total is blank"),
        ((0, 0, 0, 0, 0, 0, _), "pass", "a blank total of nothing"),
        ((_, _, _, _, _, _, 0), "pass", "only the total, 0"),
        ((_, _, _, _, _, _, 5), "not_assessable", "only the total"),
        ((26, 0, 0, 0, 0, 0, A), "not_assessable", "a cell is missing"),
        ((26, A, 0, 0, 0, 0, 20), "not_assessable", "a cell is missing, though it cannot fit"),
    ],
)
def test_what_a_blank_does(figures: tuple[int | None, ...], status: str, why: str) -> None:
    """A blank read as 0 makes right reports fail and wrong ones pass."""
    assert check(ROW, row(*figures)).status == status, why


def test_result_says_parts_printed_and_difference() -> None:
    """A person needs both sides; found is the printed total."""
    result = check(ROW, row(1, 2, _, 0, 0, 3, 4))
    numbers = (result.expected, result.found, result.difference)
    assert numbers == (6, 4, -2)
    assert (result.check_code, result.scope, result.note) == (
        "requests_applicants", "new_received", "1 blank",
    )


def test_a_derived_value_proves_nothing() -> None:
    """An identity that gave a number must not then pass because of it."""
    facts = row(1, 2, 0, 0, 0, 3, 6)
    slot = ("requests", "new_received", "natural_person")
    facts[slot] = fact(*slot, 1, "derived")
    assert check(ROW, facts).status == "not_assessable"


@pytest.mark.parametrize(("code", "count"), [("2021", 42), ("2019", 40)])
def test_every_row_and_column_is_checked(code: str, count: int) -> None:
    """A check left out of one column lets its errors through (H4)."""
    names = ("proactive", "requests", "disputes")
    results = check_all([form_table(name, code) for name in names], {})
    assert len({(result.check_code, result.scope) for result in results}) == count
    assert {result.status for result in results} == {"not_assessable"}


def test_a_case_moved_between_columns_is_seen() -> None:
    """洋河新区 2025: the totals agree, two columns are off by one (H4)."""
    facts = {}
    rows = {"new_received": (60, 1, 61), "carried_over": (0, 0, 0), "handled_total": (61, 0, 61)}
    for item, (person, other, total) in {**rows, "carried_forward": (0, 0, 0)}.items():
        for code, value in zip(APPLICANTS, (person, 0, 0, 0, 0, other, total), strict=True):
            facts["requests", item, code] = fact("requests", item, code, value)
    failed = {r.scope for r in check_all([REQUESTS], facts) if r.status == "fail"}
    assert failed == {"natural_person", "other_organization"}


def doubted(total: int) -> FactSet:
    """A row whose first figure is in doubt."""
    facts = row(12, 2, 0, 0, 0, 3, total)
    slot = ("requests", "new_received", "natural_person")
    return FactSet(tuple(facts.values()), (), (), frozenset(), {slot: "value_wrapped"})


@pytest.mark.parametrize(("total", "left"), [(17, 0), (18, 1)])
def test_a_sum_lifts_a_doubt_only_when_it_passes(total: int, left: int) -> None:
    """A wrapped number counted as sure although the sum speaks against it."""
    found = confirm([REQUESTS], doubted(total), frozenset({"value_wrapped"}))
    assert len(found.doubtful) == left


def test_other_doubts_are_not_lifted_by_sums() -> None:
    """Two figures in one cell may add up by chance."""
    found = doubted(17)
    assert confirm([REQUESTS], found, frozenset()).doubtful == found.doubtful
    assert confirm([REQUESTS], found, frozenset({"two_figures_in_column"})) is found
