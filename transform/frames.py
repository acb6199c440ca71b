"""Load packages as pandas frames, one row per report, fact, cell, problem and check result.

Packages and reports are numbered within the call.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from transform.agency import COLUMNS as AGENCY_COLUMNS
from transform.frame_rows import Row, problem_row, report_row, rows_of, source_row
from transform.model import LoadPackage

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


def to_frames(packages: Sequence[LoadPackage]) -> dict[str, pd.DataFrame]:
    """Frames of all packages; every frame is there, empty or not."""
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    report_no = 0
    for package_no, package in enumerate(packages):
        rows["source_file"].append(source_row(package_no, package))
        rows["problem"].extend(problem_row(package_no, None, found) for found in package.problems)
        for report in package.reports:
            rows["report"].append(report_row(report_no, package_no, report))
            for name, row in rows_of(package_no, report_no, report):
                rows[name].append(row)
            report_no += 1
    return {
        name: pd.DataFrame(rows[name], columns=list(columns)) for name, columns in COLUMNS.items()
    }
