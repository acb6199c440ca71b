"""What a published warehouse knows of the runs that made it, and of files that are gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.query import ask
from warehouse.storage import connect_reader

_RUNS = Path(__file__).with_name("questions") / "past_runs.sql"
_HAS_MISSING = (
    "SELECT count(*) FROM duckdb_tables() "
    "WHERE schema_name = 'audit' AND table_name = 'missing_file' AND NOT internal"
)


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run that published; times are UTC, `files` are counts by fate."""

    run_id: str
    started_at: datetime
    ended_at: datetime
    files: dict[str, int]


@dataclass(frozen=True, slots=True)
class Past:
    """The latest runs, the last one first; files known that are gone (None: an older file)."""

    runs: tuple[PastRun, ...]
    missing_files: int | None


def past(path: Path, most: int) -> Past:
    """What the file knows; raises WarehouseMissing or WarehouseBusy."""
    with connect_reader(path) as connection:
        rows = ask(connection, _RUNS.read_text(encoding="utf-8"), [most]).rows
        ((has_missing,),) = ask(connection, _HAS_MISSING).rows
        missing = None
        if has_missing:
            ((missing,),) = ask(connection, "SELECT count(*) FROM audit.missing_file").rows
    return Past(tuple(_run(*row) for row in rows), missing)


def _run(run_id: str, started: datetime, ended: datetime, *counts: int) -> PastRun:
    fates = ("loaded", "unchanged", "duplicate", "rejected")
    files = dict(zip(fates, counts, strict=True))
    return PastRun(run_id, started.replace(tzinfo=UTC), ended.replace(tzinfo=UTC), files)
