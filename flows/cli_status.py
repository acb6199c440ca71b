"""Command `ogi status`: what is in a warehouse, the run that goes, the runs before it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli_ingest import AsJson, Warehouse

if TYPE_CHECKING:
    from flows.standing import Standing

SECONDS_BETWEEN_LOOKS = 1.0


def add_to(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(epilog="Example: ogi status --warehouse ogi.duckdb")(status)


def status(
    warehouse: Warehouse = Path("ogi.duckdb"),
    watch: Annotated[
        bool, typer.Option("--watch", help="Follow the run that goes until it ends.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Says what is in the warehouse, how far a run is that goes, and how the last runs went.

    It disturbs no run: what a run tells of itself is read from a file beside the warehouse.
    """
    from flows.standing import standing

    if watch:
        follow(warehouse)
    stands = standing(warehouse)
    if as_json:
        print(json.dumps(as_values(stands), ensure_ascii=False, indent=2, default=str))
        return
    from flows.standing_text import COLUMNS, lines, row
    from flows.tables import print_table

    print("\n".join(lines(stands)))
    if stands.runs:
        print_table(COLUMNS, [row(run) for run in stands.runs])


def follow(warehouse: Path) -> None:
    """Shows the run that goes, as `ogi ingest` does, until it is over."""
    from rich.console import Console

    from flows.display import display_on
    from flows.run_status import read_status, state_of
    from flows.settings import Settings

    display = display_on(Console(stderr=True))
    try:
        while (run := read_status(Settings(warehouse).work)) and state_of(run) == "going":
            display.show(run)
            time.sleep(SECONDS_BETWEEN_LOOKS)
    finally:
        display.close()


def as_values(stands: Standing) -> dict[str, Any]:
    """What `--json` prints: what the warehouse holds, then everything about runs."""
    from dataclasses import asdict

    import msgspec

    holds = asdict(stands.holds) if stands.holds else {}
    about_runs = msgspec.to_builtins(stands.run), msgspec.to_builtins(stands.runs)
    return {
        **holds,
        "age_seconds": stands.age_seconds,
        "missing_files": stands.missing_files,
        "running": about_runs[0] if stands.state in ("going", "silent") else None,
        "killed": about_runs[0] if stands.state == "gone" else None,
        "last_runs": about_runs[1],
    }
