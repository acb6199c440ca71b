"""What a command costs: wall time and the CPU time of every process it starts, directly or not."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass

PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds for so many documents."""

    documents: int
    wall: float
    cpu: float

    @property
    def rate(self) -> float:
        """Documents per second of wall time."""
        return self.documents / self.wall

    @property
    def milliseconds(self) -> float:
        """CPU time of one document."""
        return 1000 * self.cpu / self.documents


def measure(
    command: list[str], documents: int, environment: dict[str, str], *, quiet: bool = False
) -> Cost:
    """Runs a command to its end. Raises CalledProcessError if it breaks (status 1 does not).

    `quiet`: what it says of its progress is shown only if it breaks.
    """
    adopt_orphans()
    before, start = cpu_of_children(), time.perf_counter()
    done = subprocess.run(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if quiet else None,
        check=False,
    )
    wall = time.perf_counter() - start
    if done.returncode > 1:
        print((done.stderr or b"").decode(errors="replace"), file=sys.stderr)
        raise subprocess.CalledProcessError(done.returncode, command)
    reap()
    return Cost(documents, wall, cpu_of_children() - before)


def adopt_orphans() -> None:
    """Processes whose parent ends become our children, so that their CPU time is counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def reap() -> None:
    """Waits for every child there still is."""
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def cpu_of_children() -> float:
    """CPU seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
