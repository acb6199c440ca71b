"""Whoever watches a run sees how it goes: on a terminal, in lines, in the status file, in the log."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.run_history import last_runs
from flows.run_status import RunStatus, read_status, state_of
from tests.flows.help_text import ROOT
from tests.flows.screen import seen
from tests.flows.watched_run import SLOW


def command(warehouse: Path, then: str, seconds: float) -> list[str]:
    return [
        *(sys.executable, "-m", "tests.flows.watched_run"),
        *(str(warehouse), then, str(seconds)),
    ]


def environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "FORCE_COLOR"}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **more}


def run(
    warehouse: Path, then: str, seconds: float = 0.2, **more: str
) -> subprocess.CompletedProcess[str]:
    """Such a run to its end, on pipes."""
    return subprocess.run(
        command(warehouse, then, seconds),
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=60,
    )


def work_of(warehouse: Path) -> Path:
    return warehouse.with_name(warehouse.name + ".work")


def status_of(warehouse: Path) -> RunStatus:
    status = read_status(work_of(warehouse))
    assert status is not None
    return status


def events(warehouse: Path) -> list[dict[str, object]]:
    """The lines of the only log."""
    (log,) = (work_of(warehouse) / "logs").iterdir()
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def wait_until_it_hangs(warehouse: Path) -> RunStatus:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        status = read_status(work_of(warehouse))
        if status and status.waiting_for == SLOW:
            return status
        time.sleep(0.05)
    raise TimeoutError


@pytest.mark.parametrize("columns", [80, 120])
def test_a_terminal_shows_a_bar_that_stays_in_its_place(columns: int, tmp_path: Path) -> None:
    watched = command(tmp_path / "w.duckdb", "end", 2)
    screens, screen = seen(watched, columns, environment(NO_COLOR="1"))
    assert screen.wrapped == 0
    assert max(len(shown.splitlines()) for shown in screens[:-1]) == 3
    whole = "\n".join(screens)
    assert re.search(r"^looking for files [━ ]+ [\d,]+ files$", whole, re.MULTILINE)
    assert re.search(r"^reading ━+[╸╺]?[━ ]* \d+ of 500\+ over \d+ s left$", whole, re.MULTILINE)
    assert re.search(r"^\d+ s · [\d.]+/s · 35 problems, 1 rejected$", whole, re.MULTILINE)
    assert re.search(r"^publishing ━+ +600 of 600 *$", whole, re.MULTILINE)
    assert "last rejected (corrupt): 江苏省/淮安市/" in whole
    assert screen.text().startswith("{"), "the bar is gone, the summary stands alone"


def test_a_document_that_is_awaited_is_named(tmp_path: Path) -> None:
    screens, screen = seen(command(tmp_path / "w.duckdb", "hang", 0.1), 80, environment(), 7)
    assert screen.wrapped == 0
    assert re.search(r"waiting 5\.\d s for 江苏省/淮安市/洪泽区.*…", "\n".join(screens))


def test_a_pipe_gets_plain_lines_and_the_output_stays_pure(tmp_path: Path) -> None:
    done = run(tmp_path / "w.duckdb", "end", 1.2, FORCE_COLOR="1")
    assert json.loads(done.stdout) == {"loaded": 597, "rejected": 3}
    assert "\x1b" not in done.stderr
    told = [line.partition("  ")[2] for line in done.stderr.splitlines()]
    assert told[0].startswith("looking for files")
    assert re.fullmatch(r"reading: \d+ of 300\+ documents", told[1])
    assert re.fullmatch(
        r"publishing: 600 of 600 documents(, [\d.]+/s)?, 105 problems, 3 rejected", told[2]
    )
    assert len(told) == 3


def test_status_log_and_history_of_a_run(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    assert run(warehouse, "end").returncode == 0
    status = status_of(warehouse)
    assert (status.documents, status.total, status.growing) == (600, 600, False)
    assert (status.files, status.batches, status.loaded) == (1200, 3, 600)
    assert (status.problems, status.rejected) == (105, 3)
    assert status.last_rejected is not None
    assert status.last_rejected.file == SLOW
    assert (status.outcome, state_of(status)) == ("ok", "ended")
    assert last_runs(work_of(warehouse), 5) == [status]
    lines = events(warehouse)
    assert [line["event"] for line in lines] == [
        *("run_started", "stage", "stage", "stage"),
        *("document_rejected", "batch_loaded") * 2,
        *("files_found", "document_rejected", "batch_loaded"),
        *("stage", "run_published", "run_ended"),
    ]
    assert {line["run_id"] for line in lines} == {status.run_id}
    ended = lines[-1]
    assert ended["first_document"] < ended["last_document"] <= ended["seconds"]  # type: ignore[operator]
    assert set(ended["stages"]) == {"reading", "loading", "publishing"}  # type: ignore[call-overload]


def test_a_run_that_waits_leaves_the_status_to_the_run_it_waits_for(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    run(warehouse, "end")
    other = status_of(warehouse)
    waiting = subprocess.Popen(
        command(warehouse, "wait", 2), env=environment(), stderr=subprocess.PIPE, text=True
    )
    time.sleep(1.5)
    assert status_of(warehouse) == other
    _, told = waiting.communicate(timeout=60)
    assert "waiting for the warehouse" in told
    assert status_of(warehouse).run_id != other.run_id
    newest = max((work_of(warehouse) / "logs").iterdir())
    lines = [json.loads(line) for line in newest.read_text(encoding="utf-8").splitlines()]
    assert [line["event"] for line in lines[:3]] == ["stage", "waiting_for_lock", "run_started"]


@pytest.mark.parametrize(
    ("then", "outcome", "message", "exit_status"),
    [
        ("fail", "failed", "the disk is full; make room", 2),
        ("break", "failed", "ZeroDivisionError: by zero", 1),
    ],
)
def test_a_run_that_fails_says_why(
    then: str, outcome: str, message: str, exit_status: int, tmp_path: Path
) -> None:
    warehouse = tmp_path / "w.duckdb"
    assert run(warehouse, then).returncode == exit_status  # 1: python's own, for a traceback
    status = status_of(warehouse)
    assert (status.outcome, status.message) == (outcome, message)
    assert events(warehouse)[-1]["event"] == "run_failed"
    assert events(warehouse)[-1]["exit_status"] == 2
    assert [each.outcome for each in last_runs(work_of(warehouse), 5)] == [outcome]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_says_so(number: signal.Signals, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    watched = subprocess.Popen(command(warehouse, "hang", 0.1), env=environment())
    assert state_of(wait_until_it_hangs(warehouse)) == "going"
    watched.send_signal(number)
    assert watched.wait(20) == 130
    assert status_of(warehouse).outcome == "interrupted"
    assert events(warehouse)[-1]["outcome"] == "interrupted"


def test_a_run_that_was_killed_is_known_and_remembered_by_the_next(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    run(warehouse, "kill")
    killed = status_of(warehouse)
    assert (killed.outcome, state_of(killed)) == (None, "gone")
    run(warehouse, "end")
    runs = last_runs(work_of(warehouse), 5)
    assert [(each.run_id, each.outcome) for each in runs] == [
        (status_of(warehouse).run_id, "ok"),
        (killed.run_id, "killed"),
    ]
    newest = max((work_of(warehouse) / "logs").iterdir())
    first = json.loads(newest.read_text(encoding="utf-8").splitlines()[0])
    assert first["after_killed"] == killed.run_id


def test_a_disk_that_refuses_does_not_break_a_run(tmp_path: Path) -> None:
    work_of(tmp_path / "w.duckdb").write_text("a file where the folder should be")
    done = run(tmp_path / "w.duckdb", "end")
    assert done.returncode == 0
    assert "cannot write the log" in done.stderr
    assert done.stderr.count("cannot write the status of the run") == 1
    assert json.loads(done.stdout) == {"loaded": 597, "rejected": 3}
