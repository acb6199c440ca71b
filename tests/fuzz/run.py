"""A run over a fuzz folder: the real command under a deadline, and what it cost."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import adopt_orphans, cpu_of_children

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a run. `pauses`: the longest times without a sign of life, by what was being
    done; `status` is None for a run that was stopped at its deadline. Memory is the largest
    process's, in MiB."""

    status: int | None
    seconds: float
    cpu: float
    memory: int
    pauses: dict[str, float]
    errors: str


def ingest(folder: Path, warehouse: Path, *, workers: int, limit: float, deadline: float) -> Run:
    """Reads a folder into a warehouse by `ogi ingest --engine plain`."""
    signs, errors = warehouse.with_suffix(".signs"), warehouse.with_suffix(".stderr")
    command = [
        sys.executable, "-P", "-m", "tests.fuzz.watched", str(signs), "ingest", str(folder),
        "--warehouse", str(warehouse), "--engine", "plain", "--workers", str(workers),
        "--timeout", str(limit), "--fail-above", "1",
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    adopt_orphans()
    cpu, start = cpu_of_children(), time.monotonic()
    with errors.open("wb") as stderr:
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            start_new_session=True,
        )
        try:
            status: int | None = process.wait(deadline)
        except subprocess.TimeoutExpired:
            status = None
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    _reap()
    return Run(
        status,
        time.monotonic() - start,
        cpu_of_children() - cpu,
        resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        _pauses(signs, start),
        errors.read_text(encoding="utf-8", errors="replace"),
    )


def _reap() -> None:
    """Waits for the orphans of the run, which were killed; other children of ours live on."""
    time.sleep(0.5)
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _pauses(signs: Path, start: float) -> dict[str, float]:
    """The longest pause behind each kind of sign; one that never ended is not known here."""
    pauses: dict[str, float] = {}
    last, what = start, "starting"
    lines = signs.read_text(encoding="utf-8").splitlines() if signs.exists() else []
    for line in lines:
        moment, name, _ = json.loads(line)
        pauses[what] = max(pauses.get(what, 0.0), round(moment - last, 2))
        last, what = moment, name
    return pauses
