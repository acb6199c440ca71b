"""Load packages as frames, one row per report, fact, cell, problem and check result.

A frame is its columns, each a list with one value a row: 500 rows a report cost as many list elements and no
object of their own. Packages and reports are numbered within the call.
"""

from __future__ import annotations

from collections.abc import Sequence

from transform.agency import COLUMNS as AGENCY_COLUMNS
from transform.frame_blocks import Block, Column, as_block, blocks_of
from transform.frame_rows import problem_row, report_row, source_row
from transform.model import LoadPackage

Frames = dict[str, dict[str, Column]]
"""Column by frame and name."""

COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "source_file": "package_no path folder sha256 bytes kind status reason detail ingredients seconds",
        "report": "report_no package_no agency_as_printed year form requests_form title published_on"
        " published_basis media pages ordinal_in_file quality scope scope_basis version_scope"
        f" {AGENCY_COLUMNS}",
        "fact_request": "report_no item applicant value status printed cell_no",
        "fact_proactive": "report_no subject measure value unit status printed cell_no",
        "fact_dispute": "report_no procedure outcome value status printed cell_no",
        "fact_legacy": "report_no indicator value unit status printed cell_no",
        "fact_narrative": "report_no metric value unit approximate period channel section sentence printed",
        "cell": "report_no cell_no page x0 y0 x1 y1 text reader path",
        "problem": "package_no report_no code severity page x0 y0 x1 y1 raw second table_name row_code"
        " column_code cell_no settled_by message message_zh",
        "table_account": "report_no table_name cells facts heads notes empty problems",
        "correction": "report_no document table_name row_code column_code cell_no check_code scope verdict"
        " seen should_be value_printed value_used reason made_by made_on source status detail",
        "check_result": "report_no check_code scope expected found difference status note",
        "report_scope": "report_no table_name scope basis evidence section page confidence",
        "report_section": "report_no ordinal section numeral heading text sentence_hashes sentence_lengths",
    }.items()
}
"""Columns of each frame, in order; the table in docs/architecture.md."""


def to_frames(packages: Sequence[LoadPackage]) -> Frames:
    """Frames of all packages; every frame is there, empty or not."""
    columns: dict[str, list[Column]] = {
        name: [[] for _ in columns] for name, columns in COLUMNS.items()
    }
    report_no = 0
    for package_no, package in enumerate(packages):
        _add(columns["source_file"], as_block([source_row(package_no, package)]))
        found = [problem_row(package_no, None, problem) for problem in package.problems]
        _add(columns["problem"], as_block(found))
        for report in package.reports:
            _add(columns["report"], as_block([report_row(report_no, package_no, report)]))
            for name, block in blocks_of(package_no, report_no, report):
                _add(columns[name], block)
            report_no += 1
    return {name: dict(zip(names, columns[name], strict=True)) for name, names in COLUMNS.items()}


def _add(columns: list[Column], block: Block) -> None:
    """Put the rows of a block beneath; one without rows has no columns."""
    for column, values in zip(columns, block, strict=bool(block)):
        column.extend(values)
