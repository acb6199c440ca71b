"""A private Prefect server for one run: started early, waited for late, stopped at the end.

Prefect's own temporary server loses most of a run's history (knowledge: measured 66-99 % of the
task runs), so the run brings its own and gives it time to write everything down. Nothing here
imports Prefect: its settings are read once, at import, and must be in the environment before.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from flows.failures import ServerFailed

START_SECONDS = 180
UNUSED_SERVICES = (
    "CANCELLATION_CLEANUP",
    "CLEANUP_RECONCILER",
    "EVENT_LOGGER",
    "FOREMAN",
    "LATE_RUNS",
    "PAUSE_EXPIRATIONS",
    "REPOSSESSOR",
    "SCHEDULER",
    "TRIGGERS",
)


def quiet() -> dict[str, str]:
    """Settings of every Prefect process of ours: nothing sent anywhere, warnings only."""
    return {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",  # errors reach our caller anyway
    }


def environment(home: Path, database: Path, port: int) -> dict[str, str]:
    """Settings of the private server and of its only client."""
    return {
        **quiet(),
        **{f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in UNUSED_SERVICES},
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{database}",
        "PREFECT_API_DATABASE_MIGRATE_ON_START": str(database.name != template().name).lower(),
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "500",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",  # below 1 it spins
    }


class PrivateServer:
    """The server ends with this process: it holds the other end of a pipe of ours."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.url = ""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def database(self) -> Path:
        """Prefect's history. With a template it is a copy of that and needs no migrating, ever."""
        return self.home / (template().name if template().exists() else "prefect.db")

    def start(self) -> None:
        """Begins to start the server and points this process to it. Returns at once."""
        self.home.mkdir(parents=True, exist_ok=True)
        if not self.database.exists() and template().exists():
            copy_whole(template(), self.database)
        with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
            os.environ.update(environment(self.home, self.database, listener.getsockname()[1]))
            self.url = os.environ["PREFECT_API_URL"]
            with (self.home / "server.log").open("wb") as log:
                self._process = subprocess.Popen(
                    [
                        *(sys.executable, "-m", "flows.prefect_child"),
                        str(listener.fileno()),
                    ],
                    pass_fds=[listener.fileno()],
                    start_new_session=True,  # Ctrl-C is for us; we stop the server ourselves
                    stdin=subprocess.PIPE,
                    stdout=log,
                    stderr=log,
                )

    def wait(self) -> None:
        """Returns when the server answers. The socket is open from the start: a request queues."""
        deadline = time.monotonic() + START_SECONDS
        while self._process is not None and self._process.poll() is None:
            try:
                urlopen(f"{self.url}/health", timeout=deadline - time.monotonic()).close()
                return
            except (URLError, OSError):
                if time.monotonic() > deadline:
                    break
                time.sleep(0.05)
        self.stop()
        raise ServerFailed(self.home / "server.log")

    def finish(self, tasks: int) -> None:
        """Lets the server end by itself when its history holds so many task runs. Returns at once.

        Its recorder writes once a second: whoever waits for the figures need not wait for that.
        """
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write(f"{tasks}\n".encode())
            self._process.stdin.close()
            self._process = None

    def task_runs(self) -> int:
        """How many task runs the history holds."""
        return int(json.loads(self._post("/task_runs/count")))

    def _post(self, path: str) -> bytes:
        request = Request(self.url + path, data=b"{}", headers={"Content-Type": "application/json"})
        with urlopen(request, timeout=30) as answer:
            return bytes(answer.read())

    def stop(self) -> None:
        """Ends the server; what it has not written by now is lost."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


def template() -> Path:
    """An empty history made when `ogi` was installed: its migrations cost eight seconds of CPU."""
    return Path(sys.prefix) / "share" / "ogi" / f"prefect-{version('prefect')}.db"


def copy_whole(source: Path, target: Path) -> None:
    """Copies a file so that the target never exists in part."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{os.getpid()}.partial")
    shutil.copyfile(source, partial)
    partial.replace(target)


def make_template() -> None:
    """Makes the empty history, by starting a server once."""
    if not template().exists():
        server = PrivateServer(template().parent / "making")
        server.start()
        server.wait()
        server.stop()
        with closing(sqlite3.connect(server.database)) as history:
            history.execute("pragma wal_checkpoint(truncate)")
        copy_whole(server.database, template())
        shutil.rmtree(server.home)


if __name__ == "__main__":
    make_template()
