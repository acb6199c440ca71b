"""A short campaign of readers, what judges them, and a program that opens the file for writing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tests.bench.ogi import ROOT, ingest_command, surroundings
from tests.crash.contents import contents
from tests.crash.crash_documents import draw
from tests.readers.observation import Observation, state
from tests.readers.readers_at_work import campaign, judged


@pytest.mark.timeout(600)
def test_readers_see_whole_states_only(tmp_path: Path) -> None:
    findings = campaign(tmp_path, readers=3, rounds=2, reports=15, seed=0, workers=2)
    assert findings.faults == []
    assert len(findings.states) == 2
    assert {look.how for look in findings.seen} == {"fresh", "held", "command"}
    assert len({look.run_id for look in findings.seen}) > 1


LOOK = Observation("fresh", run_id="2", mark="b")
STATES = {"1": "a", "2": "b"}


@pytest.mark.parametrize(
    ("looks", "fault"),
    [
        ([LOOK], ""),
        ([replace(LOOK, run_id="1", mark="a"), LOOK], ""),
        ([replace(LOOK, mark="a")], "saw 2 in part"),
        ([replace(LOOK, run_id="3")], "saw a state that no run published: 3"),
        ([LOOK, replace(LOOK, run_id="1", mark="a")], "saw 1 after 2"),
        ([replace(LOOK, faults=["IOError: no"])], "IOError: no"),
    ],
)
def test_what_readers_must_not_see_is_found(looks: list[Observation], fault: str) -> None:
    assert judged(looks, STATES) == ([f"fresh: {fault}"] if fault else [])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    draw(tmp_path / "reports", 5, seed=1)
    return tmp_path


def ingest(folder: Path) -> subprocess.Popen[str]:
    command = ingest_command(folder / "reports", folder / "ogi.duckdb", 1, "--engine", "plain")
    return subprocess.Popen(
        command, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@contextmanager
def opened_for_writing(warehouse: Path) -> Iterator[int]:
    """A program that has the published file open as one that writes; its process."""
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); sys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(warehouse)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout
    assert process.stdout.readline() == b"1\n"
    try:
        yield process.pid
    finally:
        process.communicate()


@pytest.mark.timeout(600)
def test_a_program_that_writes_is_named_and_loses_nothing(folder: Path) -> None:
    """Opened before a run, or while it goes: the run does not publish over it, says who, and is resumed."""
    warehouse = folder / "ogi.duckdb"
    assert ingest(folder).wait(120) == 0
    first = state(warehouse)
    draw(folder / "reports" / "more", 4, seed=2)
    with opened_for_writing(warehouse) as pid:
        run = ingest(folder)
        _, errors = run.communicate(timeout=120)
        assert run.returncode == 2
        assert f"(PID {pid})" in errors
        assert "Traceback" not in errors
    run = ingest(folder)
    while not warehouse.with_name("ogi.duckdb.build").exists() and run.poll() is None:
        time.sleep(0.01)
    with opened_for_writing(warehouse) as pid:
        _, errors = run.communicate(timeout=120)
    assert run.returncode == 2, "the run ended before the program could open the file"
    assert f"(PID {pid})" in errors
    assert state(warehouse) == first
    assert ingest(folder).wait(120) == 0
    assert state(warehouse) != first
    assert int(contents(warehouse)["dim_report"].partition("-")[0]) == 9


def test_readers_keep_a_program_from_writing_but_not_a_run(folder: Path) -> None:
    warehouse = folder / "ogi.duckdb"
    assert ingest(folder).wait(120) == 0
    draw(folder / "reports" / "more", 4, seed=2)
    with duckdb.connect(warehouse, read_only=True) as connection:
        before = connection.execute("SELECT count(*) FROM dim_report").fetchall()
        code = "import duckdb, sys; duckdb.connect(sys.argv[1])"
        writer = subprocess.run([sys.executable, "-c", code, str(warehouse)], capture_output=True)
        assert b"Could not set lock" in writer.stderr
        assert ingest(folder).wait(120) == 0
        assert connection.execute("SELECT count(*) FROM dim_report").fetchall() == before
    with duckdb.connect(warehouse, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM dim_report").fetchall() == [(9,)]
