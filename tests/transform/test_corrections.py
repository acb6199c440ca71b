"""Corrections applied to reports: used openly, refused where they do not fit, graded anew."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from extract.model import Problem, RawCell
from tests.transform.build import FORMS, changed, figures, grids, only_draft, raw, report
from transform.check_rules import check_rules
from transform.corrections import correct
from transform.model import Fact, Report
from transform.register import Entry
from transform.settle import settle

OF = figures(seed=93)
TABLES = [raw(grid, n) for n, grid in enumerate(grids(OF).values())]
SLOT = ("requests", "granted", "total")


def entry(number: int = 1, **how: Any) -> Entry:
    return Entry(
        "5f3a9c0e21b7",
        "reason",
        "李明",
        datetime.date(2026, 11, 22),
        f"a.yml, entry {number}",
        **how,
    )


def figure(seen: str | None, should_be: str, slot: tuple[str, str, str] = SLOT) -> Entry:
    return entry(figure=slot, seen=seen, should_be=should_be)


def accepted(number: int, check: tuple[str, str]) -> Entry:
    return entry(number, check=check, verdict="as_published")


def place(slot: tuple[str, str, str]) -> tuple[int, int]:
    """Where a slot of table 三 stands on the drawn page."""
    of = settle(only_draft(report(OF)), report(OF), None)
    path = of.cells[fact(of, slot).cell or 0].path or ""
    row, _, column = path.removeprefix("r").partition("c")
    return int(row) - 1, int(column) - 1


def read(
    text: str | None = None, agree: bool | None = None, extra: tuple[Problem, ...] = ()
) -> Report:
    """The report, with another text in one cell."""
    tables = TABLES
    if text is not None:
        tables = [TABLES[0], changed(TABLES[1], {place(SLOT): text}), TABLES[2]]
    of = report(OF, *tables)
    return settle(only_draft(of), of, agree, extra, FORMS)


def fact(of: Report, slot: tuple[str, str, str] = SLOT) -> Fact:
    return next(each for each in of.facts if each.slot == slot)


def failing(of: Report) -> set[tuple[str, str]]:
    """Sums of the form that fail."""
    return {
        (check.check_code, check.scope)
        for check in of.checks
        if check.status == "fail" and check_rules()[check.check_code].how == "identity"
    }


RIGHT = str(fact(read()).value)
WRONG = "987654"


def test_a_misread_figure_is_put_right() -> None:
    """The value used is the person's, the printed text stays, the sums are taken anew."""
    before = read(WRONG, agree=False)
    assert before.quality == "needs_review"
    after = correct(before, [figure(WRONG, RIGHT)], FORMS)
    used = fact(after)
    assert (used.value, used.status, used.printed) == (Decimal(RIGHT), "corrected", WRONG)
    assert used.cell == fact(before).cell
    (done,) = after.corrections
    assert (done.status, done.value_printed, done.value_used) == (
        "applied",
        Decimal(WRONG),
        Decimal(RIGHT),
    )
    assert failing(before) == {("requests_outcomes", "total"), ("requests_applicants", "granted")}
    assert failing(after) == set()
    assert after.quality == "verified"


@pytest.mark.parametrize("seen", ["26", None, ""])
def test_what_is_not_there_was_not_seen(seen: str | None) -> None:
    """Another version of the file, or a slip of the person: nothing is used."""
    before = read(WRONG, agree=False)
    after = correct(before, [figure(seen, RIGHT)], FORMS)
    assert (after.facts, after.quality) == (before.facts, before.quality)
    (done,) = after.corrections
    assert done.status == "refused"
    assert WRONG in done.detail
    assert [p.code for p in after.problems if p not in before.problems] == ["correction_refused"]


@pytest.mark.parametrize(
    ("slot", "should_be", "said"),
    [
        (("requests", "nothing", "total"), "1", "no such figure"),
        (SLOT, "many", "should_be is no figure"),
    ],
)
def test_what_cannot_be_is_refused(slot: tuple[str, str, str], should_be: str, said: str) -> None:
    (done,) = correct(read(), [figure(RIGHT, should_be, slot)], FORMS).corrections
    assert done.status == "refused"
    assert said in done.detail


def test_blanks_and_widths_in_what_was_seen_do_not_matter() -> None:
    after = correct(read(f" {WRONG} "), [figure("９８７６５４", RIGHT)], FORMS)
    assert after.corrections[0].status == "applied"


def test_a_cell_that_could_not_be_read() -> None:
    """Its text was seen, so the person names it; the fact is there afterwards."""
    before = read("1 2")
    assert SLOT not in {each.slot for each in before.facts}
    after = correct(before, [figure("1 2", RIGHT)], FORMS)
    assert fact(after).value == Decimal(RIGHT)
    assert after.quality == "verified"


def test_a_cell_that_was_not_found() -> None:
    """`seen: null`; a derived number gives way to the person's."""
    row, column = place(SLOT)
    cells = tuple(c for c in TABLES[1].cells if (c.row, c.column) != (row, column))
    of = report(OF, TABLES[0], replace(TABLES[1], cells=cells), TABLES[2])
    before = settle(only_draft(of), of, None, forms=FORMS)
    assert before.quality != "verified"
    after = correct(before, [figure(None, RIGHT)], FORMS)
    assert (fact(after).status, fact(after).value) == ("corrected", Decimal(RIGHT))
    assert after.quality == "verified"
    assert all(p.params.get("settled") for p in after.problems if p.code == "cell_missing")


