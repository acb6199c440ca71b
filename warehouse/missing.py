"""Files that are not there any more: noted until they are seen again, while what was read of them stays."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

_PLACE = (
    "CASE WHEN starts_with({0}.path, '/') THEN {0}.path "
    "ELSE rtrim({0}.folder, '/') || '/' || {0}.path END"
)
"""Where a file lies, whatever folders were named when it was met."""
_GONE = f"""
WITH former AS (
  -- a run that went through the whole folder saw or noted every file: no need to look further back
  SELECT f.folder, max(r.started_at) AS started_at
  FROM (SELECT unnest($1::VARCHAR[]) AS folder) f LEFT JOIN audit.run r
    ON list_contains(r.folders, f.folder) AND r.run_id <> $2
  GROUP BY f.folder
), met AS (
  SELECT s.*, {_PLACE.format("s")} AS place
  FROM (
    FROM audit.source_file WHERE folder IS NOT NULL
    UNION ALL  -- a file that was seen before folders were written down with it
    SELECT s.* REPLACE (c.folder AS folder) FROM audit.source_file s JOIN audit.content c USING (sha256, path)
    WHERE s.folder IS NULL
  ) s
), seen AS (
  SELECT m.place, arg_max((m.path, m.folder, m.sha256, m.run_id), r.started_at) AS last
  FROM met m JOIN audit.run r USING (run_id)
  JOIN former f ON starts_with(m.place, rtrim(f.folder, '/') || '/')
    AND (f.started_at IS NULL OR r.started_at >= f.started_at)
  WHERE m.run_id <> $2 GROUP BY m.place
)
INSERT INTO audit.missing_file
SELECT s.last[1], s.last[2], s.last[3], s.last[4], $2, count(r.report_id)
FROM seen s
ANTI JOIN (FROM met WHERE run_id = $2) n USING (place)
ANTI JOIN audit.missing_file m ON {_PLACE.format("m")} = s.place
LEFT JOIN dim_report r ON r.sha256 = s.last[3] AND s.last[3] <> ''
GROUP BY ALL
"""
_SCANNED = """
UPDATE audit.run SET folders = list_sort(list_distinct(list_concat(coalesce(folders, []), $1::VARCHAR[])))
WHERE run_id = $2
"""
_BACK = f"""
DELETE FROM audit.missing_file m
WHERE {_PLACE.format("m")} IN (
  SELECT {_PLACE.format("s")} FROM audit.source_file s WHERE s.run_id = ? AND s.folder IS NOT NULL
)
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
