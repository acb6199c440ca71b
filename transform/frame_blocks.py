"""The rows of a report as blocks of columns, in the order of the frame's columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import Any

from transform.frame_rows import (
    Row,
    corners,
    correction_row,
    decimal_text,
    narrative_row,
    problem_row,
)
from transform.model import Fact, Report
from transform.section_row import section_row

_FACTS = {
    "requests": "fact_request",
    "proactive": "fact_proactive",
    "disputes": "fact_dispute",
    "legacy": "fact_legacy",
}

Column = list[Any]
Block = Sequence[Sequence[Any]]
"""Rows given as columns; no columns at all where there are no rows."""


def as_block(rows: Sequence[Row]) -> Block:
    """The columns of some rows."""
    return tuple(zip(*rows, strict=True))


def blocks_of(package_no: int, number: int, report: Report) -> Iterator[tuple[str, Block]]:
    """Everything that belongs to a report, each block of rows with the name of its frame."""
    cells = {fact.slot: fact.cell for fact in report.facts} if _names_slots(report) else {}
    yield "problem", as_block([problem_row(package_no, number, p, cells) for p in report.problems])
    for table, frame in _FACTS.items():
        facts = [fact for fact in report.facts if fact.table == table]
        if facts:
            yield frame, _fact_block(number, table, facts)
    yield "cell", _cell_block(number, report)
    yield (
        "table_account",
        as_block(
            [
                (number, each.table, each.cells, each.facts)
                + (each.heads, each.notes, each.empty, each.problems)
                for each in report.accounts
            ]
        ),
    )
    done = [correction_row(number, each, cells) for each in report.corrections]
    yield "correction", as_block(done)
    yield "check_result", _check_block(number, report)
    yield "fact_narrative", as_block([narrative_row(number, each) for each in report.narrative])
    yield "report_scope", as_block([(number, *astuple(said)) for said in report.scopes])
    # a section without text has no row
    texts = enumerate(report.sections)
    yield "report_section", as_block([(number, n, *section_row(s)) for n, s in texts if s.text])


def _names_slots(report: Report) -> bool:
    return bool(report.problems or report.corrections)


def _fact_block(number: int, table: str, facts: Sequence[Fact]) -> Block:
    """Column by column: an attribute read in a list costs a fifth of a row made and taken apart."""
    codes = [[fact.row for fact in facts]]
    if table != "legacy":
        codes.append([fact.column for fact in facts])
    value = [[decimal_text(fact.value) for fact in facts]]
    if table in ("proactive", "legacy"):
        value.append([fact.unit for fact in facts])
    return (
        [number] * len(facts),
        *codes,
        *value,
        [fact.status for fact in facts],
        [fact.printed for fact in facts],
        [fact.cell for fact in facts],
    )


def _cell_block(number: int, report: Report) -> Block:
    cells = report.cells
    boxes = [corners(cell.box) for cell in cells]
    return (
        [number] * len(cells),
        range(len(cells)),
        [cell.page for cell in cells],
        *([corners[side] for corners in boxes] for side in range(4)),
        [cell.text for cell in cells],
        [cell.reader for cell in cells],
        [cell.path for cell in cells],
    )


def _check_block(number: int, report: Report) -> Block:
    checks = report.checks
    return (
        [number] * len(checks),
        [check.check_code for check in checks],
        [check.scope for check in checks],
        [decimal_text(check.expected) for check in checks],
        [decimal_text(check.found) for check in checks],
        [decimal_text(check.difference) for check in checks],
        [check.status for check in checks],
        [check.note for check in checks],
    )
