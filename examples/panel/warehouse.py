"""The panel as a DuckDB file, by the way every report takes: frames, build, publish."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from examples.panel.build import Panel, packages
from examples.panel.reference import write_reference
from transform.frames import to_frames
from transform.reference import load_reference
from warehouse.build import RunInfo, WarehouseBuild

_RUN = RunInfo("panel", datetime(2026, 6, 2, tzinfo=UTC), "0", "examples.panel")


def build_warehouse(path: Path, of: Panel) -> None:
    """Builds the warehouse of a panel at a path."""
    with TemporaryDirectory() as folder:
        write_reference(Path(folder))
        reference = load_reference(Path(folder))
    with WarehouseBuild(path, _RUN) as build:
        build.record_reference(reference)
        build.load(to_frames(packages(of)))
        build.publish()
