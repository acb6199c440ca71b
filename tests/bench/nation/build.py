"""Build the simulated nation in a file of the real shape, by the real tables, checks and derived tables."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from tests.bench.nation.shapes import make_shapes
from warehouse.checks import run_checks
from warehouse.derived import fill
from warehouse.prepare import build_path, prepare_build
from warehouse.publish import publish_file

FOLDER = Path(__file__).parent
CHUNK = 50_000
"""Reports written at a time: bounds memory."""
YEARS = 8


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each step, and bytes of the file; `steps` are the statements of the derived tables."""

    generated: float
    checked: float
    derived: float
    steps: dict[str, float]
    bytes: int


@dataclass
class _Timed:
    """A connection that remembers how long statements take, by the table they make."""

    connection: duckdb.DuckDBPyConnection
    seconds: dict[str, float] = field(default_factory=dict)

    def execute(self, sql: str, parameters: object = None) -> duckdb.DuckDBPyConnection:
        started = time.perf_counter()
        done = self.connection.execute(sql, parameters)
        made = _MAKES.match(sql)
        if made:
            self.seconds[made[1]] = self.seconds.get(made[1], 0.0) + time.perf_counter() - started
        return done


_MAKES = re.compile(r"(?:INSERT INTO|CREATE OR REPLACE TEMP TABLE) (\w+)")


def build_nation(
    path: Path, reports: int, say: Callable[[str], None] = print, threads: int = 2
) -> Times:
    """A published warehouse of so many simulated reports at `path`."""
    connection = prepare_build(path)
    connection.execute(f"SET threads = {threads}")
    started = time.perf_counter()
    _generate(connection, reports, say)
    generated = time.perf_counter()
    say(f"generated in {generated - started:.0f} s")
    connection.begin()
    run_checks(connection)
    connection.commit()
    checked = time.perf_counter()
    say(f"checks over reports in {checked - generated:.0f} s")
    timed = _Timed(connection)
    connection.begin()
    fill(timed)  # type: ignore[arg-type]
    connection.commit()
    derived = time.perf_counter()
    say(f"derived tables in {derived - checked:.1f} s")
    for name, seconds in timed.seconds.items():
        say(f"  {name} {seconds:.1f} s")
    connection.execute("CHECKPOINT")
    connection.close()
    publish_file(build_path(path), path)
    return Times(
        generated - started,
        checked - generated,
        derived - checked,
        timed.seconds,
        path.stat().st_size,
    )


def _generate(
    connection: duckdb.DuckDBPyConnection, reports: int, say: Callable[[str], None]
) -> None:
    """Write agencies, reports, facts, cells and check results."""
    agencies = -(-reports * 104 // (100 * YEARS))
    connection.execute(f"SET VARIABLE agencies = {agencies}")
    connection.execute(f"SET VARIABLE reports = {reports}")
    for name in ("macros", "agencies", "reports"):
        connection.execute(_sql(name))
    make_shapes(connection)
    for first in range(1, reports + 1, CHUNK):
        connection.execute(f"SET VARIABLE first = {first}")
        connection.execute(f"SET VARIABLE last = {first + CHUNK - 1}")
        connection.execute(_sql("figures"))
        say(f"{min(first + CHUNK - 1, reports):,} reports")


def _sql(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
