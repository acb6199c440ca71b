"""Blank rows and columns: open where they may hold the difference, decided where they cannot."""

from __future__ import annotations

import pytest

from tests.transform.build import fact, form_table
from transform.arithmetic import check_all
from transform.form import Slot
from transform.model import Fact

TABLE = form_table("requests")
KINDS = [column.code for column in TABLE.columns]
PARTS = {"natural_person": 33, "commercial_enterprise": 2}


def facts(
    changes: dict[tuple[str, str], int] | None = None, *, blank: str = "carried_over"
) -> dict[Slot, Fact]:
    """A table whose row `blank` is blank: 35 new, all granted."""
    found = {}
    for row in TABLE.rows:
        for kind in KINDS:
            counted = row.code in ("new_received", "granted", "handled_total")
            number = sum(PARTS.values()) if kind == "total" else PARTS.get(kind, 0)
            value = (changes or {}).get((row.code, kind), number if counted else 0)
            slot = ("requests", row.code, kind)
            found[slot] = fact(*slot, None if row.code == blank or kind == blank else value)
    return found


def failing(found: dict[Slot, Fact]) -> set[tuple[str, str]]:
    return {(r.check_code, r.scope) for r in check_all([TABLE], found) if r.status == "fail"}


def test_blanks_that_stand_for_nothing_pass() -> None:
    assert failing(facts()) == set()


def test_a_wrong_total_cannot_be_held_by_a_blank_row() -> None:
    """3 for 35 in 总计 alone: the blank total would be 32, but no applicant has any of it."""
    assert failing(facts({("new_received", "total"): 3})) == {
        ("requests_applicants", "new_received"), ("requests_balance", "total"),
    }  # fmt: skip


def test_a_wrong_part_cannot_be_held_by_a_blank_row() -> None:
    assert failing(facts({("new_received", "natural_person"): 30})) == {
        ("requests_applicants", "new_received"), ("requests_balance", "natural_person"),
    }  # fmt: skip


def test_a_row_that_could_be_what_is_lacking_stays_open() -> None:
    """30 and 32 in all: the blank row may have been 3 and 3, and nobody can tell."""
    changes = {("new_received", "natural_person"): 30, ("new_received", "total"): 32}
    assert failing(facts(changes)) == set()


def test_an_outcome_row_left_blank() -> None:
    changes = {("granted", "total"): 34, ("handled_total", "total"): 35}
    found = facts(changes, blank="partially_granted")
    assert failing(found) == {("requests_applicants", "granted"), ("requests_outcomes", "total")}


def test_a_column_left_blank() -> None:
    """其他 blank throughout: a total that is one too high in one row cannot be its."""
    found = facts({("granted", "total"): 36}, blank="other_organization")
    assert failing(found) == {("requests_applicants", "granted"), ("requests_outcomes", "total")}


@pytest.mark.parametrize("status", ["derived", "absent"])
def test_lost_cells_prove_nothing(status: str) -> None:
    found = facts({("new_received", "total"): 3})
    slot = ("requests", "carried_over", "natural_person")
    if status == "absent":
        del found[slot]
    else:
        found[slot] = fact(*slot, 0, "derived")
    assert failing(found) == {("requests_applicants", "new_received")}
