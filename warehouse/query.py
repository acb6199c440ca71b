"""Read-only questions to a published warehouse, as the command line asks them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import QueryError
from warehouse.storage import connect_reader


@dataclass(frozen=True, slots=True)
class Result:
    """An answer: names of the columns, and rows of Python values (dates, Decimal, None)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Status:
    """What a warehouse holds and how its last run went."""

    path: Path
    bytes: int
    run_id: str | None
    started_at: datetime | None
    ended_at: datetime | None
    version: str | None
    agencies: int
    reports: int
    current_reports: int
    first_year: int | None
    last_year: int | None
    facts: int
    quality: dict[str, int]
    """Current reports by quality."""
    files: dict[str, int]
    """Files of the last run by fate."""
    rejected: dict[str, int]
    """Rejected contents by reason, of all runs."""
    problems: dict[str, int]
    """Open problems by severity."""
    failed_checks: dict[str, int]
    """Failed checks of current reports by rule."""


def run_sql(path: Path, sql: str, parameters: list[Any] | dict[str, Any] | None = None) -> Result:
    """Run SQL on the published file, which cannot be changed by it.

    Raises WarehouseMissing, WarehouseBusy, or QueryError where the database refuses the SQL.
    """
    with connect_reader(path) as connection:
        return ask(connection, sql, parameters)


def problems(
    path: Path,
    *,
    code: str | None = None,
    severity: str | None = None,
    agency: str | None = None,
    year: int | None = None,
    limit: int | None = None,
) -> Result:
    """Open problems, by file and page; `agency` is any part of the agency's name."""
    return run_sql(
        path,
        "SELECT severity, code, agency, year, path, page, raw, message, message_zh, report_id, "
        "sha256 FROM audit.open_problem "
        "WHERE ($code IS NULL OR code = $code) AND ($severity IS NULL OR severity = $severity) "
        "AND ($agency IS NULL OR contains(agency, $agency)) AND ($year IS NULL OR year = $year) "
        "ORDER BY path, page NULLS FIRST, code, raw "
        "LIMIT coalesce($limit::BIGINT, 9223372036854775807)",
        {"code": code, "severity": severity, "agency": agency, "year": year, "limit": limit},
    )


def status(path: Path) -> Status:
    """What the warehouse holds and how its last run went."""
    with connect_reader(path) as connection:
        ((*run,),) = ask(connection, _LAST_RUN).rows or ((None,) * 4,)
        ((*counts,),) = ask(connection, _COUNTS).rows
        groups = [dict(ask(connection, sql).rows) for sql in _GROUPS]
    return Status(path, path.stat().st_size, *run, *counts, *groups)


def ask(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: list[Any] | dict[str, Any] | None = None,
) -> Result:
    """Run SQL on an open connection; raises QueryError where the database refuses it."""
    try:
        cursor = connection.execute(sql, parameters)
        columns = tuple(column[0] for column in cursor.description or ())
        return Result(columns, tuple(cursor.fetchall()) if columns else ())
    except duckdb.Error as error:
        raise QueryError(str(error)) from error


_LAST_RUN = """
SELECT run_id, started_at, ended_at, version FROM audit.run
ORDER BY ended_at DESC, run_id DESC LIMIT 1
"""

_COUNTS = """
SELECT (SELECT count(*) FROM dim_agency), count(*), count(*) FILTER (is_current),
  min(year), max(year),
  (SELECT count(*) FROM fact_request) + (SELECT count(*) FROM fact_proactive)
  + (SELECT count(*) FROM fact_dispute) + (SELECT count(*) FROM fact_narrative)
  + (SELECT count(*) FROM fact_legacy)
FROM dim_report
"""

_GROUPS = (
    "SELECT quality, count(*) FROM dim_report WHERE is_current GROUP BY ALL ORDER BY ALL",
    "SELECT status, count(*) FROM audit.source_file "
    f"WHERE run_id = (SELECT run_id FROM ({_LAST_RUN})) GROUP BY ALL ORDER BY ALL",
    "SELECT reason, count(*) FROM audit.content WHERE status = 'rejected' "
    "GROUP BY ALL ORDER BY ALL",
    "SELECT severity, count(*) FROM audit.open_problem GROUP BY ALL ORDER BY ALL",
    "SELECT check_code, count(*) FROM audit.check_result c JOIN dim_report r USING (report_id) "
    "WHERE r.is_current AND c.status = 'fail' GROUP BY ALL ORDER BY ALL",
)
