"""What a person states beside the reports, in the file: expected reports and residents."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from transform.reference import Reference

_TABLES = {
    "audit.expected_stated": "agency_key, agency, kind, year, due_on",
    "region_population": "region_code, year, population, source",
}


def record_reference(connection: duckdb.DuckDBPyConnection, reference: Reference) -> bool:
    """Replace what was stated before; returns whether anything is different."""
    expected = [(e.key, e.agency, e.kind, e.year, e.due_on) for e in reference.expected]
    population = [(p.region_code, p.year, p.population, p.source) for p in reference.population]
    of_reports = _replace(connection, "audit.expected_stated", expected)
    of_regions = _replace(connection, "region_population", population)
    return of_reports or of_regions


def _replace(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]
) -> bool:
    columns = _TABLES[table]
    shown = columns.replace("due_on", "due_on::VARCHAR")
    before = connection.execute(f"SELECT {shown} FROM {table}").fetchall()
    if set(before) == set(rows):
        return False
    connection.execute(f"DELETE FROM {table}")
    if rows:
        names = columns.split(", ")
        values = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in names)
        connection.execute(
            f"INSERT INTO {table} ({columns}) SELECT * FROM (SELECT {values})",
            [[None if v is None else str(v) for v in column] for column in zip(*rows, strict=True)],
        )
    return True
