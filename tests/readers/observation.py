"""What one look at the published file gives: which run published it, and a mark of all it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from tests.crash.complete import faults
from tests.crash.contents import KEYS, LAST_RUN, checksum, tables

MARKED = (
    "fact_request",
    "fact_proactive",
    "fact_dispute",
    "dim_report",
    "audit.problem",
    "report_wide",
)


@dataclass(slots=True)
class Observation:
    """`seconds` it took; `how` it was made; what was wrong, an error of the database included."""

    how: str
    seconds: float = 0.0
    run_id: str = ""
    mark: str = ""
    faults: list[str] = field(default_factory=list)


def look(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """The run that published what is seen, and rows and checksums of it."""
    ((run_id,),) = connection.execute(f"SELECT {LAST_RUN}").fetchall()
    shapes = tables(connection)
    counts = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in shapes
    ]
    return str(run_id), f"{counts} {[checksum(connection, name, shapes[name]) for name in MARKED]}"


def observe(connection: duckdb.DuckDBPyConnection, into: Observation) -> None:
    """Looks, and checks that what is seen is whole."""
    connection.execute(KEYS)
    into.run_id, into.mark = look(connection)
    into.faults += faults(connection)


def state(warehouse: Path) -> tuple[str, str]:
    """What a look gives when nobody writes."""
    with duckdb.connect(warehouse, read_only=True) as connection:
        connection.execute(KEYS)
        return look(connection)
