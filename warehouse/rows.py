"""Small temporary tables from Python rows, without the cost of a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
