"""Whom to kill and when: the moments of a run, awaited from outside."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.bench.processes import kill
from tests.crash.killable_run import Run

Victim = Literal["main", "group", "machine", "worker", "forkserver", "server"]
"""`group`: all but Prefect's server, as a closed terminal does; `machine`: everything at once."""
When = Literal["starting", "reading", "loading", "publishing", "ending", "anywhere"]

LOOK = 0.01
ENDS_THE_RUN: frozenset[Victim] = frozenset({"main", "group", "machine"})


@dataclass(frozen=True, slots=True)
class Aim:
    """One kill to be made."""

    victim: Victim
    when: When

    def __str__(self) -> str:
        return f"{self.victim} while {self.when}"


AIMS: tuple[Aim, ...] = (
    Aim("main", "reading"), Aim("worker", "reading"), Aim("machine", "publishing"),
    Aim("server", "reading"), Aim("main", "loading"), Aim("forkserver", "reading"),
    Aim("group", "anywhere"), Aim("main", "publishing"), Aim("machine", "loading"),
    Aim("worker", "anywhere"), Aim("main", "starting"), Aim("machine", "reading"),
    Aim("server", "publishing"), Aim("main", "ending"), Aim("group", "loading"),
    Aim("worker", "reading"), Aim("main", "anywhere"), Aim("group", "publishing"),
    Aim("forkserver", "anywhere"), Aim("machine", "ending"),
)  # fmt: skip
"""Taken in this order, again and again: the first six are one of each kind."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long an undisturbed run takes, and its parts; by these random moments are drawn."""

    documents: int
    whole: float
    publishing: float
    batches: int


def await_moment(run: Run, aim: Aim, pace: Pace, rng: random.Random) -> bool:
    """Waits for a random moment of the aim; False if the run ends before it comes."""
    moments: dict[When, Callable[[], bool]] = {
        "starting": lambda: _after(run, rng.uniform(0, 1.5)),
        "anywhere": lambda: _after(run, rng.uniform(0, pace.whole)),
        "reading": lambda: _when_read(run, pace, rng),
        "loading": lambda: _when_loaded(run, pace, rng),
        "publishing": lambda: _publishing(run) and _sleep(run, rng.uniform(0, pace.publishing)),
        "ending": lambda: _until(run, lambda: bool(run.told("run_published"))),
    }
    if not moments[aim.when]():
        return False
    if aim.victim in ENDS_THE_RUN:
        return run.is_going
    return _until(run, lambda: bool(_pids(run, aim.victim)))


def strike(run: Run, victim: Victim, rng: random.Random) -> bool:
    """Kills; False if nobody of that kind was there any more."""
    if victim == "machine":
        run.end_all()
    elif victim == "group":
        try:
            os.killpg(run.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
    elif pids := _pids(run, victim):
        kill(rng.choice(pids))
    else:
        return False
    return True


def _pids(run: Run, victim: Victim) -> list[int]:
    return [process.pid for process in run.processes() if process.kind == victim]


def _when_read(run: Run, pace: Pace, rng: random.Random) -> bool:
    """A random number of documents is read, beyond those that were before."""
    before = run.documents_read()
    wanted = rng.randint(before, max(before, pace.documents - 1))
    return _until(run, lambda: run.documents_read() >= wanted and bool(run.told("stage")))


def _when_loaded(run: Run, pace: Pace, rng: random.Random) -> bool:
    """Shortly after a batch was loaded, or loading began: the next one is being loaded, or will be soon."""
    wanted = rng.randrange(max(1, pace.batches))
    if wanted:
        came = _until(run, lambda: len(run.told("batch_loaded")) >= wanted)
    else:
        came = _until(run, lambda: "loading" in run.stages())
    return came and _sleep(run, rng.uniform(0, 0.3))


def _publishing(run: Run) -> bool:
    return _until(run, lambda: "publishing" in run.stages())


def _after(run: Run, seconds: float) -> bool:
    return _sleep(run, run.began + seconds - time.monotonic())


def _sleep(run: Run, seconds: float) -> bool:
    time.sleep(max(0.0, seconds))
    return run.is_going


def _until(run: Run, has_come: Callable[[], bool]) -> bool:
    while run.is_going:
        if has_come():
            return True
        time.sleep(LOOK)
    return False
