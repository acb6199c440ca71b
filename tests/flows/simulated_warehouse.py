"""A warehouse of simulated reports of one province, made by SQL in seconds: for what has to hold at size.

    python -m tests.flows.simulated_warehouse OUT.duckdb --regions 96

The sums of its forms hold; missing years, blanks, unknown scopes and reports to review are planted by the
numbers of reports, so that every run gives the same.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from warehouse.build import RunInfo, WarehouseBuild

SQL = Path(__file__).with_name("simulated_reports.sql")
RUN = RunInfo("simulated", datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "0.1", "simulate")
PROVINCE = "32"


def simulate(
    path: Path, regions: int, first: int = 2019, last: int = 2024, plants: Path | None = None
) -> None:
    """Writes a warehouse with 9 agencies in each of so many regions, the province and its cities first.

    `plants` is a file of statements that change what is loaded, before anything is derived from it.
    """
    with WarehouseBuild(path, RUN) as build:
        build.publish()
    with duckdb.connect(path) as connection:
        codes = connection.execute(
            "SELECT region_code FROM dim_region WHERE starts_with(region_code, ?) AND gone_since IS NULL "
            "ORDER BY right(region_code, 4) <> '0000', right(region_code, 2) <> '00', region_code LIMIT ?",
            [PROVINCE, regions],
        ).fetchall()
        wanted = {
            "first": first,
            "last": last,
            "regions": [code for (code,) in codes],
            "run": RUN.run_id,
        }
        for statement in _statements(SQL):
            used = {name: value for name, value in wanted.items() if f"${name}" in statement}
            connection.execute(statement, used)
        for statement in _statements(plants) if plants else ():
            connection.execute(statement)
        # what is derived is due again: the next run that publishes makes it
        connection.execute("UPDATE schema_version SET checked = NULL")
    with WarehouseBuild(path, RUN) as build:
        build.publish()


def _statements(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("--"))
    return [each for each in text.split(";\n") if each.strip()]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="A warehouse of simulated reports.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--regions", type=int, default=96)
    asked = parser.parse_args()
    asked.out.unlink(missing_ok=True)
    simulate(asked.out, asked.regions)
