"""One document as a person reads it: identity, tables with row names and values side by side.

In: a load package. Out: text on the terminal, or plain values for JSON. Nothing is read here.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from extract.model import Problem
from extract.problems import render
from flows.tables import console, print_table
from transform.form import FormTable
from transform.form_file import load_forms
from transform.model import CheckResult, Fact, LoadPackage, Report
from transform.report_tables import report_tables
from transform.scope_statement import ScopeStatement

BLANK = "·"
ABSENT = "?"
"""A cell the form has and this report has not."""


def print_package(package: LoadPackage) -> None:
    """Prints everything one file brings in."""
    out = console().print
    source = package.source
    out(f"{source.path}  {source.kind}, {source.bytes} bytes, sha256 {source.sha256[:12]}")
    if package.reason:
        out(f"rejected: {package.reason}: {package.detail}")
    for report in package.reports:
        print_report(report)
    for problem in package.problems:
        out(problem_line(problem))
    out(f"read in {1000 * package.seconds:.0f} ms")


def print_report(report: Report) -> None:
    """Prints a report: who and when, its tables, failed checks, problems."""
    out = console().print
    out(f"\n{report.agency_as_printed}  {report.year}  ({report.quality})")
    out(f"{report.title}")
    published = report.published_on or "date unknown"
    requests = f"table 三 {report.requests_form}, " if report.requests_form else ""
    out(f"form {report.form}, {requests}{published}")
    out(f"scope {report.scope}" + (f" ({report.scope_basis})" if report.scope_basis else ""))
    for said in report.scopes:
        out(f"  {scope_line(said)}")
    facts = {(fact.table, fact.row, fact.column): fact for fact in report.facts}
    for table in report_tables(report.form, report.requests_form, load_forms()):
        columns = [column.label for column in table.columns]
        print_table([table.name, *columns], rows_of(table, facts), title="")
    for check in report.checks:
        if check.status == "fail":
            out(check_line(check))
    for problem in report.problems:
        out(problem_line(problem))


def scope_line(said: ScopeStatement) -> str:
    """A piece of evidence for a scope in one line.

    >>> scope_line(ScopeStatement("requests", "whole_region", "stated", "全区受理21件", "一", 2, "high"))
    'requests: whole_region, stated, high confidence (一, page 2): 全区受理21件'
    """
    places = (said.section, f"page {said.page}" if said.page else None)
    where = ", ".join(place for place in places if place)
    how = f"{said.scope}, {said.basis}, {said.confidence} confidence"
    return f"{said.table_name}: {how}{f' ({where})' if where else ''}: {said.evidence}"


def rows_of(
    table: FormTable, facts: dict[tuple[str, str, str], Fact]
) -> Iterator[list[str | Decimal | None]]:
    """Rows of a table in the order of the form: label, then a value for each column."""
    slots = set(table.slots)
    for row in table.rows:
        values: list[str | Decimal | None] = [row.label]
        for column in table.columns:
            fact = facts.get((table.name, row.code, column.code))
            values.append(value_of(fact) if (row.code, column.code) in slots else None)
        yield values


def value_of(fact: Fact | None) -> str | Decimal:
    """A figure as shown: the number, a dot for a blank, `=` before a derived one.

    >>> value_of(None)
    '?'
    """
    if fact is None:
        return ABSENT
    if fact.status == "derived":
        return f"={fact.value}"
    if fact.status == "blank":
        return BLANK
    return fact.printed.strip() if fact.value is None else fact.value


def check_line(check: CheckResult) -> str:
    """A failed check in one line."""
    return (
        f"check {check.check_code} fails for {check.scope}: "
        f"expected {check.expected}, found {check.found}"
    )


def problem_line(problem: Problem) -> str:
    """A problem in one line, in both languages."""
    severity, message, message_zh = render(problem)
    page = f"page {problem.page}: " if problem.page else ""
    return f"{severity}: {page}{message} / {message_zh}"


def package_as_json(package: LoadPackage) -> Any:
    """The package as plain values."""
    return msgspec.to_builtins(package)
