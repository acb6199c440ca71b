"""Whether a published warehouse is whole: what must hold of every state anybody can see."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb

from extract.yaml_file import read_yaml
from tests.crash.contents import LAST_RUN

_TABLES = ("fact_request", "fact_proactive", "fact_dispute", "fact_legacy")
_FACTS = " UNION ALL ".join(f"SELECT report_id, cell_id FROM {table}" for table in _TABLES)
_VIEWS = (
    "SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
)


@cache
def rules() -> dict[str, str]:
    """Queries by what is wrong where they answer anything but 0."""
    texts: dict[str, str] = read_yaml(Path(__file__).with_suffix(".yml"))
    return {name: sql.format(last_run=LAST_RUN, facts=_FACTS) for name, sql in texts.items()}


def faults(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What is wrong with the state a connection sees; every view is asked, too."""
    found = []
    for meaning, sql in rules().items():
        rows = connection.execute(sql).fetchall()
        if rows and rows[0][0]:
            found.append(f"{meaning}: {rows[0][0]}")
    for (view,) in connection.execute(_VIEWS).fetchall():
        connection.execute(f"SELECT * FROM {view} LIMIT 3").fetchall()
    return found


def faults_of(path: Path) -> list[str]:
    """What is wrong with a published file, an error of the database included."""
    try:
        with duckdb.connect(path, read_only=True) as connection:
            return faults(connection)
    except duckdb.Error as error:
        return [f"the published file cannot be read: {error}"]


def opens(path: Path) -> bool:
    """Whether a published file can be opened and asked."""
    try:
        with duckdb.connect(path, read_only=True) as connection:
            return bool(connection.execute("SELECT count(*) FROM audit.run").fetchall()[0][0])
    except duckdb.Error:
        return False
