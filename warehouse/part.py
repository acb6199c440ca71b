"""Which part of the warehouse a publishing looks at: all of it, or what a run touched and what that reaches.

Checks and derived tables are written over `part_*` (`part/whole.sql` lists them), so that one SQL makes both
the whole and a part of the rows; `part/*.sql` say how far a change reaches.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import duckdb

from warehouse.rows import keep_rows
from warehouse.versions import Place

FOLDER = Path(__file__).with_name("part")
MOST = 0.25
"""Share of all reports above which the whole is made anew: finding a part costs more than it saves."""
OWN_WAY = tuple(path.stem for path in sorted(FOLDER.glob("*_*.sql")))
"""Rules over reports of other agencies, each with a file that says which results a change can reach."""


def run(connection: duckdb.DuckDBPyConnection, name: str, **places: str) -> None:
    """Carry out a file of the folder, `places` filled in."""
    sql = _sql(name)
    for place, text in places.items():
        sql = sql.replace(f"{{{place}}}", text)
    connection.execute(sql)


def remember(connection: duckdb.DuckDBPyConnection, years: str) -> None:
    """Keep what a publishing compares with; call it before anything is loaded.

    `years` is the SQL of the years that totals are made of.
    """
    run(connection, "before", years=years)


def take_whole(connection: duckdb.DuckDBPyConnection) -> None:
    """Let checks and derived tables see everything."""
    release(connection)
    run(connection, "whole")


def take_part(connection: duckdb.DuckDBPyConnection, touched: Iterable[Place]) -> bool:
    """Let the checks see what these agencies and years reach; False where that is too much to be a part.

    Needs what `remember` kept, and checks and derived tables that were up to date then.
    """
    release(connection)
    types = {"agency_id": "INTEGER", "year": "SMALLINT"}
    keep_rows(connection, "part_touched", types, sorted(touched))
    run(connection, "subjects")
    ((subjects, reports),) = connection.execute(
        "SELECT (SELECT count(*) FROM part_subject), (SELECT count(*) FROM dim_report)"
    ).fetchall()
    if subjects > MOST * reports:
        return False
    run(connection, "checks")
    return True


def release(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the tables and views of a part, but not what `remember` kept."""
    found = connection.execute(
        "SELECT 'VIEW', view_name FROM duckdb_views() WHERE temporary AND starts_with(view_name, 'part_') "
        "UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables() WHERE temporary "
        "AND (starts_with(table_name, 'part_') OR starts_with(table_name, 'check_')) "
        "AND NOT ends_with(table_name, '_before')"
    ).fetchall()
    for kind, name in found:
        connection.execute(f"DROP {kind} temp.{name}")


@cache
def _sql(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
