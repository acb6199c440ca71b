"""What runs inside a Dask worker: items go to guarded processes of its own, as many as it has threads.

The Dask worker itself opens no document, so that a document that hangs or crashes costs a process
under it and not the worker. The processes of a run start with its first items, are shared by the
threads of the worker, and end with the run, or when nothing came for a while.

The scheduler imports this module, too: it must load nothing heavy.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, TypedDict

from flows.pool import Guard, WorkerPool
from flows.read_ahead import ReadAhead

COMMAND = "dask.__main__"
"""What `dask worker` runs: Python imports it in every process under it, which takes 0.3 s once a process."""
TRIM = "MALLOC_TRIM_THRESHOLD_"
"""Dask's nanny has memory given back at once, good for large arrays; reading would cost a fifth more."""
SECONDS_IDLE = 600.0
"""After which the processes of a run end that nobody has ended: its machine died, perhaps."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One call: a pickled function and its pickled arguments, and the file that must be in sight."""

    function: bytes
    args: bytes
    location: str | None


class Reply(TypedDict):
    """Results in the order of the errands, or the files that this worker does not see."""

    results: list[Any]
    unseen: list[str]


class RunPool:
    """The processes of one run in this Dask worker."""

    def __init__(self, guard: Guard) -> None:
        let_have_children()
        os.environ.pop(TRIM, None)
        self._pool = WorkerPool(guard)
        self._pool.warm_up()
        self._users = 0
        self._idle: threading.Timer | None = None

    def results(self, errands: Sequence[Errand]) -> list[Any]:
        """What each call gave, or how it was lost."""
        ahead: ReadAhead[Errand] = ReadAhead(self._pool, carry_out, len(errands))
        return [ahead.outcome(handed) for handed in [ahead.hand_over(each) for each in errands]]

    def enter(self) -> None:
        """Somebody uses it."""
        self._users += 1
        if self._idle:
            self._idle.cancel()

    def leave(self, run: str) -> None:
        """Somebody has done with it; it ends when nobody comes for a while."""
        self._users -= 1
        if not self._users:
            self._idle = threading.Timer(SECONDS_IDLE, end_run, (run,))
            self._idle.daemon = True
            self._idle.start()

    def stop(self) -> None:
        """Ends the processes."""
        if self._idle:
            self._idle.cancel()
        self._pool.stop()


_RUNS: dict[str, RunPool] = {}
_CHANGING = threading.Lock()


def read_items(run: str, guard: bytes, processes: int, errands: Sequence[Errand]) -> Reply:
    """Carries out errands of a run in the processes of this worker.

    Where a file is out of sight before or after, nothing that was read counts: the storage is gone.
    """
    if unseen := out_of_sight(errands):
        return Reply(results=[], unseen=unseen)
    with _pool_of(run, guard, processes) as pool:
        results = pool.results(errands)
    unseen = out_of_sight(errands)
    return Reply(results=[] if unseen else results, unseen=unseen)


def out_of_sight(errands: Sequence[Errand]) -> list[str]:
    """Files of the errands that this machine does not see."""
    return [each.location for each in errands if each.location and not Path(each.location).exists()]


def carry_out(errand: Errand) -> Any:
    """Runs in one of the processes: the call itself."""
    return _function(errand.function)(*pickle.loads(errand.args))


def end_run(run: str) -> None:
    """Ends the processes of a run. Returns at once."""
    with _CHANGING:
        pool = _RUNS.pop(run, None)
    if pool:
        threading.Thread(target=pool.stop, daemon=True).start()


def let_have_children() -> None:
    """Dask's nanny starts a worker as a daemonic process, which may have no children.

    The flag guards against orphans; ours end with the worker, whatever becomes of it, because they
    wait on a pipe that closes then.
    """
    if multiprocessing.current_process().daemon:
        multiprocessing.current_process().daemon = False


@contextmanager
def _pool_of(run: str, guard: bytes, processes: int) -> Iterator[RunPool]:
    with _CHANGING:
        if run not in _RUNS:
            limits: Guard = pickle.loads(guard)
            preload = (*limits.preload, COMMAND)
            _RUNS[run] = RunPool(replace(limits, workers=processes, preload=preload))
        pool = _RUNS[run]
        pool.enter()
    try:
        yield pool
    finally:
        with _CHANGING:
            pool.leave(run)


@lru_cache(maxsize=4)
def _function(pickled: bytes) -> Any:
    return pickle.loads(pickled)


def _end_all() -> None:
    for pool in list(_RUNS.values()):
        pool.stop()


Finalize(None, _end_all, exitpriority=100)  # before multiprocessing waits for its children
