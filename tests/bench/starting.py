"""What it costs to start: a run over one report, less what a report costs once the program runs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from examples.draw.bench import bench
from tests.bench.measure import Cost, adopt_orphans, keep
from tests.bench.ogi import cold, surroundings
from tests.bench.targets import Target, of_rounds

OWN_SERVER, OTHERS_SERVER, PLAIN = 12, 3, 3
MORE = 40
"""Reports whose reading tells what one of them costs."""
START_SECONDS = 180

Run = Callable[[Path, int], Cost]


def starting(workers: int, rounds: int, say: Callable[[str], None]) -> dict[str, Any]:
    """CPU of starting in each of the ways to run, in turns."""
    with tempfile.TemporaryDirectory() as temporary, prefect_server(Path(temporary)) as api:
        one, more = Path(temporary) / "one", Path(temporary) / "more"
        bench(more, 1 + MORE)
        one.mkdir()
        first = min(more.iterdir())
        (one / first.name).write_bytes(first.read_bytes())

        def plain(folder: Path, documents: int) -> Cost:
            return cold(folder, documents, workers, "--engine", "plain")

        def own(folder: Path, documents: int) -> Cost:
            return cold(folder, documents, workers)

        def others(folder: Path, documents: int) -> Cost:
            told = surroundings(PREFECT_API_URL=api)
            return cold(folder, documents, workers, environment=told)

        report = (plain(more, 1 + MORE).cpu - plain(one, 1).cpu) / MORE
        say(f"a report costs {1000 * report:.0f} ms of CPU, which is taken off")
        ways: dict[str, tuple[Run, float]] = {
            "starting, --engine plain": (plain, PLAIN),
            "starting, own Prefect server": (own, OWN_SERVER),
            "starting, PREFECT_API_URL": (others, OTHERS_SERVER),
        }
        costs: dict[str, list[Cost]] = {}
        for _ in range(rounds):
            for name, (run, _limit) in ways.items():
                costs.setdefault(name, []).append(run(one, 1))
    targets = [of_starts(name, costs[name], report, limit) for name, (_, limit) in ways.items()]
    for name, target in zip(ways, targets, strict=True):
        say(f"{target}  {median(cost.wall for cost in costs[name]):.1f} s wall")
    walls = {name: [cost.wall for cost in each] for name, each in costs.items()}
    return {
        "report_cpu": report,
        "walls": walls,
        "targets": [target.row() for target in targets],
    }


def of_starts(name: str, costs: list[Cost], report: float, limit: float) -> Target:
    """CPU of starting alone."""
    return of_rounds(name, [cost.cpu - report for cost in costs], limit, "at most", " s")


@contextmanager
def prefect_server(folder: Path) -> Iterator[str]:
    """Somebody else's Prefect server; its address. Its CPU time is not counted."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    adopt_orphans()
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "prefect",
                "server",
                "start",
                "--host",
                "127.0.0.1",
                "--port",
                str(port),
            ],
            env={**os.environ, "PREFECT_HOME": str(folder / "home"), "DO_NOT_TRACK": "1"},
            stdout=log,
            stderr=log,
        )
    keep(server.pid)
    try:
        wait_for(f"http://127.0.0.1:{port}/api/health", server)
        yield f"http://127.0.0.1:{port}/api"
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Returns when the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(URLError, OSError):
            urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise RuntimeError("the Prefect server to measure against did not start")
