"""A second build waits for the first as long as it is told to; a lock of a killed process holds nobody up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.warehouse.few_words import run
from warehouse.build import WarehouseBuild
from warehouse.errors import WarehouseBusy

HOLDS = """
import sys, time
from datetime import datetime
from pathlib import Path
from warehouse.build import RunInfo, WarehouseBuild
with WarehouseBuild(Path(sys.argv[1]), RunInfo("first", datetime(2026, 1, 1), "")) as build:
    print("holds", flush=True)
    sys.stdin.readline()
    build.publish()
"""
WRITES = """
import sys, duckdb
with duckdb.connect(sys.argv[1]):
    print("writes", flush=True)
    sys.stdin.readline()
"""


def started(code: str, path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


def let_go(process: subprocess.Popen[str], after: float = 0.0) -> None:
    time.sleep(after)
    process.communicate("\n", timeout=60)


@pytest.mark.parametrize("code", [HOLDS, WRITES])
def test_waits_for_whoever_holds_it_and_says_once_who(
    empty: Path, tmp_path: Path, code: str
) -> None:
    path = tmp_path / "ogi.duckdb"
    path.write_bytes(empty.read_bytes())
    holder, told = started(code, path), []
    thread = threading.Thread(target=let_go, args=(holder, 1.2))
    thread.start()
    with WarehouseBuild(path, run("second"), wait=60, on_wait=told.append) as warehouse:
        assert holder.poll() is not None or code == HOLDS
        warehouse.publish()
    thread.join()
    assert [str(holder.pid) in who for who in told] == [True]


def test_gives_up_when_time_is_up_and_names_the_holder(path: Path) -> None:
    holder, told = started(HOLDS, path), []
    begun = time.monotonic()
    with pytest.raises(WarehouseBusy, match=f"PID {holder.pid}"):
        WarehouseBuild(path, run("second"), wait=0.7, on_wait=told.append).__enter__()
    assert 0.7 <= time.monotonic() - begun < 30
    assert len(told) == 1
    let_go(holder)


def test_without_waiting_nobody_is_told_to_wait(path: Path) -> None:
    holder, told = started(HOLDS, path), []
    with pytest.raises(WarehouseBusy, match=f"PID {holder.pid}"):
        WarehouseBuild(path, run("second"), on_wait=told.append).__enter__()
    assert told == []
    let_go(holder)


def test_a_killed_holder_holds_nobody_up(path: Path) -> None:
    """Its lock file and its half build are still there: neither is anybody's any more."""
    holder = started(HOLDS, path)
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait(timeout=60)
    assert path.with_name(path.name + ".lock").exists()
    with WarehouseBuild(path, run("second")) as warehouse:
        warehouse.publish()
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name]


def test_the_next_in_line_gets_it_when_the_holder_is_killed(path: Path) -> None:
    holder = started(HOLDS, path)
    threading.Timer(1.0, os.kill, (holder.pid, signal.SIGKILL)).start()
    with WarehouseBuild(path, run("second"), wait=60) as warehouse:
        warehouse.publish()
    holder.wait(timeout=60)
