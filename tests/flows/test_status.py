"""`ogi status`: what the warehouse holds, the run that goes, the runs before it; it disturbs nobody."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.run_history import last_runs, remember
from flows.run_status import RunStatus, read_status, state_of, write_status
from flows.standing import standing
from flows.standing_text import lines
from flows.tally import Tally
from tests.flows.screen import seen
from tests.flows.test_cli import ogi
from tests.flows.test_watch import command, environment, wait_until_it_hangs, work_of
from warehouse.errors import WarehouseMissing


@pytest.fixture
def hanging(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run over `w.duckdb` that goes on until it is stopped."""
    run = subprocess.Popen(
        command(tmp_path / "w.duckdb", "hang", 0.1),
        env=environment(),
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    wait_until_it_hangs(tmp_path / "w.duckdb")
    yield run
    run.kill()
    run.wait()


def status(run_id: str = "run") -> RunStatus:
    return Tally(run_id, "w.duckdb").status()


def test_a_status_is_written_whole_and_read_back(tmp_path: Path) -> None:
    written = status()
    write_status(tmp_path, written)
    assert read_status(tmp_path) == written
    assert [path.name for path in tmp_path.iterdir()] == ["status.json"]


@pytest.mark.parametrize("content", ["", "{", '{"run_id": 1}', "[]"])
def test_a_status_that_cannot_be_understood_is_none(content: str, tmp_path: Path) -> None:
    (tmp_path / "status.json").write_text(content)
    assert read_status(tmp_path) is None


def test_whether_a_run_still_goes() -> None:
    mine = status()
    later = datetime.now(UTC) + timedelta(minutes=5)
    assert state_of(mine) == "going"
    assert state_of(mine, later) == "silent"
    assert state_of(replace(mine, ended_at=later)) == "ended"
    assert state_of(replace(mine, pid=2**22 + 1)) == "gone"
    assert state_of(replace(mine, host="elsewhere")) == "going"
    assert state_of(replace(mine, host="elsewhere"), later) == "gone"
    if mine.process_start is not None:
        again = replace(mine, process_start=mine.process_start + 1)
        assert state_of(again) == "gone", "another process has got its number"


def test_the_last_runs_without_the_half_line_of_a_killed_one(tmp_path: Path) -> None:
    for number in range(4):
        remember(tmp_path, replace(status(f"run {number}"), outcome="ok"))
    with (tmp_path / "runs.jsonl").open("ab") as file:
        file.write(b'{"run_id": "ha')
    assert [run.run_id for run in last_runs(tmp_path, 2)] == ["run 3", "run 2"]


def test_a_run_that_goes_before_there_is_a_warehouse(
    hanging: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    done = ogi("status", "-w", tmp_path / "w.duckdb")
    assert done.returncode == 0, done.stderr
    assert "a run is going: reading: 600 of 700 documents" in done.stdout
    assert f"process {hanging.pid} on " in done.stdout
    assert "batches loaded: 3 (600 documents)" in done.stdout
    assert "not there yet" in done.stdout
    told = json.loads(ogi("status", "-w", tmp_path / "w.duckdb", "--json").stdout)
    assert told["running"]["documents"] == 600
    assert told["running"]["pid"] == hanging.pid
    assert (told["killed"], told["last_runs"]) == (None, [])


def test_a_run_that_was_killed(hanging: subprocess.Popen[bytes], tmp_path: Path) -> None:
    hanging.kill()
    hanging.wait()
    told = "\n".join(lines(standing(tmp_path / "w.duckdb")))
    assert "the last run was killed at 20" in told
    assert "the same command continues" in told
    (run,) = standing(tmp_path / "w.duckdb").runs
    assert (run.outcome, run.documents) == ("killed", 600)


def test_a_run_that_was_suspended(hanging: subprocess.Popen[bytes], tmp_path: Path) -> None:
    os.kill(hanging.pid, signal.SIGSTOP)
    time.sleep(1.2)
    silent = read_status(work_of(tmp_path / "w.duckdb"))
    assert silent is not None
    old = silent.updated_at - timedelta(minutes=5)
    write_status(work_of(tmp_path / "w.duckdb"), replace(silent, updated_at=old))
    told = "\n".join(lines(standing(tmp_path / "w.duckdb")))
    assert "it has told nothing since" in told


def test_following_a_run_on_a_terminal(hanging: subprocess.Popen[bytes], tmp_path: Path) -> None:
    watching = [*command(tmp_path, "", 0)[:2], "flows", "status", "--watch"]
    watching += ["-w", str(tmp_path / "w.duckdb")]
    screens, screen = seen(watching, 80, environment(), 4)
    assert screen.wrapped == 0
    assert any(shown.lstrip().startswith("reading ━") for shown in screens)


def test_after_the_run(planted: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    warehouse.write_bytes(planted.read_bytes())
    work_of(warehouse).mkdir()
    failed = replace(
        status("20991231T000000-0000"),
        started_at=datetime(2099, 12, 31, tzinfo=UTC),
        outcome="failed",
        message="the disk is full; make room",
    )
    remember(work_of(warehouse), failed)
    stands = standing(warehouse)
    assert stands.run is None
    assert stands.missing_files == 0
    assert stands.age_seconds is not None and stands.age_seconds > 0
    assert [run.outcome for run in stands.runs] == ["failed", *["ok"] * (len(stands.runs) - 1)]
    assert len(stands.runs) > 1
    done = ogi("status", "-w", warehouse)
    assert "failed: the disk is full; make room" in done.stdout
    assert " ago by run " in done.stdout
    told = json.loads(ogi("status", "-w", warehouse, "--json").stdout)
    assert told["running"] is told["killed"] is None
    assert told["last_runs"][0]["message"] == failed.message
    assert {"path", "bytes", "reports", "quality", "files", "problems"} <= set(told)


def test_neither_a_warehouse_nor_a_run(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissing):
        standing(tmp_path / "w.duckdb")
