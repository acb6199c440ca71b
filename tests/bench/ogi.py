"""`ogi ingest` as a user runs it, to be measured: a command, its surroundings, a warehouse."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.bench.measure import Cost, Watcher, measure, unwatched

ROOT = Path(__file__).resolve().parent.parent.parent
OGI = [sys.executable, "-P", "-m", "flows"]


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a measured command; no Prefect server but the one named in `more`."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**ours, "PYTHONPATH": str(ROOT), **more}


def ingest_command(folder: Path, warehouse: Path, workers: int, *more: str) -> list[str]:
    """Reads a folder into a warehouse."""
    options = ["--warehouse", str(warehouse), "--workers", str(workers), "--fail-above", "1"]
    return [*OGI, "ingest", str(folder), *options, *more]


def cold(
    folder: Path,
    documents: int,
    workers: int,
    *more: str,
    environment: dict[str, str] | None = None,
    watcher: Watcher = unwatched,
) -> Cost:
    """A run into a warehouse and a work folder that do not exist yet, everything in it."""
    with tempfile.TemporaryDirectory() as temporary:
        command = ingest_command(folder, Path(temporary) / "bench.duckdb", workers, *more)
        return measure(
            command, documents, environment or surroundings(), quiet=True, watcher=watcher
        )
