"""Worker processes under guard: items go in, their results come out in the order of the items.

A worker that hangs is killed after its time limit, one that crashes is replaced; either costs
exactly the item it had. `Lost` says how an item was lost. `ReadAhead` keeps the workers busy ahead
of whoever takes the results.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing.forkserver import ensure_running
from typing import Any, Generic, Literal, TypeVar

from pebble import CONSTS, ProcessExpired, ProcessPool

from flows.failures import WorkersUnusable

T = TypeVar("T")

RESTARTS = 3
SECONDS_TO_LOOK = 1.0  # after which a pool is asked whether it still works
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
        try:
            return self._pool.schedule(function, args=args, timeout=self.guard.seconds)
        except RuntimeError:
            self._replace_broken()
            return self._pool.schedule(function, args=args, timeout=self.guard.seconds)

    def stop(self) -> None:
        """Ends the workers at once; results not yet taken are lost."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _replace_broken(self) -> None:
        self._restarts += 1
        if self._restarts > RESTARTS:
            raise WorkersUnusable
        self.stop()
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self.guard.workers,
            max_tasks=self.guard.items_per_worker,
            initializer=self.guard.start,
            initargs=self.guard.start_args,
            context=multiprocessing.get_context(START_METHOD),
        )


class ReadAhead(Generic[T]):
    """Runs a function on many items, up to `window` of them ahead of the results taken."""

    def __init__(
        self,
        pool: WorkerPool,
        function: Callable[[T], object],
        items: Iterable[T],
        window: int,
        on_done: Callable[[], None] = lambda: None,
    ) -> None:
        self._pool, self._function, self._on_done = pool, function, on_done
        self._items = iter(items)
        self._pending: deque[tuple[T, Future[Any], int]] = deque()
        for item in islice(self._items, window):
            self._submit(item)

    def __iter__(self) -> Iterator[tuple[T, object | Lost]]:
        """Each item with its result or its loss, in the order of the items."""
        while self._pending:
            item, future, generation = self._pending.popleft()
            yield item, self._outcome(item, future, generation)
            for following in islice(self._items, 1):
                self._submit(following)

    def _submit(self, item: T) -> None:
        self._pending.append((item, *self._handed_over(item)))

    def _handed_over(self, item: T) -> tuple[Future[Any], int]:
        """The item's future, and the generation of the pool that has it."""
        future = self._pool.submit(self._function, item)
        future.add_done_callback(self._count)
        return future, self._pool.generation

    def _count(self, future: Future[Any]) -> None:
        if not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool):
            self._on_done()

    def _outcome(self, item: T, future: Future[Any], generation: int) -> object | Lost:
        while isinstance(error := self._error(future, generation), BrokenProcessPool):
            future, generation = self._handed_over(item)
        return future.result() if error is None else lost(error, self._pool.guard.seconds)

    def _error(self, future: Future[Any], generation: int) -> BaseException | None:
        """The error of an item once it is done; that of a broken pool where nobody will ever do it.

        A pool that breaks while an item is handed over may leave its future open for ever.
        """
        while True:
            try:
                return future.exception(timeout=SECONDS_TO_LOOK)
            except CancelledError:
                return BrokenProcessPool("given back by a pool that broke")
            except TimeoutError:
                gone = self._pool.generation != generation or not self._pool.is_working
                if gone and not future.done():
                    future.cancel()
                    return BrokenProcessPool("left open by a pool that broke")


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
