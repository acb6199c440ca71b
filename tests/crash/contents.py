"""What a warehouse holds, by content: equal for two files exactly when they tell the same.

Rows are named by what they are about, never by the numbers a run gave them: a report by the hash of its
file and its place in it, an agency by its key, a cell by its place in its report. Left out is what a run
says about itself: its name, times, and whether it found a file or knew it already.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

OF_A_RUN = frozenset({"run_id", "loaded_at", "read_at", "applied_at", "seconds"})
TABLES_OF_RUNS = frozenset({"audit.run", "schema_version"})
OF_FILES = ("path", "sha256", "bytes", "kind", "reason")
LAST_RUN = "(SELECT run_id FROM audit.run ORDER BY ended_at DESC, run_id DESC LIMIT 1)"

KEYS = """
CREATE OR REPLACE TEMP TABLE report_key AS
SELECT report_id AS id, sha256 || '/' || ordinal_in_file AS key FROM dim_report;
CREATE OR REPLACE TEMP TABLE agency_key AS SELECT agency_id AS id, agency_key AS key FROM dim_agency;
CREATE OR REPLACE TEMP TABLE cell_key AS
SELECT cell_id AS id, k.key || '/' || row_number() OVER (PARTITION BY report_id ORDER BY cell_id) AS key
FROM audit.cell JOIN report_key k ON k.id = report_id;
"""
_CHECKSUM = """
SELECT count(*), sum(('0x' || hash[1:15])::UBIGINT::HUGEINT), sum(('0x' || hash[16:30])::UBIGINT::HUGEINT)
FROM (SELECT md5(to_json([{values}])::VARCHAR) AS hash FROM {table} t {where})
"""


def contents(path: Path) -> dict[str, str]:
    """A checksum of every table of a published file; hashes of rows are added up, so order does not
    matter and a row that is there twice shows. Raises duckdb.Error where the file cannot be read."""
    with duckdb.connect(path, read_only=True) as connection:
        connection.execute(KEYS)
        return {
            table: checksum(connection, table, columns)
            for table, columns in tables(connection).items()
            if table not in TABLES_OF_RUNS
        }


def tables(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Types by column, by table."""
    rows = connection.execute(
        "SELECT CASE schema_name WHEN 'main' THEN '' ELSE schema_name || '.' END || table_name, "
        "column_name, data_type FROM duckdb_columns() JOIN duckdb_tables() t USING (database_name, "
        "schema_name, table_name) WHERE NOT t.internal AND NOT t.temporary ORDER BY ALL"
    ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in rows:
        found.setdefault(table, {})[column] = kind
    return found


def checksum(connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str]) -> str:
    """Number of rows and sums of their hashes."""
    of_files = table == "audit.source_file"
    wanted = {
        column: kind
        for column, kind in columns.items()
        if column not in OF_A_RUN and (column in OF_FILES or not of_files)
    }
    values = ", ".join(_value(column, kind) for column, kind in wanted.items())
    where = f"WHERE run_id = {LAST_RUN}" if of_files else ""
    ((count, high, low),) = connection.execute(
        _CHECKSUM.format(values=values, table=table, where=where)
    ).fetchall()
    return f"{count}-{int(high or 0):x}-{int(low or 0):x}"


def _value(column: str, kind: str) -> str:
    """SQL of a column as text that another run would give, too."""
    for ending, keys in (("report_id", "report"), ("superseded_by", "report"),
                         ("agency_id", "agency"), ("cell_id", "cell")):  # fmt: skip
        if column.endswith(ending):
            key = f'(SELECT key FROM {keys}_key k WHERE k.id = t."{column}")'
            return f'coalesce({key}, t."{column}"::VARCHAR)'
    return f"printf('%.9g', t.\"{column}\")" if kind == "DOUBLE" else f't."{column}"::VARCHAR'


def differing(found: dict[str, str], expected: dict[str, str]) -> list[str]:
    """Tables that do not hold the same, with the number of their rows."""
    names = sorted(found.keys() | expected.keys())
    return [
        f"{name}: {_rows(found, name)} rows, expected {_rows(expected, name)}"
        for name in names
        if found.get(name) != expected.get(name)
    ]


def _rows(checksums: dict[str, str], name: str) -> str:
    return checksums.get(name, "no-").partition("-")[0]
