"""For all tests: a new warehouse is furnished once and copied from then on, which saves half a second each,
and no example of a law has a deadline: on a busy machine it says nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings

from warehouse import build, prepare, schema
from warehouse.storage import connect_build

settings.register_profile("ogi", deadline=None)
settings.load_profile("ogi")


@pytest.fixture(scope="session", autouse=True)
def furnished_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Copies are told apart by what they are furnished with, so a test that changes that gets its own."""
    folder = tmp_path_factory.mktemp("furnished")
    made = build.prepare_build

    def prepared(published: Path) -> duckdb.DuckDBPyConnection:
        if published.exists():
            return made(published)
        copy = folder / f"{schema.checksum()}-{prepare._wording()}.duckdb"
        aside = prepare.build_path(published)
        if not copy.exists():
            made(published).close()
            shutil.copyfile(aside, copy)
        prepare.discard(aside)
        shutil.copyfile(copy, aside)
        return connect_build(aside)

    build.prepare_build = prepared
    yield
    build.prepare_build = made
