"""The row of a run in audit.run: written when it starts, completed when it publishes."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb

_END = """
UPDATE audit.run SET ended_at = $1, files_seen = n.seen, files_loaded = n.loaded,
  files_unchanged = n.unchanged, files_duplicate = n.duplicate, files_rejected = n.rejected,
  report_count = (SELECT count(*) FROM dim_report),
  problem_count = (SELECT count(*) FROM audit.problem)
FROM (
  SELECT count(*) AS seen, count(*) FILTER (status = 'loaded') AS loaded,
         count(*) FILTER (status = 'unchanged') AS unchanged,
         count(*) FILTER (status = 'duplicate') AS duplicate,
         count(*) FILTER (status = 'rejected') AS rejected
  FROM audit.source_file WHERE run_id = $2
) n
WHERE run_id = $2
"""


def start_run(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    started_at: datetime,
    version: str,
    arguments: str,
) -> None:
    """Write down a run, in the place of one of the same name."""
    connection.execute("DELETE FROM audit.run WHERE run_id = ?", [run_id])
    connection.execute(
        "INSERT INTO audit.run (run_id, started_at, version, arguments) VALUES (?, ?, ?, ?)",
        [run_id, utc(started_at), version, arguments],
    )


def end_run(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Write down when it ended and what the warehouse holds then."""
    connection.execute(_END, [utc(datetime.now(UTC)), run_id])


def utc(time: datetime) -> datetime:
    """The file keeps UTC without a zone: a zoned type needs more than DuckDB to be read."""
    return time if time.tzinfo is None else time.astimezone(UTC).replace(tzinfo=None)
