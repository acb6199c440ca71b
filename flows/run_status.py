"""What is known of a run at one moment, and the file that tells it to other processes.

`<warehouse>.work/status.json` is replaced as a whole, so that whoever reads it sees one moment; nobody
waits for anybody. A run that was killed leaves it without an end.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

Outcome = Literal["ok", "problems", "failed", "interrupted", "killed"]
State = Literal["going", "silent", "gone", "ended"]
"""`silent`: its process is there but has told nothing for long; `gone`: it ended without saying so."""

EXIT_STATUS: dict[Outcome, int] = {"ok": 0, "problems": 1, "failed": 2, "interrupted": 130}
SILENT_AFTER = 60.0
FILE_NAME = "status.json"


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """A file that gave no report, and why."""

    file: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class RunStatus:
    """A run as it stood at `updated_at`. Rates are documents per second; times are UTC."""

    run_id: str
    warehouse: str
    pid: int
    process_start: int | None
    """Tells the process from a later one with its number."""
    host: str
    started_at: datetime
    updated_at: datetime
    seconds: float
    stage: str
    files: int
    """Files met so far, whatever is done with them."""
    documents: int
    """Documents that are read, or need no reading."""
    total: int
    growing: bool
    """Whether more documents may be found."""
    rate: float | None
    """Lately."""
    rate_overall: float | None
    remaining: float | None
    """Seconds until all documents known so far are read."""
    problems: int
    rejected: int
    batches: int
    """Batches loaded."""
    loaded: int = 0
    """Documents loaded or rejected for good."""
    waiting_for: str | None = None
    """The document awaited."""
    waiting_seconds: float = 0.0
    last_rejected: RejectedFile | None = None
    ended_at: datetime | None = None
    outcome: Outcome | None = None
    message: str = ""
    """Why it failed."""
    fates: dict[str, int] = field(default_factory=dict)
    """Files by fate, at the end."""


def status_path(work: Path) -> Path:
    """Where the status of a warehouse's run is, given its work folder."""
    return work / FILE_NAME


def write_status(work: Path, status: RunStatus) -> None:
    """Replaces the file; raises OSError where that cannot be done."""
    work.mkdir(parents=True, exist_ok=True)
    partial = status_path(work).with_suffix(f".{os.getpid()}.partial")
    partial.write_bytes(msgspec.json.format(msgspec.json.encode(status), indent=2) + b"\n")
    partial.replace(status_path(work))


def read_status(work: Path) -> RunStatus | None:
    """The status last written; None if there is none, or none that can be understood."""
    try:
        return msgspec.json.decode(status_path(work).read_bytes(), type=RunStatus)
    except (OSError, msgspec.DecodeError):
        return None


def state_of(status: RunStatus, now: datetime | None = None) -> State:
    """Whether the run still goes. Of a run on another machine only its silence can tell."""
    if status.ended_at is not None:
        return "ended"
    silence = ((now or datetime.now(UTC)) - status.updated_at).total_seconds()
    if status.host != socket.gethostname():
        return "going" if silence < SILENT_AFTER else "gone"
    if not _is_alive(status):
        return "gone"
    return "going" if silence < SILENT_AFTER else "silent"


def _is_alive(status: RunStatus) -> bool:
    """Whether the process is there, and no younger one has got its number."""
    try:
        os.kill(status.pid, 0)
    except PermissionError:
        pass
    except (OSError, OverflowError):
        return False
    return status.process_start in (None, process_start(status.pid))


def process_start(pid: int) -> int | None:
    """When a process began, in ticks since the system did; None where the system does not say."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return int(stat.rpartition(")")[2].split()[19])