def test_a_doubt_is_lifted_by_saying_that_it_reads_so() -> None:
    """The same as seen: the number stays `printed`, and the report is verified."""
    cells = tuple(
        replace(c, doubt="text_crosses_rule") if (c.row, c.column) == place(SLOT) else c
        for c in TABLES[1].cells
    )
    of = report(OF, TABLES[0], replace(TABLES[1], cells=cells), TABLES[2])
    before = settle(only_draft(of), of, None, forms=FORMS)
    assert before.quality == "needs_review"
    after = correct(before, [figure(RIGHT, RIGHT)], FORMS)
    assert (fact(after).status, after.quality) == ("printed", "verified")
    assert {p.params.get("settled") for p in after.problems if p.code == "text_crosses_rule"} == {
        "a.yml, entry 1"
    }
    assert {c.status for c in after.checks if c.check_code == "cell_not_doubtful"} == {"pass"}


def test_two_readings_that_differ_are_settled_by_a_person() -> None:
    table, row, column = SLOT
    params = {"table": table, "row": row, "column": column, "first": RIGHT, "second": "1"}
    before = read(agree=False, extra=(Problem("readings_differ", RIGHT, params=params),))
    assert before.quality == "needs_review"
    assert correct(before, [figure(RIGHT, RIGHT)], FORMS).quality == "verified"
    other = figure(
        str(fact(before, ("requests", "new_received", "total")).value),
        "3",
        ("requests", "new_received", "total"),
    )
    assert correct(before, [other], FORMS).quality == "needs_review"


@pytest.mark.parametrize("code", ["label_differs", "place_differs"])
def test_what_a_second_look_disputes_stays_open(code: str) -> None:
    """A correction of one figure must not lift a doubt about the heads above it."""
    params = {"table": "requests", "label": "x", "second": "y"}
    before = read(agree=False, extra=(Problem(code, "x", params=params),))
    assert before.quality == "needs_review"
    assert correct(before, [figure(RIGHT, RIGHT)], FORMS).quality == "needs_review"
    compared = correct(before, [accepted(1, ("two_readings_agree", "requests"))], FORMS)
    assert (compared.corrections[0].status, compared.quality) == ("applied", "verified")
    other = correct(before, [accepted(1, ("two_readings_agree", "disputes"))], FORMS)
    assert (other.corrections[0].status, other.quality) == ("refused", "needs_review")


def test_a_document_that_could_not_be_read_again() -> None:
    """No table is named: all of them have to be compared."""
    before = read(agree=False, extra=(Problem("not_read_again", "x"),))
    checks = [("two_readings_agree", table) for table in ("requests", "proactive", "disputes")]
    entries = [accepted(n, check) for n, check in enumerate(checks, start=1)]
    assert correct(before, entries[:2], FORMS).quality == "needs_review"
    assert correct(before, entries, FORMS).quality == "verified"


def test_a_row_that_belongs_nowhere_is_settled_by_a_verdict() -> None:
    """Its figures were entered where they belong, or it is a note of the agency: a person has seen it."""
    last = max(cell.row for cell in TABLES[1].cells)
    extra = [
        RawCell(last + 1, column, text, path=f"extra {column}")
        for column, text in enumerate(["八、其他行", "", "", *"1000001"])
    ]
    more = replace(TABLES[1], rows=last + 2, cells=(*TABLES[1].cells, *extra))
    of = report(OF, TABLES[0], more, TABLES[2])
    before = settle(only_draft(of), of, None, forms=FORMS)
    assert (before.quality, before.grounds.left_over > 0) == ("needs_review", True)
    assert (
        correct(before, [accepted(1, ("rows_placed", "disputes"))], FORMS).quality == "needs_review"
    )
    after = correct(before, [accepted(1, ("rows_placed", "requests"))], FORMS)
    assert (after.corrections[0].status, after.quality) == ("applied", "verified")


def test_a_failure_that_is_the_publications_own() -> None:
    """Every failing sum accepted: as_printed. One left: still for review."""
    before = read(WRONG, agree=False)
    both = [accepted(n, check) for n, check in enumerate(sorted(failing(before)), start=1)]
    after = correct(before, both, FORMS)
    assert (after.quality, after.facts) == ("as_printed", before.facts)
    assert {p.params.get("settled") for p in after.problems if p.code == "identity_fails"} == {
        "a.yml, entry 1", "a.yml, entry 2",
    }  # fmt: skip
    assert correct(before, both[:1], FORMS).quality == "needs_review"


@pytest.mark.parametrize("check", [("requests_balance", "total"), ("no_such_rule", "total")])
def test_a_verdict_on_what_does_not_fail_is_refused(check: tuple[str, str]) -> None:
    """The report was read anew and holds now: the verdict says nothing any more."""
    after = correct(read(), [accepted(1, check)], FORMS)
    assert (after.corrections[0].status, after.quality) == ("refused", "verified")


def test_a_correction_that_breaks_a_sum_is_said() -> None:
    after = correct(read(), [figure(RIGHT, WRONG)], FORMS)
    assert after.quality == "needs_review"
    assert len([p for p in after.problems if p.code == "identity_fails"]) == 2


def test_without_entries_nothing_changes() -> None:
    of = read(WRONG, agree=False)
    assert correct(of, [], FORMS) is of
