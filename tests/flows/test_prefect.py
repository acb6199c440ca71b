"""A run with its own Prefect server: every task is in the history, and nothing is left running."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.flows.test_cli import REPORTS, command_line, environment, ogi


def wait_for_the_server_to_end(history: Path, seconds: float = 15) -> None:
    """The run does not wait for the last lines of its history; the server ends when they are written."""
    deadline = time.monotonic() + seconds
    while any(str(history) in command for command in _running().values()):
        assert time.monotonic() < deadline, "the private server is still running"
        time.sleep(0.1)


def _running() -> dict[int, str]:
    """Environments of all processes that are servers of ours."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"flows.prefect_child" in (process / "cmdline").read_bytes():
                found[int(process.name)] = (process / "environ").read_text(errors="replace")
        except OSError:
            continue
    return found


@pytest.mark.server
def test_a_run_writes_its_whole_history_down(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for report in sorted(REPORTS.glob("*.html")):
        shutil.copy(report, folder)
    done = ogi("ingest", folder, "-w", tmp_path / "w.duckdb", "--workers", 1)

    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr
    (history,) = (tmp_path / "w.duckdb.work" / "prefect").glob("*.db")
    wait_for_the_server_to_end(history)
    with closing(sqlite3.connect(history)) as connection:
        flows = connection.execute("select name, state_type from flow_run").fetchall()
        tasks = connection.execute("select name, state_type from task_run").fetchall()
        keys = connection.execute("select key from artifact").fetchall()
        lines = connection.execute("select message from log").fetchall()
    assert [state for _, state in flows] == ["COMPLETED"]
    assert {state for _, state in tasks} == {"COMPLETED"}
    names = sorted(name for name, _ in tasks)
    assert names[-1] == "publish"
    assert names[0].startswith("batch 1 (") and names[0].endswith(" documents)")
    assert len(names) == len(set(names)) > 1
    assert {"ogi-summary", "ogi-coverage"} <= {key for (key,) in keys}
    assert any(line.startswith("run_started run_id=") for (line,) in lines)
    assert any(line.startswith("batch_loaded run_id=") for (line,) in lines)
    assert "files" in (tmp_path / "w.duckdb.work" / "last_run.md").read_text(encoding="utf-8")


def a_longer_run(tmp_path: Path) -> subprocess.Popen[bytes]:
    """A run over 40 copies of the examples, once its flow is running; `--workers 1`."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(40):
        for report in sorted(REPORTS.glob("*.html")):
            copy = report.read_bytes() + f"<!-- {number} -->".encode()
            (folder / f"{number}_{report.name}").write_bytes(copy)
    command = ["ingest", folder, "-w", tmp_path / "w.duckdb", "--workers", 1]
    run = subprocess.Popen(command_line(command), env=environment())
    home = tmp_path / "w.duckdb.work" / "prefect"
    deadline = time.monotonic() + 60
    while states_in(home) != ["RUNNING"]:
        assert time.monotonic() < deadline and run.poll() is None, states_in(home)
        time.sleep(0.05)
    return run


@pytest.mark.server
def test_a_run_that_is_killed_is_crashed_in_the_history_at_once(tmp_path: Path) -> None:
    run = a_longer_run(tmp_path)
    run.kill()
    run.wait()
    home = tmp_path / "w.duckdb.work" / "prefect"
    (history,) = home.glob("*.db")
    wait_for_the_server_to_end(history)
    assert states_in(home) == ["CRASHED"]


@pytest.mark.server
def test_a_run_whose_server_is_killed_goes_on_without(tmp_path: Path) -> None:
    run = a_longer_run(tmp_path)
    home = str(tmp_path / "w.duckdb.work")
    (server,) = (number for number, environ in _running().items() if home in environ)
    os.kill(server, signal.SIGKILL)
    assert run.wait(120) == 0
    (log,) = (tmp_path / "w.duckdb.work" / "logs").glob("*.jsonl")
    told = log.read_text(encoding="utf-8")
    assert '"event":"prefect_lost"' in told
    assert '"event":"run_published"' in told


def states_in(home: Path) -> list[str]:
    """States of the flow runs in a history."""
    for history in home.glob("prefect*.db"):
        with closing(sqlite3.connect(f"file:{history}?mode=ro", uri=True)) as connection:
            return [state for (state,) in connection.execute("select state_type from flow_run")]
    return []
