"""One entry of the register against a report: is it what the report shows, and what comes of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from extract.model import Problem
from transform.check_rules import check_rules
from transform.correction import Correction
from transform.form import FormTable, Slot
from transform.grading import slot_of
from transform.labels import normalise
from transform.model import Fact, Report
from transform.register import Entry
from transform.values import read_value

REFUSED = "correction_refused"


def figure_entry(
    report: Report, entry: Entry, tables: Sequence[FormTable]
) -> tuple[Correction, Fact | None]:
    """What comes of an entry about a figure: the record, and the fact to use if it is applied."""
    assert entry.figure is not None and entry.should_be is not None
    name, row, column = entry.figure
    table = next((table for table in tables if table.name == name), None)
    if table is None or (row, column) not in table.slots:
        return _record(entry, None, "the report's form has no such figure"), None
    fact = next((fact for fact in report.facts if fact.slot == entry.figure), None)
    cell = fact.cell if fact else None
    read = fact is not None and (fact.status != "derived" or fact.cell is not None)
    stands = fact.printed if fact and read else _unread(report, entry.figure)
    if (stands is None) != (entry.seen is None) or normalise(stands or "") != normalise(
        entry.seen or ""
    ):
        shown = "no cell" if stands is None else f'"{stands}"'
        return _record(entry, fact, f"there stands {shown}, not what the entry saw"), None
    measure = table.measure(column, row)
    value = read_value(entry.should_be, measure)
    if value.outcome == "unreadable":
        return _record(entry, fact, "should_be is no figure, blank or mark"), None
    same = fact is not None and fact.status != "derived" and fact.value == value.number
    status = fact.status if same and fact else "corrected"
    unit = fact.unit if fact else measure.unit if measure else None
    new = Fact(name, row, column, value.number, status, stands or "", cell, unit)
    return _record(entry, fact, "", new), new


def _unread(report: Report, slot: Slot) -> str | None:
    """The text of a cell that was found but is no value; None where no cell was found."""
    if slot in report.grounds.missing:
        return None
    about = (p for p in report.problems if slot_of(p) == slot and p.code == "value_unreadable")
    return next((problem.raw for problem in about), None)


def check_entry(entry: Entry, failing: Collection[tuple[str, str]]) -> Correction:
    """What comes of a verdict: it is refused where the check does not fail.

    Checks over several reports are carried out later; the warehouse refuses their verdicts.
    """
    assert entry.check is not None
    rule = check_rules().get(entry.check[0])
    detail = "" if entry.check in failing else "the check does not fail"
    if rule is None:
        detail = "there is no such check"
    elif rule.how in ("years", "query"):
        detail = ""
    return _record(entry, None, detail)


def _record(
    entry: Entry, before: Fact | None, refused: str, after: Fact | None = None
) -> Correction:
    return Correction(
        document=entry.document,
        slot=entry.figure,
        check=entry.check,
        seen=entry.seen,
        should_be=entry.should_be,
        verdict=entry.verdict,
        reason=entry.reason,
        who=entry.who,
        date=entry.date.isoformat(),
        source=entry.source,
        status="refused" if refused else "applied",
        detail=refused,
        value_printed=before.value if before and before.status != "derived" else None,
        value_used=after.value if after else None,
    )


def refusal(entry: Entry, why: str) -> Problem:
    what = "/".join(entry.figure or entry.check or ())
    params = {"source": entry.source, "what": what, "why": why}
    return Problem(REFUSED, entry.seen or "", params=params)
