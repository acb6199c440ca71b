"""Rows of the frames: what each object of a load package says, in the order of the frame's columns.

Decimals travel as text, so that no number is changed on its way into DECIMAL columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from extract.model import Box, Problem
from extract.problems import render
from transform.agency import agency_row
from transform.correction import Correction
from transform.form import Slot
from transform.model import LoadPackage, NarrativeFigure, Report

Row = tuple[Any, ...]


def narrative_row(number: int, figure: NarrativeFigure) -> Row:
    """A figure that the text states."""
    return (
        number,
        figure.metric,
        decimal_text(figure.value),
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
        *corners(found.box),
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


def correction_row(number: int, done: Correction, cells: Mapping[Slot, int | None]) -> Row:
    """An entry of the register and what came of it."""
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
        decimal_text(done.value_printed),
        decimal_text(done.value_used),
        done.reason,
        done.who,
        done.date,
        done.source,
        done.status,
        done.detail or None,
    )


def corners(box: Box | None) -> tuple[float | None, float | None, float | None, float | None]:
    """Left, lower, right and upper edge in points; None four times without a box."""
    return (box.x0, box.y0, box.x1, box.y1) if box else (None, None, None, None)


def decimal_text(number: Decimal | None) -> str | None:
    """Never with an exponent; `str` alone is twice as fast as formatting where there is none."""
    if number is None:
        return None
    text = str(number)
    return format(number, "f") if "E" in text else text
