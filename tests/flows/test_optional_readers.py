"""A file that waits for a reader to be installed is read by the next run, and stays read."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from pathlib import Path

import pytest

from examples.draw import balanced, draw_docx
from extract.optional import SOFFICE
from flows.ingredients import ingredients
from flows.settings import Settings
from tests.extract.old_word import RTF, converter, program
from tests.extract.test_office import running, wait_until
from tests.flows.test_cli import ogi
from warehouse.query import run_sql

FATES = """
    SELECT path, status, coalesce(reason, '') FROM audit.source_file
    WHERE run_id = (SELECT max(run_id) FROM audit.run)"""
"""Of the last run."""


def test_installing_libreoffice_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, warehouse = tmp_path / "in", tmp_path / "w.duckdb"
    folder.mkdir()
    (folder / "年报.rtf").write_bytes(RTF)
    there = converter(tmp_path, draw_docx(balanced(random.Random(3), "某市某局", 2023)))

    def run(program: object) -> dict[str, int]:
        monkeypatch.setenv(SOFFICE, str(program))
        arguments = ("ingest", folder, "-w", warehouse, "--engine", "plain", "--json")
        done = ogi(*arguments, "--workers", 1, "--fail-above", 1)
        assert done.returncode == 0, done.stderr
        counts: dict[str, int] = json.loads(done.stdout)["files"]
        return {fate: count for fate, count in counts.items() if count}

    assert run(tmp_path / "nothing") == {"rejected": 1}
    assert [*run_sql(warehouse, FATES).rows] == [("年报.rtf", "rejected", "unsupported_type")]
    assert run(there) == {"loaded": 1}
    query = "SELECT agency_as_printed, media, quality::VARCHAR FROM dim_report"
    loaded = run_sql(warehouse, query).rows
    assert loaded == (("某市某局", "rtf", "verified"),)
    (places,) = run_sql(
        warehouse,
        "SELECT count(*) FROM audit.cell WHERE reader = 'libreoffice' AND path LIKE 'table[%'",
    ).rows
    assert places[0] > 100
    assert run(there) == {"unchanged": 1}
    assert run(tmp_path / "nothing") == {"rejected": 1}
    assert run_sql(warehouse, query).rows == loaded, "what was read stays when the reader is gone"
    assert run(there) == {"unchanged": 1}


def test_a_worker_stopped_by_its_time_limit_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pool kills the worker alone; LibreOffice, and what it started, goes with it."""
    folder = tmp_path / "in"
    folder.mkdir()
    temporary = Path(tempfile.mkdtemp())  # short: the workers' socket in it may have 108 characters
    (folder / "年报.rtf").write_bytes(RTF)
    marked = f"{os.getpid()}.125"
    monkeypatch.setenv(SOFFICE, str(program(tmp_path, f"sleep 9{marked} & sleep 8{marked}")))
    monkeypatch.setenv("TMPDIR", str(temporary))
    warehouse = tmp_path / "w.duckdb"
    ogi("ingest", folder, "-w", warehouse, "--engine", "plain", "--workers", 1, "--timeout", 1)
    assert [*run_sql(warehouse, FATES).rows] == [("年报.rtf", "rejected", "timeout")]
    wait_until(lambda: not running(marked))
    wait_until(lambda: not [*temporary.glob("ogi-office-*")])
    shutil.rmtree(temporary)


def test_every_optional_reader_is_an_ingredient(monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for readers in ((), ("libreoffice",), ("ocr",), ("libreoffice", "ocr")):
        monkeypatch.setattr("flows.ingredients.available", lambda readers=readers: readers)
        found.add(ingredients(Settings()).whole)
    assert len(found) == 4
