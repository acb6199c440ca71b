"""Load packages as pandas frames, one row per report, fact, cell, problem and check result.

Packages and reports are numbered within the call; decimals travel as text so that no number is
changed on its way into DECIMAL columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from extract.model import Box, Problem
from extract.problems import render
from transform.model import LoadPackage, Report, Slot

COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "source_file": "package_no path folder sha256 bytes kind status reason detail ingredients seconds",
        "report": "report_no package_no agency_as_printed year form requests_form title published_on"
        " published_basis media pages ordinal_in_file quality scope",
        "fact_request": "report_no item applicant value status printed cell_no",
        "fact_proactive": "report_no subject measure value unit status printed cell_no",
        "fact_dispute": "report_no procedure outcome value status printed cell_no",
        "fact_narrative": "report_no metric value unit approximate period section sentence printed",
        "cell": "report_no cell_no page x0 y0 x1 y1 text reader path",
        "problem": "package_no report_no code severity page x0 y0 x1 y1 raw second table_name row_code"
        " column_code cell_no message message_zh",
        "check_result": "report_no check_code scope expected found difference status note",
    }.items()
}
"""Columns of each frame, in order; the table in docs/architecture.md."""

_FACTS = {"requests": "fact_request", "proactive": "fact_proactive", "disputes": "fact_dispute"}

Row = tuple[Any, ...]


def to_frames(packages: Sequence[LoadPackage]) -> dict[str, pd.DataFrame]:
    """Frames of all packages; every frame is there, empty or not."""
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    report_no = 0
    for package_no, package in enumerate(packages):
        rows["source_file"].append(_source(package_no, package))
        rows["problem"].extend(_problem(package_no, None, found) for found in package.problems)
        for report in package.reports:
            rows["report"].append(_report(report_no, package_no, report))
            cells = {fact.slot: fact.cell for fact in report.facts}
            rows["problem"].extend(
                _problem(package_no, report_no, found, cells) for found in report.problems
            )
            _content(rows, report_no, report)
            report_no += 1
    return {
        name: pd.DataFrame(rows[name], columns=list(columns)) for name, columns in COLUMNS.items()
    }


def _content(rows: dict[str, list[Row]], number: int, report: Report) -> None:
    for fact in report.facts:
        name = _FACTS[fact.table]
        unit = (fact.unit,) if name == "fact_proactive" else ()
        rows[name].append(
            (
                number,
                fact.row,
                fact.column,
                _text(fact.value),
                *unit,
                fact.status,
                fact.printed,
                fact.cell,
            )
        )
    for cell_no, cell in enumerate(report.cells):
        rows["cell"].append(
            (number, cell_no, cell.page, *_corners(cell.box), cell.text, cell.reader, cell.path)
        )
    for figure in report.narrative:
        rows["fact_narrative"].append(
            (
                number,
                figure.metric,
                _text(figure.value),
                figure.unit,
                figure.approximate,
                figure.period,
                figure.section,
                figure.sentence,
                figure.printed,
            )
        )
    for check in report.checks:
        numbers = (_text(check.expected), _text(check.found), _text(check.difference))
        rows["check_result"].append(
            (number, check.check_code, check.scope, *numbers, check.status, check.note)
        )


def _source(number: int, package: LoadPackage) -> Row:
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


def _report(number: int, package_no: int, report: Report) -> Row:
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
    )


def _problem(
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
        message,
        message_zh,
    )


def _corners(box: Box | None) -> tuple[float | None, float | None, float | None, float | None]:
    return (box.x0, box.y0, box.x1, box.y1) if box else (None, None, None, None)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
