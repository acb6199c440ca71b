"""Python rows into tables, without the cost of a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import duckdb


def keep_rows(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    types: Mapping[str, str],
    rows: Iterable[tuple[object, ...]],
) -> None:
    """Make (or make anew) the temporary table `name` with these columns and rows."""
    columns: list[list[object]] = [list(column) for column in zip(*rows, strict=True)]
    values = columns or [[] for _ in types]
    selected = ", ".join(f"unnest(?::{kind}[]) AS {column}" for column, kind in types.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {selected}", values)


def insert_rows(
    connection: duckdb.DuckDBPyConnection, into: str, rows: Sequence[Sequence[object]]
) -> None:
    """Add some rows to a table; `into` may name its columns: `dim_agency (agency_id, agency)`."""
    if rows:
        marks = "(" + ", ".join("?" * len(rows[0])) + ")"
        connection.execute(
            f"INSERT INTO {into} VALUES {', '.join([marks] * len(rows))}",
            [value for row in rows for value in row],
        )


def replace_rows(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]
) -> None:
    """Make these the rows of a table."""
    connection.execute(f"DELETE FROM {table}")
    insert_rows(connection, table, rows)


def insert_columns(
    connection: duckdb.DuckDBPyConnection,
    into: str,
    types: Sequence[str],
    rows: Sequence[tuple[object, ...]],
) -> None:
    """Add many rows: one parameter a column, where `insert_rows` parses a mark for every value."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        selected = ", ".join(f"unnest(?::{kind}[])" for kind in types)
        connection.execute(f"INSERT INTO {into} SELECT {selected}", columns)
