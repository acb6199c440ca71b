"""What a command costs: wall time and the CPU time of every process it starts, directly or not."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

PR_SET_CHILD_SUBREAPER = 36
_kept: set[int] = set()

Watcher = Callable[[int], AbstractContextManager[object]]
"""What goes on while the command of a pid runs."""


def unwatched(pid: int) -> AbstractContextManager[object]:
    """Nothing goes on."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds for so many documents; `output` is what the command printed."""

    documents: int
    wall: float
    cpu: float
    output: str = ""

    @property
    def rate(self) -> float:
        """Documents per second of wall time."""
        return self.documents / self.wall

    @property
    def milliseconds(self) -> float:
        """CPU time of one document."""
        return 1000 * self.cpu / self.documents


def measure(
    command: list[str],
    documents: int,
    environment: dict[str, str],
    *,
    quiet: bool = False,
    watcher: Watcher = unwatched,
) -> Cost:
    """Runs a command to its end. Raises CalledProcessError if it breaks (status 1 does not).

    `quiet`: what it says of its progress is shown only if it breaks.
    """
    _kept.update(_children())  # they are somebody else's, and may never end
    adopt_orphans()
    before, start = cpu_of_children(), time.perf_counter()
    with TemporaryFile() as output, TemporaryFile() as errors:  # a pipe would wait for orphans
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=errors if quiet else None
        )
        with watcher(process.pid):
            status = process.wait()
            wall = time.perf_counter() - start
        if not 0 <= status <= 1:
            print(_text(errors), file=sys.stderr)
            raise subprocess.CalledProcessError(status, command)
        printed = _text(output)
    reap()
    adopt_orphans(False)
    return Cost(documents, wall, cpu_of_children() - before, printed)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def adopt_orphans(adopt: bool = True) -> None:
    """Processes whose parent ends become our children, so that their CPU time is counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(adopt))


def keep(pid: int) -> None:
    """A child that outlives the commands to be measured: its CPU time is nobody's, it is not waited for."""
    _kept.add(pid)


def reap() -> None:
    """Waits for every child there still is but those to keep."""
    while _others():
        with suppress(ChildProcessError):
            if os.waitpid(-1, os.WNOHANG if _kept else 0)[0]:
                continue
        time.sleep(0.02)


def _others() -> bool:
    """Whether there are children besides those to keep."""
    if not _kept:
        try:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return False
        return True
    return bool(_children() - _kept)


def _children() -> set[int]:
    """Children of this process; none where the system does not say."""
    tasks = Path("/proc/self/task")
    if not tasks.is_dir():
        return set()
    children = " ".join((task / "children").read_text() for task in tasks.iterdir())
    return set(map(int, children.split()))


def cpu_of_children() -> float:
    """CPU seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
