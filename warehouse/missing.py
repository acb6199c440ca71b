"""Files that are not there any more: noted until they are seen again, while what was read of them stays."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

_GONE = """
WITH former AS (
  -- A run that went through the whole folder saw every file or noted it as missing: look no further back.
  SELECT f.folder, max(r.started_at) AS started_at
  FROM (SELECT unnest($1::VARCHAR[]) AS folder) f LEFT JOIN audit.run r
    ON list_contains(r.folders, f.folder) AND r.run_id <> $2
  GROUP BY f.folder
), seen AS (
  SELECT s.path, s.folder, arg_max(s.sha256, r.started_at) AS sha256,
         arg_max(s.run_id, r.started_at) AS last_seen_run_id
  FROM (
    FROM audit.source_file WHERE folder IS NOT NULL
    UNION ALL  -- a file that was seen before folders were written down with it
    SELECT s.* REPLACE (c.folder AS folder) FROM audit.source_file s JOIN audit.content c USING (sha256, path)
    WHERE s.folder IS NULL
  ) s
  JOIN audit.run r USING (run_id)
  JOIN former f ON f.folder = s.folder AND (f.started_at IS NULL OR r.started_at >= f.started_at)
  WHERE s.run_id <> $2 GROUP BY ALL
)
INSERT INTO audit.missing_file
SELECT s.path, s.folder, s.sha256, s.last_seen_run_id, $2, count(r.report_id)
FROM seen s
ANTI JOIN (FROM audit.source_file WHERE run_id = $2) n ON n.path = s.path AND n.folder = s.folder
ANTI JOIN audit.missing_file m ON m.path = s.path AND m.folder = s.folder
LEFT JOIN dim_report r ON r.sha256 = s.sha256 AND s.sha256 <> ''
GROUP BY ALL
"""
_SCANNED = """
UPDATE audit.run SET folders = list_sort(list_distinct(list_concat(coalesce(folders, []), $1::VARCHAR[])))
WHERE run_id = $2
"""
_BACK = """
DELETE FROM audit.missing_file
WHERE (path, folder) IN (SELECT (path, folder) FROM audit.source_file WHERE run_id = ? AND folder IS NOT NULL)
"""


def note_missing(connection: duckdb.DuckDBPyConnection, scanned: Sequence[str], run_id: str) -> int:
    """Note the files of these folders that a former run saw and this one did not; gives how many are new."""
    ((count,),) = connection.execute(_GONE, [list(scanned), run_id]).fetchall()
    connection.execute(_SCANNED, [list(scanned), run_id])
    return int(count)


def forget_found(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Strike off the files that this run saw again, be it in passing."""
    if connection.execute("FROM audit.missing_file LIMIT 1").fetchall():
        connection.execute(_BACK, [run_id])
