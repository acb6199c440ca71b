"""The panel and, for comparison, the same panel without anything planted, each built once."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from examples.panel.build import Panel, panel
from examples.panel.questions import questions
from examples.panel.warehouse import build_warehouse
from warehouse.query import run_sql

Row = Mapping[str, Any]
Ask = Callable[..., list[Row]]


@dataclass(frozen=True)
class Asked:
    """A panel with its warehouse."""

    panel: Panel
    path: Path
    seconds: float

    def sql(self, sql: str) -> list[Row]:
        found = run_sql(self.path, sql)
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    def ask(self, code: str, **values: str | int) -> list[Row]:
        """The rows of a question's answer, asked with other values where some are given."""
        return self.sql(questions()[code].asked_of(**values))


def _asked(of: Panel, folder: Path) -> Asked:
    started = time.perf_counter()
    build_warehouse(folder / "panel.duckdb", of)
    return Asked(of, folder / "panel.duckdb", time.perf_counter() - started)


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return _asked(panel(), tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return _asked(panel(()), tmp_path_factory.mktemp("clean"))


@pytest.fixture(scope="session")
def ask(planted: Asked) -> Ask:
    return planted.ask
