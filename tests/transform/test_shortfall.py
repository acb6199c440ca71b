"""A row that reads blank while all columns lack a row: lost figures, never a verified report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examples.draw import Figures
from examples.draw.form import APPLICANTS
from examples.draw.printed import number
from tests.transform.build import figures, only_draft, quality_of, report

OF, SMALL = figures(seed=71, scale="city"), figures(seed=71)


def blank(of: Figures, *items: str, columns: tuple[str, ...] = tuple(APPLICANTS)) -> Figures:
    """The report with some rows of 三 left blank."""
    cells = {
        key: None if key[0] in items and key[1] in columns else text
        for key, text in of.requests.items()
    }
    return replace(of, requests=cells)


@pytest.mark.parametrize(
    "items", [("granted",), ("carried_over",), ("carried_forward",), ("granted", "other_other")]
)
def test_rows_that_the_sums_want(items: tuple[str, ...]) -> None:
    """Every identity is open, none fails: the report would pass for verified."""
    draft = only_draft(report(blank(OF, *items)))
    assert not draft.failures
    assert quality_of(draft, None) == "needs_review"
    wanted = {slot[1] for slot, code in draft.found.doubtful.items() if code == "blank_row_wanted"}
    assert wanted == set(items)


def test_a_row_without_figures_may_be_blank() -> None:
    """Zeros that were not typed: nothing is wanted."""
    zeros = [
        item for item in SMALL.item_codes()
        if not any(number(SMALL.requests[item, applicant]) for applicant in APPLICANTS)
    ]  # fmt: skip
    assert zeros
    assert quality_of(only_draft(report(blank(SMALL, *zeros))), None) == "verified"


def test_totals_that_are_not_printed_are_no_lost_row() -> None:
    """H3: no 总计 on any outcome row, rows of nothing wholly blank."""
    frame = ("new_received", "carried_over", "handled_total", "carried_forward")
    outcomes = [item for item in SMALL.item_codes() if item not in frame]
    of = blank(SMALL, *outcomes, columns=("total",))
    cells = {key: None if text == "0" else text for key, text in of.requests.items()}
    assert quality_of(only_draft(report(replace(of, requests=cells))), None) == "verified"
