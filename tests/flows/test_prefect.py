"""A run with its own Prefect server: every task is in the history, and nothing is left running."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.flows.test_cli import REPORTS, ogi


def wait_for_the_server_to_end(history: Path, seconds: float = 15) -> None:
    """The run does not wait for the last lines of its history; the server ends when they are written."""
    deadline = time.monotonic() + seconds
    while any(str(history) in command for command in _running()):
        assert time.monotonic() < deadline, "the private server is still running"
        time.sleep(0.1)


def _running() -> list[str]:
    """Environments of all processes that are servers of ours."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"flows.prefect_child" in (process / "cmdline").read_bytes():
                found.append((process / "environ").read_text(errors="replace"))
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
    assert [state for _, state in flows] == ["COMPLETED"]
    assert {state for _, state in tasks} == {"COMPLETED"}
    names = [name for name, _ in tasks]
    batches = sum(name.startswith("read batch ") for name in names)
    assert batches > 1
    assert sorted(name for name in names if name.startswith("load batch ")) == [
        f"load batch {number}" for number in range(1, batches + 1)
    ]
    assert len(names) == 2 * batches + 1
    assert ("ogi-summary",) in keys
    assert "files" in (tmp_path / "w.duckdb.work" / "last_run.md").read_text(encoding="utf-8")
