"""Worker processes under guard: items go in, their results come out.

A worker that hangs is killed after its time limit, one that crashes is replaced; either costs at
most the item it had. `Lost` says how an item was lost.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from multiprocessing.forkserver import ensure_running
from typing import Any, Literal

from pebble import CONSTS, ProcessExpired, ProcessPool

from flows.failures import WorkersUnusable

RESTARTS = 3
CONSTS.term_timeout = 0.2  # how long a hung worker may ignore SIGTERM; the others wait meanwhile
START_METHOD = "forkserver" if sys.platform == "linux" else "spawn"


@dataclass(frozen=True, slots=True)
class Lost:
    """An item without a result: how it was lost, and what is known of the cause."""

    how: Literal["timeout", "crash", "memory", "error"]
    detail: str


@dataclass(frozen=True, slots=True)
class Guard:
    """Limits of the workers. `start` runs once in each new worker, before its first item."""

    workers: int
    seconds: float
    items_per_worker: int
    start: Callable[..., None]
    start_args: tuple[Any, ...] = ()
    preload: tuple[str, ...] = ()


class WorkerPool:
    """Processes that run a function on one item at a time."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self._restarts = 0
        self._changing = threading.Lock()
        self._is_stopped = False
        self._pool = self._new_pool()

    @property
    def generation(self) -> int:
        """Counts the pools that came after a broken one."""
        return self._restarts

    @property
    def is_working(self) -> bool:
        """False once its workers cannot be started any more."""
        return bool(self._pool.active)

    def warm_up(self) -> None:
        """Starts loading the heavy libraries: in the background, once for all workers."""
        if START_METHOD == "forkserver":
            multiprocessing.set_forkserver_preload(list(self.guard.preload))
            ensure_running()

    def submit(self, function: Callable[..., Any], *args: Any) -> Future[Any]:
        """Hands over one item; the time limit counts from the moment a worker takes it."""
        with self._changing:
            if self._is_stopped:
                raise CancelledError
            try:
                return self._pool.schedule(function, args=args, timeout=self.guard.seconds)
            except RuntimeError:
                self._replace_broken()
                return self._pool.schedule(function, args=args, timeout=self.guard.seconds)

    def stop(self) -> None:
        """Ends the workers at once; results not yet taken are lost."""
        with self._changing:
            self._is_stopped = True
            self._end()

    def _end(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _replace_broken(self) -> None:
        self._restarts += 1
        if self._restarts > RESTARTS:
            raise WorkersUnusable
        self._end()
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self.guard.workers,
            max_tasks=self.guard.items_per_worker,
            initializer=self.guard.start,
            initargs=self.guard.start_args,
            context=multiprocessing.get_context(START_METHOD),
        )


def lost(error: BaseException, seconds: float) -> Lost:
    """Says how an item was lost, from what became of its future."""
    if isinstance(error, TimeoutError):
        return Lost("timeout", f"stopped after {seconds:g} s")
    if isinstance(error, ProcessExpired):
        return Lost("crash", f"the process reading it died ({exit_name(error.exitcode)})")
    if isinstance(error, MemoryError):
        return Lost("memory", "needs more memory than one worker may use")
    return Lost("error", f"{type(error).__name__}: {error}")


def exit_name(code: int) -> str:
    """Name of the signal behind an exit code, `SIGSEGV` for -11; else `exit status 3`."""
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit status {code}"
