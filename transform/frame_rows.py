"""Rows of the frames: what each object of a load package says, in the order of the frame's columns.

Decimals travel as text, so that no number is changed on its way into DECIMAL columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import astuple
from decimal import Decimal
from typing import Any

from extract.model import Box, Problem
from extract.problems import render
from transform.agency import agency_row
from transform.correction import Correction
from transform.form import Slot
from transform.model import Fact, LoadPackage, NarrativeFigure, Report
from transform.section_row import section_row

_FACTS = {
    "requests": "fact_request",
    "proactive": "fact_proactive",
    "disputes": "fact_dispute",
    "legacy": "fact_legacy",
}

Row = tuple[Any, ...]


def rows_of(package_no: int, number: int, report: Report) -> Iterator[tuple[str, Row]]:
    """Everything that belongs to a report, each row with the name of its frame."""
    cells = {fact.slot: fact.cell for fact in report.facts}
    for found in report.problems:
        yield "problem", problem_row(package_no, number, found, cells)
    for fact in report.facts:
        yield _FACTS[fact.table], _fact_row(number, fact)
    for cell_no, cell in enumerate(report.cells):
        place = (cell.page, *_corners(cell.box))
        yield "cell", (number, cell_no, *place, cell.text, cell.reader, cell.path)
    for each in report.accounts:
        counts = (each.cells, each.facts, each.heads, each.notes, each.empty, each.problems)
        yield "table_account", (number, each.table, *counts)
    for done in report.corrections:
        yield "correction", _correction_row(number, done, cells)
    for check in report.checks:
        numbers = (_text(check.expected), _text(check.found), _text(check.difference))
        row = (number, check.check_code, check.scope, *numbers, check.status, check.note)
        yield "check_result", row
    yield from _text_rows(number, report)


def _text_rows(number: int, report: Report) -> Iterator[tuple[str, Row]]:
    """What the text says, and the text itself; a section without text has no row."""
    for figure in report.narrative:
        yield "fact_narrative", _narrative_row(number, figure)
    for said in report.scopes:
        yield "report_scope", (number, *astuple(said))
    for ordinal, section in enumerate(report.sections):
        if section.text:
            yield "report_section", (number, ordinal, *section_row(section))


def _fact_row(number: int, fact: Fact) -> Row:
    unit = (fact.unit,) if fact.table in ("proactive", "legacy") else ()
    codes = (fact.row,) if fact.table == "legacy" else (fact.row, fact.column)
    value = (_text(fact.value), *unit)
    return (number, *codes, *value, fact.status, fact.printed, fact.cell)


def _narrative_row(number: int, figure: NarrativeFigure) -> Row:
    return (
        number,
        figure.metric,
        _text(figure.value),
        figure.unit,
        figure.approximate,
        figure.period,
        figure.channel,
        figure.section,
        figure.sentence,
        figure.printed,
    )


def source_row(number: int, package: LoadPackage) -> Row:
    """A file and what came of it."""
    source = package.source
    return (
        number,
        source.path,
        source.root,
        source.sha256,
        source.bytes,
        source.kind,
        package.status,
        package.reason,
        package.detail,
        package.ingredients,
        package.seconds,
    )


def report_row(number: int, package_no: int, report: Report) -> Row:
    """A report with its agency."""
    return (
        number,
        package_no,
        report.agency_as_printed,
        report.year,
        report.form,
        report.requests_form,
        report.title,
        report.published_on,
        report.published_basis,
        report.media,
        report.pages,
        report.ordinal_in_file,
        report.quality,
        report.scope,
        report.scope_basis,
        report.version_scope,
        *agency_row(report.agency),
    )


def problem_row(
    package_no: int,
    report_no: int | None,
    found: Problem,
    cells: Mapping[Slot, int | None] | None = None,
) -> Row:
    """A problem; one about a single figure carries the codes of its slot, and so leads to its cell."""
    severity, message, message_zh = render(found)
    table, row, column = (found.params.get(name) for name in ("table", "row", "column"))
    cell = cells.get((table, row, column)) if cells and table and row and column else None
    return (
        package_no,
        report_no,
        found.code,
        severity,
        found.page,
        *_corners(found.box),
        found.raw,
        found.params.get("second"),
        table,
        row,
        column,
        cell,
        found.params.get("settled"),
        message,
        message_zh,
    )


def _correction_row(number: int, done: Correction, cells: Mapping[Slot, int | None]) -> Row:
    cell = cells.get(done.slot) if done.slot else None
    return (
        number,
        done.document,
        *(done.slot or (None, None, None)),
        cell,
        *(done.check or (None, None)),
        done.verdict,
        done.seen,
        done.should_be,
        _text(done.value_printed),
        _text(done.value_used),
        done.reason,
        done.who,
        done.date,
        done.source,
        done.status,
        done.detail or None,
    )


def _corners(box: Box | None) -> tuple[float | None, float | None, float | None, float | None]:
    return (box.x0, box.y0, box.x1, box.y1) if box else (None, None, None, None)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
