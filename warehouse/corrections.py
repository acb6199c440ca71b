"""Entries of the register whose document is not in the warehouse: written down, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from transform.register import Entry

_KNOWN = "SELECT count(*) FROM audit.content WHERE starts_with(sha256, ?)"
_STRAY = """
INSERT INTO audit.correction (document, table_name, row_code, column_code, check_code, scope,
  verdict, seen, should_be, reason, made_by, made_on, source, status, detail, run_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'no_document', 'no file with this hash is in the warehouse', ?)
"""


def record_strays(
    connection: duckdb.DuckDBPyConnection, entries: Sequence[Entry], run_id: str
) -> int:
    """Replace what was written down of strays before; returns how many there are."""
    connection.execute("DELETE FROM audit.correction WHERE status = 'no_document'")
    strays = [entry for entry in entries if not _is_here(connection, entry)]
    for entry in strays:
        what = (*(entry.figure or (None, None, None)), *(entry.check or (None, None)))
        said = (entry.verdict, entry.seen, entry.should_be, entry.reason, entry.who, entry.date)
        connection.execute(_STRAY, [entry.document, *what, *said, entry.source, run_id])
    return len(strays)


def _is_here(connection: duckdb.DuckDBPyConnection, entry: Entry) -> bool:
    rows = connection.execute(_KNOWN, [entry.document]).fetchall()
    return bool(rows[0][0])
