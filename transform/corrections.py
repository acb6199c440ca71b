"""A report with the entries of the register applied: openly, checked anew, graded anew.

What was printed stays: in the fact's `printed`, in the cell, and in the correction with both values. An entry
whose `seen` is not what stands there is refused and says so; nothing of it is used.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from extract.model import Problem
from transform.arithmetic import check_all
from transform.check_rules import rules_of
from transform.form import Form, FormTable, Slot
from transform.grading import disputes, grade
from transform.measures import with_doubts
from transform.model import CheckResult, Fact, LoadPackage, Report
from transform.register import Entry
from transform.register_entry import check_entry, figure_entry, refusal
from transform.report_tables import report_tables
from transform.rule_checks import check_measures
from transform.settled_problems import settled

ROWS_PLACED = "rows_placed"
"""A verdict on this check says that a person has entered what the rows left over print."""

TWO_READINGS = "two_readings_agree"
"""A verdict on this check says that a person has compared the table with the page."""


def correct_package(
    package: LoadPackage, entries: Sequence[Entry], forms: Sequence[Form]
) -> LoadPackage:
    """The package with its reports corrected; entries that fit none of them are refused."""
    known = {report.ordinal_in_file for report in package.reports}
    reports = tuple(
        correct(report, [e for e in entries if e.report == report.ordinal_in_file], forms)
        for report in package.reports
    )
    strays = [
        refusal(e, "the document has no such report") for e in entries if e.report not in known
    ]
    return replace(package, reports=reports, problems=(*package.problems, *strays))


def correct(report: Report, entries: Sequence[Entry], forms: Sequence[Form]) -> Report:
    """The report with the entries applied; itself where there are none."""
    if not entries:
        return report
    tables = report_tables(report.form, report.requests_form, forms)
    made = [figure_entry(report, entry, tables) for entry in entries if entry.figure]
    used = {fact.slot: fact for _, fact in made if fact is not None}
    fixed = _with_figures(report, used, tables)
    failing = {(check.check_code, check.scope) for check in fixed.checks if check.status == "fail"}
    verdicts = [check_entry(entry, failing) for entry in entries if entry.check]
    corrections = (*(done for done, _ in made), *verdicts)
    refusals = [
        refusal(entry, done.detail)
        for entry in entries
        for done in corrections
        if done.source == entry.source and done.status == "refused"
    ]
    accepted = {done.check for done in verdicts if done.status == "applied" and done.check}
    return _graded(
        replace(fixed, corrections=corrections, problems=(*fixed.problems, *refusals)), accepted
    )


def _with_figures(report: Report, used: dict[Slot, Fact], tables: Sequence[FormTable]) -> Report:
    """The report with other facts, their doubts lifted, its sums and measures taken anew."""
    if not used:
        return report
    facts = {fact.slot: fact for fact in report.facts} | used
    grounds = replace(
        report.grounds,
        doubtful=tuple(item for item in report.grounds.doubtful if item[0] not in used),
        missing=tuple(slot for slot in report.grounds.missing if slot not in used),
        not_printed=tuple(slot for slot in report.grounds.not_printed if slot not in used),
    )
    checks = _checks(report, facts, tables)
    return replace(report, facts=tuple(facts.values()), grounds=grounds, checks=checks)


def _checks(
    report: Report, facts: dict[Slot, Fact], tables: Sequence[FormTable]
) -> tuple[CheckResult, ...]:
    """The results with the sums of the form carried out anew, in their old places."""
    anew = check_all(tables, facts)
    codes = {check.check_code for check in anew}
    return (*anew, *(check for check in report.checks if check.check_code not in codes))


def _graded(report: Report, accepted: Set[tuple[str, str]]) -> Report:
    """The report with measures and quality that follow from what a person said."""
    fixed = {d.slot for d in report.corrections if d.slot and d.status == "applied"}
    seen = {scope for code, scope in accepted if code == TWO_READINGS}
    disputed = disputes(report.problems, fixed)
    open_disputes = [each for each in disputed if not _tables_of(each, report) <= seen]
    sums = _sums(report)
    failing = {(check.check_code, check.scope) for check in sums if check.status == "fail"}
    agree = report.grounds.agree
    if failing and failing <= accepted and not open_disputes:
        agree = True
    elif agree is False and not failing and not open_disputes:
        agree = None
    placed = {scope for code, scope in accepted if code == ROWS_PLACED}
    left = sum(
        int(values["rows_left_over"])
        for table, values in report.measures["table"].items()
        if table not in placed
    )
    grounds = replace(report.grounds, agree=agree, left_over=left)
    measures = with_doubts(report.measures, grounds, disputed)
    ruled = check_measures(measures)
    codes = {check.check_code for check in ruled}
    kept = (check for check in report.checks if check.check_code not in codes)
    quality = grade(grounds, sums, named=bool(report.agency_as_printed))
    return replace(
        report,
        grounds=grounds,
        measures=measures,
        checks=(*kept, *ruled),
        quality=quality,
        problems=settled(report, sums),
    )


def _tables_of(problem: Problem, report: Report) -> set[str]:
    """The table a problem is about; all of them for one about the whole document."""
    table = problem.params.get("table")
    return {table} if table else set(report.measures["table"])


def _sums(report: Report) -> list[CheckResult]:
    """Results of the sums of the form: those that decide."""
    codes = {rule.code for rule in rules_of("identity")}
    return [check for check in report.checks if check.check_code in codes]
