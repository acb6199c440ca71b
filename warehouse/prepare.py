"""From the published file to a private build file beside it, with the tables and views of today."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from warehouse.storage import connect_build, ensure_free, write_ahead_log
from warehouse.template import Marks, Template


def build_path(published: Path) -> Path:
    """Where the build of a warehouse is worked on."""
    return published.with_name(published.name + ".build")


def discard(build: Path) -> None:
    """Delete a build file and what belongs to it, also what did not fit into memory when it was killed."""
    shutil.rmtree(build.with_name(build.name + ".tmp"), ignore_errors=True)
    for path in (build, _old_path(build)):
        write_ahead_log(path).unlink(missing_ok=True)
        path.unlink(missing_ok=True)


def prepare_build(published: Path) -> duckdb.DuckDBPyConnection:
    """A connection to a fresh build file holding all that is published; a leftover is discarded."""
    ensure_free(published)
    build = build_path(published)
    discard(build)
    template = Template.of_today()
    if not published.exists():
        template.copy_to(build)
        connection = connect_build(build)
        now = datetime.now(UTC).replace(tzinfo=None)
        connection.execute("UPDATE schema_version SET applied_at = ?", [now])
        return connection
    _copy(published, build)
    connection = connect_build(build)
    try:
        tables, wording = _recorded(connection)
        if (tables, wording) != (template.marks.tables, template.marks.wording):
            connection = _renewed(connection, build, tables, template.marks)
    except BaseException:
        connection.close()
        raise
    return connection


def _renewed(
    connection: duckdb.DuckDBPyConnection, build: Path, tables: str | None, marks: Marks
) -> duckdb.DuckDBPyConnection:
    """A connection to the file with what is of today in it."""
    from warehouse import furnish  # here, since it takes long to load and is rarely needed

    if tables != marks.tables:
        connection.close()
        furnish.rebuild(build, _old_path(build))
        connection = connect_build(build)
    furnish.furnish(connection)
    return connection


def _copy(published: Path, build: Path) -> None:
    """Copy with the write-ahead log a killed writer may have left: without it the copy is stale."""
    shutil.copyfile(published, build)
    if write_ahead_log(published).exists():
        shutil.copyfile(write_ahead_log(published), write_ahead_log(build))


def _old_path(build: Path) -> Path:
    return build.with_name(build.name + ".old")


def _recorded(connection: duckdb.DuckDBPyConnection) -> tuple[str | None, str | None]:
    """The marks the file was made with: of its tables and its wording; None for one it does not record."""
    try:
        rows = connection.execute(
            "SELECT checksum, wording FROM schema_version ORDER BY version DESC LIMIT 1"
        ).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):  # no such table, no such column
        return None, None
    return rows[0] if rows else (None, None)
