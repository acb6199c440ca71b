"""Figures of a scan that two lights read differently: what sums settle, and what stays in doubt."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.draw.grid import grids
from extract.model import RawCell
from tests.transform.build import FORMS, figures, quality_of, raw, report
from transform.interpret import Draft, interpret

OF = figures(seed=41)
SLOT = ("requests", "new_received", "total")


def read(name: str, *misread: tuple[int, str, str]) -> Draft:
    """The report with figure cells (by number) of a table that read as one thing and another."""
    tables = {grid.name: raw(grid) for grid in grids(OF).values()}
    places = [(c.row, c.col) for c in grids(OF)[name].cells if c.role == "figure"]
    doubts = {places[number]: (one, two) for number, one, two in misread}

    def doubted(cell: RawCell) -> RawCell:
        if (cell.row, cell.column) not in doubts:
            return cell
        one, two = doubts[cell.row, cell.column]
        return replace(cell, text=one, again=two, doubt="ocr_uncertain")

    of = tables[name]
    tables[name] = replace(of, cells=tuple(map(doubted, of.cells)))
    return interpret(report(OF, *tables.values()), FORMS, "report.pdf").drafts[0]


def printed(name: str, number: int) -> str:
    return [c for c in grids(OF)[name].cells if c.role == "figure"][number].text or ""


def value(draft: Draft, name: str, number: int) -> tuple[Decimal | None, str]:
    fact = [fact for fact in draft.found.facts if fact.table == name][number]
    return fact.value, fact.status


@pytest.mark.parametrize("right_first", [True, False])
def test_sums_choose_between_two_readings(right_first: bool) -> None:
    right = printed("requests", 0)
    readings = (right, right + "7") if right_first else (right + "7", right)
    draft = read("requests", (0, *readings))
    assert value(draft, "requests", 0) == (Decimal(right), "printed")
    assert quality_of(draft, None) == "verified"
    assert [p.params["value"] for p in draft.found.problems if p.code == "ocr_settled"] == [right]
    (doubt,) = (p for p in draft.found.problems if p.code == "ocr_uncertain")
    assert doubt.params["settled"] == "the sums of the form"


def test_no_reading_fits_but_two_sums_agree() -> None:
    right = printed("requests", 0)
    draft = read("requests", (0, right + "7", "8" + right))
    assert value(draft, "requests", 0) == (Decimal(right), "derived")
    assert quality_of(draft, None) == "needs_review"


def test_a_cell_nobody_could_read() -> None:
    draft = read("requests", (0, "", ""))
    assert value(draft, "requests", 0) == (Decimal(printed("requests", 0)), "derived")
    assert quality_of(draft, None) == "needs_review"


def test_one_sum_alone_does_not_fill_a_cell() -> None:
    draft = read("disputes", (0, "", ""))
    assert value(draft, "disputes", 0) == (None, "blank")
    assert quality_of(draft, None) == "needs_review"


def test_figures_without_sums_stay_in_doubt() -> None:
    draft = read("proactive", (0, "1", "7"))
    assert "ocr_settled" not in {p.code for p in draft.found.problems}
    assert quality_of(draft, None) == "needs_review"


def test_a_report_whose_sums_fail_anyway_is_not_settled() -> None:
    """A misprint and a misreading in one row: no reading satisfies every sum, none is chosen."""
    right = printed("requests", 0)
    tables = {grid.name: raw(grid) for grid in grids(OF).values()}
    of, places = tables["requests"], [c for c in grids(OF)["requests"].cells if c.role == "figure"]
    first, second = places[:2]
    cells = tuple(
        replace(c, text=right + "7", again=right, doubt="ocr_uncertain")
        if (c.row, c.column) == (first.row, first.col)
        else replace(c, text=(second.text or "") + "1")
        if (c.row, c.column) == (second.row, second.col)
        else c
        for c in of.cells
    )
    tables["requests"] = replace(of, cells=cells)
    draft = interpret(report(OF, *tables.values()), FORMS, "report.pdf").drafts[0]
    assert quality_of(draft, None) == "needs_review"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 160),
            st.sampled_from(["", "0", "1", "17", "90", "x"]),
            st.sampled_from(["", "0", "3", "19", "y"]),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda misread: misread[0],
    )
)
def test_nothing_wrong_is_ever_claimed(misread: list[tuple[int, str, str]]) -> None:
    """Whatever a few cells read as: a report that is not for a person has the printed figures."""
    draft = read("requests", *misread)
    if quality_of(draft, None) != "needs_review":
        for number in range(len([f for f in draft.found.facts if f.table == "requests"])):
            assert value(draft, "requests", number)[0] == Decimal(printed("requests", number))
