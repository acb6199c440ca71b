"""A lost cell is filled only when exactly one number fits; a blank never is."""

from __future__ import annotations

from decimal import Decimal

from tests.transform.build import fact, figures, form_table, printed
from transform.arithmetic import check_all, derive
from transform.facts import FactSet

REQUESTS, DISPUTES = form_table("requests"), form_table("disputes")
Slot = tuple[str, str, str]


def found(*missing: Slot, table: str = "requests", **other: int | None) -> FactSet:
    """Facts of a balanced report without some cells; `other` replaces values by item__applicant."""
    facts = []
    for row, column in printed(figures(scale="city"), table):
        slot = (table, row, column)
        if slot in missing:
            continue
        text = printed(figures(scale="city"), table)[row, column]
        value = other.get(f"{row}__{column}", int(text))
        facts.append(fact(table, row, column, value))
    return FactSet(tuple(facts), (), (), frozenset(missing))


def truth(row: str, column: str, table: str = "requests") -> Decimal:
    return Decimal(printed(figures(scale="city"), table)[row, column])


def test_one_lost_cell_is_filled_and_marked() -> None:
    """The number that fits, openly marked: never `printed`."""
    slot = ("requests", "granted", "total")
    result = derive([REQUESTS], found(slot)).by_slot()[slot]
    assert (result.value, result.status) == (truth("granted", "total"), "derived")
    assert (result.printed, result.cell) == ("", None)


def test_a_lost_column_is_filled_row_by_row() -> None:
    """C6: 总计 lost on a page, each row gives its own."""
    rows = ("granted", "denied_state_secret", "other_other")
    slots = [("requests", row, "total") for row in rows]
    result = derive([REQUESTS], found(*slots))
    assert not result.missing
    values = result.by_slot()
    assert all(values[slot].value == truth(slot[1], "total") for slot in slots)


def test_what_was_derived_proves_nothing() -> None:
    """Checks through a derived value stay open; else a report would verify itself."""
    slot = ("requests", "granted", "total")
    result = derive([REQUESTS], found(slot))
    open_ = [r for r in check_all([REQUESTS], result.by_slot()) if r.status != "pass"]
    assert {(r.check_code, r.scope, r.status) for r in open_} == {
        ("requests_applicants", "granted", "not_assessable"),
        ("requests_outcomes", "total", "not_assessable"),
    }


def test_two_identities_that_disagree_give_nothing() -> None:
    """Choosing one of two numbers is guessing."""
    slot = ("requests", "granted", "total")
    wrong = int(truth("handled_total", "total")) + 5
    result = derive([REQUESTS], found(slot, handled_total__total=wrong))
    assert result.missing == {slot}


def test_a_negative_number_fits_nowhere() -> None:
    """Parts above their total leave no number for the lost part."""
    slot = ("disputes", "reconsideration", "other")
    result = derive([DISPUTES], found(slot, table="disputes", reconsideration__total=0))
    assert result.missing == {slot}


def test_two_lost_cells_of_one_identity_give_nothing() -> None:
    """One equation, two unknowns."""
    slots = [("disputes", "reconsideration", outcome) for outcome in ("other", "pending")]
    assert derive([DISPUTES], found(*slots, table="disputes")).missing == set(slots)


def test_a_blank_among_the_others_gives_nothing() -> None:
    """A blank read as 0 would make up the lost number."""
    slot = ("disputes", "reconsideration", "other")
    facts = found(slot, table="disputes", reconsideration__pending=None)
    assert derive([DISPUTES], facts).missing == {slot}


def test_a_blank_is_never_filled() -> None:
    """The cell is there and empty: it stays so."""
    facts = found(table="disputes", reconsideration__pending=None)
    result = derive([DISPUTES], facts).by_slot()["disputes", "reconsideration", "pending"]
    assert (result.status, result.value) == ("blank", None)
