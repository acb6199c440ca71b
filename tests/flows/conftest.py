"""Warehouses that several modules of tests look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.planted_gaps import SQL
from tests.flows.simulated_warehouse import simulate


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of 45 agencies over six years with planted gaps, blanks and doubts."""
    path = tmp_path_factory.mktemp("planted") / "planted.duckdb"
    simulate(path, regions=5, plants=SQL)
    return path
