"""`ogi serve`: its schedule, one run at a time, and runs that were killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from flows.failures import UserError
from flows.local_zone import local_zone
from flows.prefect_stale import HOST, PID, START, is_gone
from flows.run_status import process_start
from flows.schedule import Served, require_answer, require_timezone
from tests.flows.test_cli import REPORTS, command_line, environment, ogi

BUSY = 503
"""What Prefect's server answers while its database is locked; its own clients ask again, too."""
NOW = datetime.now(UTC)
HERE = {HOST: socket.gethostname(), PID: os.getpid(), START: process_start(os.getpid()) or 0}


@pytest.mark.parametrize(
    ("labels", "is_pending", "expected", "gone"),
    [
        (HERE, False, NOW, False),
        (HERE | {START: 1}, False, NOW, True),
        (HERE | {PID: 2**22 + 1}, False, NOW, True),
        (HERE | {PID: 2**22 + 1, HOST: "elsewhere"}, False, NOW, False),
        ({}, False, NOW - timedelta(days=1), False),
        ({}, True, NOW - timedelta(days=1), True),
        ({}, True, NOW, False),
    ],
)
def test_only_runs_whose_process_is_known_to_be_gone_are_closed(
    labels: dict[str, Any], is_pending: bool, expected: datetime, gone: bool
) -> None:
    assert is_gone(labels, is_pending, expected) is gone


def test_what_cannot_be_served_is_told() -> None:
    from flows.schedule import schedule_of

    with pytest.raises(UserError, match="no time zone 'Mars/Olympus'"):
        require_timezone("Mars/Olympus")
    with pytest.raises(UserError, match="no Prefect server answers"):
        require_answer("http://127.0.0.1:1/api")
    with pytest.raises(UserError, match="no cron expression"):
        schedule_of(Served("nightly", "every night", "UTC", {}))
    assert schedule_of(Served("nightly", "0 3 * * *", "Asia/Shanghai", {})).cron == "0 3 * * *"


def test_the_zone_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    link = tmp_path / "localtime"
    assert local_zone(link) == "UTC"
    link.symlink_to("/usr/share/zoneinfo/Asia/Shanghai")
    assert local_zone(link).endswith("Asia/Shanghai")
    monkeypatch.setenv("TZ", "Europe/Oslo")
    assert local_zone(link) == "Europe/Oslo"


def test_a_folder_that_is_missing_and_a_port_that_is_taken(tmp_path: Path) -> None:
    every_night = ("--cron", "0 3 * * *", "-w", tmp_path / "w.duckdb")
    done = ogi("serve", tmp_path / "none", *every_night)
    assert (done.returncode, "does not exist" in done.stderr) == (2, True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = ogi("serve", tmp_path, *every_night, "--port", port)
    assert (done.returncode, "name another one with --port" in done.stderr) == (2, True)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[int], Serving]]:
    """Starts `ogi serve` on a port; what is left of it is ended with the test."""
    started: list[Serving] = []

    def start(port: int) -> Serving:
        started.append(Serving(tmp_path, port))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
            each.process.wait()


@pytest.mark.server
@pytest.mark.timeout(300)
def test_one_run_at_a_time_and_a_killed_one_is_closed(
    tmp_path: Path, serve: Callable[[int], Serving]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = serve(port)
    first, second = server.run_now(), server.run_now()
    states = sorted(server.wait(each, "state_type", ended) for each in (first, second))
    assert states == ["CANCELLED", "COMPLETED"]
    (run,) = [each for each in (first, second) if server.run(each)["state_type"] == "COMPLETED"]
    deadline = time.monotonic() + 30  # Prefect writes the states of tasks down a little later
    while len(tasks := server.tasks(run)) < 2 or {*tasks} != {"COMPLETED"}:
        assert time.monotonic() < deadline, tasks
        time.sleep(0.2)
    artifacts = server.ask("/artifacts/filter", {"flow_runs": {"id": {"any_": [run]}}})
    assert {"ogi-summary", "ogi-coverage"} <= {artifact["key"] for artifact in artifacts}
    assert (tmp_path / "w.duckdb").exists()

    killed = server.run_now()
    labels = server.wait(killed, "labels", lambda labels: PID in labels)
    os.kill(server.process.pid, signal.SIGKILL)
    os.kill(labels[PID], signal.SIGKILL)
    server.process.wait()
    server = serve(port)
    assert server.wait(killed, "state_type", ended) == "CRASHED"
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(60) == 0


def ended(state: str) -> bool:
    """Whether a state is one that stays."""
    return state in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


class Serving:
    """`ogi serve` as a process, and its API."""

    def __init__(self, folder: Path, port: int) -> None:
        self.api = f"http://127.0.0.1:{port}/api"
        told = folder / f"told.{time.monotonic_ns()}"
        arguments = ["serve", REPORTS, "--cron", "0 3 * * *", "-w", folder / "w.duckdb"]
        with told.open("wb") as out:
            self.process = subprocess.Popen(
                command_line([*arguments, "--port", port]),
                env=environment(),
                stdout=out,
                stderr=out,
            )
        deadline = time.monotonic() + 120
        while b"serving ogi-nightly/nightly" not in told.read_bytes():
            assert self.process.poll() is None and time.monotonic() < deadline, told.read_text()
            time.sleep(0.1)
        self.deployment = self.ask("/deployments/name/ogi-nightly/nightly")["id"]

    def tasks(self, run: str) -> list[str]:
        """States of the tasks of a flow run."""
        found = self.ask("/task_runs/filter", {"flow_runs": {"id": {"any_": [run]}}})
        return [task["state_type"] for task in found]

    def ask(self, path: str, data: dict[str, Any] | None = None) -> Any:
        body = None if data is None else json.dumps(data).encode()
        request = Request(self.api + path, body, {"Content-Type": "application/json"})
        while True:
            try:
                with urlopen(request, timeout=30) as answer:
                    return json.loads(answer.read())
            except HTTPError as error:
                if error.code != BUSY:
                    raise
            time.sleep(0.5)

    def run_now(self) -> str:
        state = {"state": {"type": "SCHEDULED"}}
        return str(self.ask(f"/deployments/{self.deployment}/create_flow_run", state)["id"])

    def run(self, run: str) -> dict[str, Any]:
        return dict(self.ask(f"/flow_runs/{run}"))

    def wait(self, run: str, key: str, good: Callable[[Any], bool]) -> Any:
        deadline = time.monotonic() + 120
        while not good(value := self.run(run)[key]):
            assert time.monotonic() < deadline, self.run(run)["state"]
            time.sleep(0.1)
        return value
