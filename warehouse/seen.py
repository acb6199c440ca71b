"""Write down the files of a run that need not be read: unchanged ones and copies of known ones."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from extract.model import SourceFile
from warehouse.errors import LoadError
from warehouse.placement import Content, same_bytes
from warehouse.rows import keep_rows

_INSERT = """
INSERT INTO audit.source_file
SELECT s.run_id, s.path, s.folder, s.sha256, s.bytes, s.kind, s.status, c.reason, s.detail, c.ingredients,
       NULL, (SELECT count(*) FROM dim_report r WHERE r.sha256 = s.sha256)
FROM seen_file s JOIN audit.content c USING (sha256)
"""


_SEEN = {
    "run_id": "VARCHAR",
    "path": "VARCHAR",
    "folder": "VARCHAR",
    "sha256": "VARCHAR",
    "bytes": "BIGINT",
    "kind": "VARCHAR",
    "status": "VARCHAR",
    "detail": "VARCHAR",
}
_SEEN_AGAIN = """
DELETE FROM audit.source_file
WHERE run_id = ? AND (path, sha256) IN (SELECT (path, sha256) FROM seen_file)
"""
_TWICE = """
SELECT path FROM audit.source_file WHERE run_id = ? GROUP BY path HAVING count(*) > 1
"""


def record_files(
    connection: duckdb.DuckDBPyConnection, sources: Sequence[SourceFile], run_id: str
) -> None:
    """One row per file; raises LoadError for a content that was never loaded or rejected."""
    known = _contents(connection, sources)
    rows: list[tuple[object, ...]] = []
    for source in sources:
        content, detail = known.get(source.sha256, (None, ""))
        if content is None:
            raise LoadError(f"{source.path} was never read: load its content before recording it")
        is_copy = content.path != source.path
        status = "duplicate" if is_copy else "unchanged"
        said = same_bytes(content) if is_copy else detail
        file = (source.path, source.root, source.sha256, source.bytes, source.kind)
        rows.append((run_id, *file, status, said))
    keep_rows(connection, "seen_file", _SEEN, rows)
    connection.execute(_SEEN_AGAIN, [run_id])
    connection.execute(_INSERT)
    twice = connection.execute(_TWICE, [run_id]).fetchmany(1)
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
