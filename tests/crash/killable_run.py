"""An `ogi ingest` that goes on while it is looked at, and can be killed."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.ogi import ingest_command, surroundings
from tests.bench.processes import Kind, Process, kill, marked_environment, processes
from tests.bench.told import events

GRACE = 30.0
"""Seconds after which nothing of a run may be left, on a busy machine; Prefect's server has ten to write
its history. How long it took is told."""


@dataclass(frozen=True, slots=True)
class Place:
    """A warehouse and where runs write what they tell."""

    folder: Path
    warehouse: Path
    notes: Path
    workers: int


@dataclass(frozen=True, slots=True)
class Survivors:
    """Seconds until all processes of an ended run had gone, which went last, which never did."""

    seconds: float
    last: list[Kind]
    left: list[Process]

    def faults(self) -> list[str]:
        """Those that never went."""
        return [f"still there after {GRACE:g} s: {each.kind} {each.pid}" for each in self.left]


class Run:
    """One run of the real command, in a process group of its own."""

    def __init__(self, place: Place, number: int, engine: str) -> None:
        self.place, self.engine = place, engine
        self.log = place.notes / f"{number:03}.jsonl"
        self.errors = place.notes / f"{number:03}.stderr"
        environment, self.mark = marked_environment(surroundings())
        command = ingest_command(place.folder, place.warehouse, place.workers)
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [*command, "--engine", engine, "--log", str(self.log)],
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
        self.began = time.monotonic()

    @property
    def is_going(self) -> bool:
        """Whether its main process has not ended."""
        return self.process.poll() is None

    def processes(self, kind: Kind | None = None) -> list[Process]:
        """Its live processes, all or those of one kind."""
        found = processes(self.mark, self.process.pid)
        return [process for process in found if kind in (None, process.kind)]

    def told(self, event: str = "") -> list[dict[str, Any]]:
        """What it wrote to its log."""
        return events(self.log, event)

    def stages(self) -> list[str]:
        """The stages it has come to."""
        return [event["stage"] for event in self.told("stage")]

    def documents_read(self) -> int:
        """Documents whose package is kept for the next run."""
        work = self.place.warehouse.with_name(self.place.warehouse.name + ".work")
        return sum(1 for _ in (work / "store").rglob("*.package"))

    def wait(self, seconds: float) -> int | None:
        """Its exit status; None for a run that does not end in time, which is killed."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.end_all()
            self.process.wait()
            return None

    def end_all(self) -> None:
        """Kills every process of it, those that come meanwhile included."""
        while found := self.processes():
            for process in found:
                kill(process.pid)
            if not self.is_going and not self.processes():
                break

    def last_words(self) -> str:
        """The last line it said on stderr."""
        return self.errors.read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]

    def survivors(self) -> Survivors:
        """Waits until none of its processes is left; those that outstay the grace are killed."""
        start = time.monotonic()
        last: list[Process] = []
        while (left := self.processes()) and time.monotonic() - start < GRACE:
            last = left
            time.sleep(0.1)
        seconds = time.monotonic() - start
        for process in left:
            kill(process.pid)
        return Survivors(seconds, sorted({process.kind for process in last}), left)
