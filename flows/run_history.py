"""The runs of a warehouse, also those that published nothing: `<warehouse>.work/runs.jsonl`.

A line is a run's last status. A run that was killed is written down by the one after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from flows.run_status import RunStatus, read_status, state_of

FILE_NAME = "runs.jsonl"
MOST, LEFT = 2000, 1000
"""Runs at which the file is cut, and what is left of it then."""


def remember(work: Path, status: RunStatus) -> None:
    """Adds a run that is over; raises OSError where that cannot be done."""
    with (work / FILE_NAME).open("ab") as file:
        file.write(msgspec.json.encode(status) + b"\n")


def remember_killed(work: Path) -> RunStatus | None:
    """Writes down the run of the last status if it never ended; to be called by who holds the lock."""
    last = read_status(work)
    if last is None or state_of(last) != "gone":
        return None
    killed = as_killed(last)
    remember(work, killed)
    _shorten(work / FILE_NAME)
    return killed


def as_killed(status: RunStatus) -> RunStatus:
    """The status of a run whose process is gone: it ended when it last told something."""
    return replace(status, outcome="killed", ended_at=status.updated_at)


def last_runs(work: Path, most: int) -> list[RunStatus]:
    """The latest runs that are over, the last one first."""
    runs = {status.run_id: status for status in _read(work / FILE_NAME)}
    return sorted(runs.values(), key=lambda status: status.started_at, reverse=True)[:most]


def _read(path: Path) -> Iterator[RunStatus]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        try:
            yield msgspec.json.decode(line, type=RunStatus)
        except msgspec.DecodeError:  # half a line of a run that was killed
            continue


def _shorten(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    if len(lines) > MOST:
        partial = path.with_suffix(".partial")
        partial.write_bytes(b"".join(lines[-LEFT:]))
        partial.replace(path)
