"""The tables, views, codes, rules and macros of today, in a new file or in the place of those of before."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

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
from warehouse.storage import connect_build
from warehouse.template import Marks
from warehouse.views import all_views, create_views, drop_views


def marks() -> Marks:
    """What a file is marked with that has the tables and the wording of today."""
    return Marks(schema.checksum(), _wording())


def make_new(path: Path) -> None:
    """Make a file without reports. Nothing is left to check or to derive in it."""
    with connect_build(path) as connection:
        _make_tables(connection, "new file")
        furnish(connection)
        connection.execute("UPDATE schema_version SET checked = wording")


def _wording() -> str:
    """Changes with any comment, code or view: what can be replaced without moving a row."""
    views = [view.sql + view.comment + str(view.columns) for view in all_views()]
    said = [*schema.comments(), str(codes()), str(check_rules()), table_checksum(), *views]
    said += [str(metrics()), str(all_macros()), *recipe()]
    return hashlib.md5("\n".join(said).encode()).hexdigest()


def furnish(connection: duckdb.DuckDBPyConnection) -> None:
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


def rebuild(build: Path, old: Path) -> None:
    """Make the tables of today and move the rows of the old file over, column by column name.

    A file rewritten whole (1 s for 10,000 reports) needs no list of migrations that grows for ever.
    """
    build.replace(old)
    with connect_build(build) as connection:
        connection.execute(f"ATTACH {schema.quoted(str(old))} AS old (READ_ONLY)")
        _make_tables(connection, "rows moved from the version before")
        connection.execute("DETACH old")
    old.unlink()


def _make_tables(connection: duckdb.DuckDBPyConnection, note: str) -> None:
    """Make all tables, with the rows of the file that is attached as `old` where one is."""
    connection.execute("CREATE SCHEMA audit")
    before = _tables_of(connection, "old")
    for table in schema.tables():
        connection.execute(table.ddl())
        names = [f'"{c.name}"' for c in table.columns if c.name in before.get(table.name, ())]
        if names:
            source = table.name if "." in table.name else f"main.{table.name}"
            connection.execute(
                f"INSERT INTO {table.name} ({', '.join(names)}) "
                f"SELECT {', '.join(names)} FROM old.{source}"
            )
    connection.execute(
        "INSERT INTO schema_version "
        "SELECT coalesce(max(version), 0) + 1, $now, $checksum, NULL, NULL, $note "
        "FROM schema_version",
        {
            "now": datetime.now(UTC).replace(tzinfo=None),
            "checksum": schema.checksum(),
            "note": note,
        },
    )


def _tables_of(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, set[str]]:
    """Columns by table name of a file attached under a name; none where none is."""
    rows = connection.execute(
        "SELECT CASE schema_name WHEN 'main' THEN '' ELSE schema_name || '.' END || table_name, "
        "list(column_name) FROM duckdb_columns() WHERE NOT internal "
        "AND database_name = ? GROUP BY ALL",
        [database],
    ).fetchall()
    return {name: set(columns) for name, columns in rows}
