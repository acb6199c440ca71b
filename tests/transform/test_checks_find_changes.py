"""One figure off by one: found by exactly the identities that hold the cell, at every cell."""

from __future__ import annotations

import pytest

from examples.draw import Figures
from examples.draw.form import APPLICANTS, ITEMS, OUTCOMES, PROCEDURES
from examples.draw.grid import grids
from tests.transform.build import changed, figures, only_draft, raw, report
from transform.model import CheckResult

REPORTS = {
    "2021": figures(seed=31, scale="city"),
    "2019": figures(seed=32, year=2019, scale="city"),
}
FRAME = {"new_received", "carried_over", "handled_total", "carried_forward"}
NO_OUTCOME = {"new_received", "carried_over", "carried_forward"}


def results(of: Figures, name: str = "", place: tuple[int, int] | None = None) -> set[CheckResult]:
    """Check results of the report, one of its figures raised by one."""
    tables = []
    for grid in grids(of).values():
        table = raw(grid)
        if grid.name == name and place:
            text = next(c.text for c in table.cells if (c.row, c.column) == place)
            table = changed(table, {place: str(int(text or 0) + 1)})
        tables.append(table)
    return set(only_draft(report(of, *tables)).checks)


def failed(of: Figures, name: str, place: tuple[int, int]) -> set[tuple[str, str]]:
    """Checks that fail after the change."""
    return {(r.check_code, r.scope) for r in results(of, name, place) if r.status == "fail"}


@pytest.mark.parametrize(("code", "count"), [("2021", 42), ("2019", 40)])
def test_balanced_report_passes_every_check(code: str, count: int) -> None:
    """The passing fixture of every check at every row and column."""
    found = results(REPORTS[code])
    assert len(found) == count
    assert {result.status for result in found} == {"pass"}


CELLS = [
    (code, row, item.code) for code in REPORTS for row, item in enumerate(ITEMS[code], start=3)
]


@pytest.mark.parametrize(("code", "row", "item"), CELLS, ids=lambda value: str(value))
def test_a_changed_request_figure(code: str, row: int, item: str) -> None:
    """A check that leaves out a row or column lets an error through; one too many blames others."""
    for column, applicant in enumerate(APPLICANTS, start=3):
        expected = {("requests_applicants", item)}
        if item in FRAME:
            expected.add(("requests_balance", applicant))
        if item not in NO_OUTCOME:
            expected.add(("requests_outcomes", applicant))
        assert failed(REPORTS[code], "requests", (row, column)) == expected, applicant


@pytest.mark.parametrize("procedure", PROCEDURES)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_changed_dispute_figure(procedure: str, outcome: str) -> None:
    """Each of fifteen cells stands in its own sum and no other."""
    at = list(PROCEDURES).index(procedure) * 5 + list(OUTCOMES).index(outcome)
    assert failed(REPORTS["2021"], "disputes", (3, at)) == {("disputes_total", procedure)}


def test_nothing_checks_table_two() -> None:
    """Its figures stand in no sum: only the second reading can find a misread one."""
    grid = grids(REPORTS["2021"])["proactive"]
    for cell in (cell for cell in grid.cells if cell.role == "figure"):
        if cell.text and cell.text.isdigit():
            assert not failed(REPORTS["2021"], "proactive", (cell.row, cell.col))
