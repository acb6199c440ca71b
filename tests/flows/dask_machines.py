"""A small cluster for tests: a real scheduler and real workers, started from command lines."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent.parent
_ALONE = (
    "import sys; sys.path[:] = [path for path in sys.path if path != {!r}]; "
    "from dask.__main__ import main; main()"
)
"""Starts Dask where the packages of this repository are not installed, whatever is installed here."""
SECONDS_TO_START = 60.0


class Machines:
    """Processes of a cluster on this machine."""

    def __init__(self, folder: Path, scheduler_code: Path) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        self._started: list[subprocess.Popen[bytes]] = []
        card = folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
            "--scheduler-file", str(card), code=scheduler_code,
        )  # fmt: skip
        self.address = str(json.loads(awaited(card))["address"])

    def worker(self, name: str, *options: str, code: Path = ROOT) -> subprocess.Popen[bytes]:
        """Starts a worker of one thread, from the packages in `code`."""
        return self._start(
            "worker", self.address, "--name", name, "--nthreads", "1", "--no-dashboard",
            "--local-directory", str(self.folder), *options, code=code,
        )  # fmt: skip

    def _start(self, *arguments: str, code: Path = ROOT) -> subprocess.Popen[bytes]:
        dask = ("-m", "dask") if code == ROOT else ("-c", _ALONE.format(str(ROOT)))
        log = (self.folder / f"{len(self._started)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, *dask, *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(code)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        self._started.append(process)
        return process

    def stop(self, *processes: subprocess.Popen[bytes]) -> None:
        """Ends these processes, or all, and whatever they have started."""
        for process in processes or self._started:
            family = [psutil.Process(process.pid)] if process.poll() is None else []
            for member in [each for top in family for each in [*top.children(recursive=True), top]]:
                kill(member)
            process.wait(10)


@contextmanager
def machines(folder: Path, scheduler_code: Path = ROOT) -> Iterator[Machines]:
    """A scheduler, which ends with the context, and with it all workers."""
    cluster = Machines(folder, scheduler_code)
    try:
        yield cluster
    finally:
        cluster.stop()


def awaited(path: Path) -> str:
    """The text of a file once it is there."""
    deadline = time.monotonic() + SECONDS_TO_START
    while not (path.exists() and path.read_text().strip().endswith("}")):
        assert time.monotonic() < deadline, f"{path} did not appear"
        time.sleep(0.05)
    return path.read_text()


def at_work(worker: subprocess.Popen[bytes]) -> psutil.Process:
    """The Dask worker itself, where its nanny was started."""
    return next(
        child
        for child in psutil.Process(worker.pid).children()
        if "spawn_main" in " ".join(child.cmdline())
    )


def kill(process: psutil.Process) -> None:
    """kill -9."""
    try:
        process.send_signal(signal.SIGKILL)
    except psutil.NoSuchProcess:
        return
