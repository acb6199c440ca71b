"""A warehouse without reports: its tables, views and codes are there to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from warehouse.build import RunInfo, WarehouseBuild


@contextmanager
def empty_warehouse() -> Iterator[Path]:
    """A warehouse without reports, made as a run makes one, for as long as the `with` block lasts."""
    with TemporaryDirectory(prefix="ogi-") as folder:
        path = Path(folder) / "ogi.duckdb"
        with WarehouseBuild(path, RunInfo("none", datetime.now(UTC), "")) as build:
            build.publish()
        yield path
