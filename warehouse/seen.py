"""Write down the files of a run that need not be read: unchanged ones and copies of known ones."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pandas as pd

from extract.model import SourceFile
from warehouse.errors import LoadError
from warehouse.placement import Content, same_bytes
from warehouse.staging import temporary

_INSERT = """
INSERT INTO audit.source_file
SELECT s.run_id, s.path, s.sha256, s.bytes, s.kind, s.status, c.reason, s.detail, c.ingredients,
       NULL, (SELECT count(*) FROM dim_report r WHERE r.sha256 = s.sha256)
FROM seen_file s JOIN audit.content c USING (sha256)
"""


def record_files(
    connection: duckdb.DuckDBPyConnection, sources: Sequence[SourceFile], run_id: str
) -> None:
    """One row per file; raises LoadError for a content that was never loaded or rejected."""
    known = _contents(connection, sources)
    rows = []
    for source in sources:
        content, detail = known.get(source.sha256, (None, ""))
        if content is None:
            raise LoadError(f"{source.path} was never read: load its content before recording it")
        is_copy = content.path != source.path
        status = "duplicate" if is_copy else "unchanged"
        rows.append(
            (run_id, source.path, source.sha256, source.bytes, source.kind, status,
             same_bytes(content) if is_copy else detail)
        )  # fmt: skip
    columns = ["run_id", "path", "sha256", "bytes", "kind", "status", "detail"]
    with temporary(connection, {"seen_file": pd.DataFrame(rows, columns=columns)}):
        connection.execute(
            "DELETE FROM audit.source_file WHERE (run_id, path, sha256) IN "
            "(SELECT (run_id, path, sha256) FROM seen_file)"
        )
        connection.execute(_INSERT)
        twice = connection.execute(
            "SELECT path FROM audit.source_file WHERE run_id = ? GROUP BY path HAVING count(*) > 1",
            [run_id],
        ).fetchmany(1)
    if twice:
        raise LoadError(f"two files with different bytes are both called {twice[0][0]} in this run")


def _contents(
    connection: duckdb.DuckDBPyConnection, sources: Sequence[SourceFile]
) -> dict[str, tuple[Content, str]]:
    rows = connection.execute(
        "SELECT sha256, path, status, ingredients, reason, detail FROM audit.content "
        "WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))",
        [[source.sha256 for source in sources]],
    ).fetchall()
    return {sha256: (Content(*parts), detail) for sha256, *parts, detail in rows}
