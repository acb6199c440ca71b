"""From the published file to a private build file beside it, with the tables and views of today."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import duckdb

from transform.check_rules import check_rules
from transform.regions import table_checksum
from warehouse import schema
from warehouse.agencies import load_regions
from warehouse.checks import load_rules
from warehouse.codes import codes, load_codes
from warehouse.derived import column_comments, create_empty, recipe
from warehouse.macros import all_macros, create_macros
from warehouse.metric_sql import load_metrics
from warehouse.metrics import metrics
from warehouse.storage import connect_build, ensure_free, write_ahead_log
from warehouse.views import all_views, create_views, drop_views


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
    if published.exists():
        _copy(published, build)
    connection = connect_build(build)
    try:
        if _recorded(connection, "checksum") != schema.checksum():
            connection.close()
            _rebuild(build)
            connection = connect_build(build)
        if _recorded(connection, "wording") != _wording():
            _furnish(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _copy(published: Path, build: Path) -> None:
    """Copy with the write-ahead log a killed writer may have left: without it the copy is stale."""
    shutil.copyfile(published, build)
    if write_ahead_log(published).exists():
        shutil.copyfile(write_ahead_log(published), write_ahead_log(build))


def _old_path(build: Path) -> Path:
    return build.with_name(build.name + ".old")


def _recorded(connection: duckdb.DuckDBPyConnection, checksum: str) -> str | None:
    """A checksum the file was made with; None for a file that records none."""
    try:
        rows = connection.execute(
            f"SELECT {checksum} FROM schema_version ORDER BY version DESC LIMIT 1"
        ).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):  # no such table, no such column
        return None
    return cast("str | None", rows[0][0])


def _wording() -> str:
    """Changes with any comment, code or view: what can be replaced without moving a row."""
    views = [view.sql + view.comment + str(view.columns) for view in all_views()]
    said = [*schema.comments(), str(codes()), str(check_rules()), table_checksum(), *views]
    said += [str(metrics()), str(all_macros()), *recipe()]
    return hashlib.md5("\n".join(said).encode()).hexdigest()


def _furnish(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the tables the comments, codes and views of today; what is derived is made at publishing."""
    connection.begin()
    for statement in schema.comments():
        connection.execute(statement)
    load_codes(connection)
    load_rules(connection)
    load_regions(connection)
    load_metrics(connection)
    drop_views(connection)
    create_empty(connection)
    create_views(connection, column_comments())
    create_macros(connection)
    connection.execute(
        "UPDATE schema_version SET wording = ? "
        "WHERE version = (SELECT max(version) FROM schema_version)",
        [_wording()],
    )
    connection.commit()


def _rebuild(build: Path) -> None:
    """Make the tables of today and move the rows of the old file over, column by column name.

    A file rewritten whole (1 s for 10,000 reports) needs no list of migrations that grows for ever.
    """
    old = _old_path(build)
    build.replace(old)
    with connect_build(build) as connection:
        connection.execute("CREATE SCHEMA audit")
        for table in schema.tables():
            connection.execute(table.ddl())
        connection.execute(f"ATTACH {schema.quoted(str(old))} AS old (READ_ONLY)")
        before = _tables_of(connection, "old")
        for table in schema.tables():
            names = [f'"{c.name}"' for c in table.columns if c.name in before.get(table.name, ())]
            if names:
                source = table.name if "." in table.name else f"main.{table.name}"
                connection.execute(
                    f"INSERT INTO {table.name} ({', '.join(names)}) "
                    f"SELECT {', '.join(names)} FROM old.{source}"
                )
        connection.execute("DETACH old")
        connection.execute(
            "INSERT INTO schema_version "
            "SELECT coalesce(max(version), 0) + 1, $now, $checksum, NULL, NULL, $note "
            "FROM schema_version",
            {
                "now": datetime.now(UTC).replace(tzinfo=None),
                "checksum": schema.checksum(),
                "note": "rows moved from the version before" if before else "new file",
            },
        )
    old.unlink()


def _tables_of(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, set[str]]:
    """Columns by table name of a file attached under a name."""
    rows = connection.execute(
        "SELECT CASE schema_name WHEN 'main' THEN '' ELSE schema_name || '.' END || table_name, "
        "list(column_name) FROM duckdb_columns() WHERE NOT internal "
        "AND database_name = ? GROUP BY ALL",
        [database],
    ).fetchall()
    return {name: set(columns) for name, columns in rows}
