"""The processes of a run: found by a mark in the environment they inherit, told apart by kind.

Linux only: everything is read from `/proc`. The mark is a variable that nothing but this reads.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Literal

Kind = Literal["main", "forkserver", "worker", "server", "other"]
MARK = "OGI_MARK_OF_RUN"
_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
_FORKSERVER = "multiprocessing.forkserver"


@dataclass(frozen=True, slots=True)
class Process:
    """A process at one moment; `cpu` are its own seconds, `born` seconds since the system started."""

    pid: int
    kind: Kind
    cpu: float
    born: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes resident, and the share of them that counts as the process's own."""

    rss: int
    pss: int


def marked_environment(environment: dict[str, str]) -> tuple[dict[str, str], str]:
    """The environment with a new mark, and the mark."""
    mark = token_hex(8)
    return {**environment, MARK: mark}, mark


def processes(mark: str, main: int) -> list[Process]:
    """Every live process of a run, by pid; `main` is the one that was started."""
    pids = [int(path.name) for path in _PROC.iterdir() if path.name.isdigit()]
    found = [_look(pid, main) for pid in sorted(pids) if _is_marked(pid, mark)]
    return [process for process in found if process is not None]


def kill(pid: int) -> None:
    """SIGKILL, if the process is still there."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def memory(pid: int) -> Memory | None:
    """What a process holds; None if it has ended."""
    sizes = {"Rss": 0, "Pss": 0}
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except (OSError, ProcessLookupError):
        return None
    for line in lines:
        name, _, rest = line.partition(":")
        if name in sizes:
            sizes[name] = 1024 * int(rest.split()[0])
    return Memory(sizes["Rss"], sizes["Pss"])


def _is_marked(pid: int, mark: str) -> bool:
    try:
        return f"{MARK}={mark}".encode() in (_PROC / str(pid) / "environ").read_bytes()
    except OSError:  # it has ended, or is another user's
        return False


def _look(pid: int, main: int) -> Process | None:
    try:
        fields = _fields(pid)
        command, parents = _command(pid), _command(int(fields[1]))
    except OSError:
        return None
    if fields[0] in "ZX":
        return None
    cpu = (int(fields[11]) + int(fields[12])) / _TICKS
    return Process(pid, _kind(pid, main, command, parents), cpu, int(fields[19]) / _TICKS)


def _kind(pid: int, main: int, command: str, parents: str) -> Kind:
    if pid == main:
        return "main"
    if _FORKSERVER in command:
        return "worker" if _FORKSERVER in parents else "forkserver"
    return "server" if "prefect" in command and _PYTHON_MODULE in command else "other"


_PYTHON_MODULE = " -m "


def _fields(pid: int) -> list[str]:
    """Fields of `/proc/PID/stat` from the state on, which is the third of them."""
    return (_PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()


def _command(pid: int) -> str:
    content = (_PROC / str(pid) / "cmdline").read_bytes()
    return content.replace(b"\0", b" ").decode(errors="replace")
