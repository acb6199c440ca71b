"""Builds of a warehouse from few words."""

from __future__ import annotations

import shutil
import types
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extract.model import SourceFile
from tests.warehouse.few_words import Pack, Rep, frames, run, sha, source
from warehouse.build import WarehouseBuild
from warehouse.counts import LoadCounts
from warehouse.storage import connect_build


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published warehouse without a run: most tests start from it, which saves half a second."""
    path = tmp_path_factory.mktemp("empty") / "ogi.duckdb"
    with WarehouseBuild(path, run("none")) as warehouse:
        warehouse.publish()
    with duckdb.connect(path) as connection:
        connection.execute("DELETE FROM audit.run")
    return path


@pytest.fixture
def file(tmp_path: Path, empty: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A writing connection to a warehouse without reports, for rows written straight into it."""
    path = tmp_path / "ogi.duckdb"
    shutil.copyfile(empty, path)
    with connect_build(path) as connection:
        yield connection


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ogi.duckdb"


@pytest.fixture
def build(path: Path, empty: Path) -> Callable[..., LoadCounts]:
    """Build and publish: each argument is a batch (a list of packages); `seen` come after them."""

    def build(
        *batches: Sequence[Pack], run_id: str = "run-1", seen: Sequence[SourceFile] = (),
        at: Path = path,
    ) -> LoadCounts:  # fmt: skip
        if not at.exists():
            shutil.copyfile(empty, at)
        total = LoadCounts()
        with WarehouseBuild(at, run(run_id)) as warehouse:
            for batch in batches:
                total += warehouse.load(frames(batch))
            warehouse.record_seen(seen)
            warehouse.publish()
        return total

    return build


@pytest.fixture
def words() -> Any:
    """The builder's names, for tests: `words.Pack`, `words.Rep`, `words.frames` and so on."""
    return types.SimpleNamespace(Pack=Pack, Rep=Rep, frames=frames, run=run, sha=sha, source=source)
