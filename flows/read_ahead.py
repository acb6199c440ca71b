"""Work handed ahead to a pool: one thread gives items, another takes their results."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from pebble import ProcessExpired

from flows.pool import Guard, Lost, lost

T = TypeVar("T")

MOST_CRASHES = 1  # of workers that had the same item, before it is held to be the cause
SECONDS_TO_LOOK = 1.0  # after which a pool is asked whether it still works


@dataclass(slots=True)
class Handed(Generic[T]):
    """An item on its way: the future of its result, and which pool has it."""

    item: T
    future: Future[Any]
    generation: int
    crashes: int = 0


class Pool(Protocol):
    """Who runs functions on items elsewhere: `WorkerPool`, or a cluster."""

    guard: Guard

    @property
    def generation(self) -> int:
        """Counts the pools that came after a broken one."""

    @property
    def is_working(self) -> bool:
        """False once its workers cannot be started any more."""

    def warm_up(self) -> None:
        """Starts what takes long to start. Returns at once."""

    def submit(self, function: Callable[..., Any], *args: Any) -> Future[Any]:
        """Hands over one item."""

    def stop(self) -> None:
        """Ends the work at once; results not yet taken are lost."""


class ReadAhead(Generic[T]):
    """Runs a function on items, up to `window` of them ahead of the results.

    An item whose worker dies is tried once more: what killed the worker need not be the item.
    """

    def __init__(
        self,
        pool: Pool,
        function: Callable[[T], object],
        window: int,
        on_done: Callable[[], None] = lambda: None,
    ) -> None:
        self._pool, self._function, self._on_done = pool, function, on_done
        self._room = threading.Semaphore(window)
        self._given_up = False

    def hand_over(self, item: T) -> Handed[T]:
        """Gives an item to the pool; waits where `window` of them have no result yet."""
        while not self._room.acquire(timeout=SECONDS_TO_LOOK):
            if self._given_up:
                raise CancelledError
        generation = self._pool.generation  # read first: too old costs a second try, too new a wait
        future = self._pool.submit(self._function, item)
        future.add_done_callback(self._make_room)
        return Handed(item, self._counted(future), generation)

    def give_up(self) -> None:
        """Nobody takes results any more: whoever waits to hand over stops waiting."""
        self._given_up = True

    def outcome(self, handed: Handed[T]) -> object | Lost:
        """The result of an item, or how it was lost. Asking twice gives the same."""
        while error := self._error(handed):
            if isinstance(error, ProcessExpired):
                handed.crashes += 1
                if handed.crashes > MOST_CRASHES:
                    self._on_done()
                    break
            elif not isinstance(error, BrokenProcessPool):
                break
            handed.generation = self._pool.generation
            handed.future = self._counted(self._pool.submit(self._function, handed.item))
        return handed.future.result() if error is None else lost(error, self._pool.guard.seconds)

    def _make_room(self, future: Future[Any]) -> None:
        self._room.release()

    def _counted(self, future: Future[Any]) -> Future[Any]:
        future.add_done_callback(self._count)
        return future

    def _count(self, future: Future[Any]) -> None:
        """Counts an item unless it will be tried again."""
        if future.cancelled():
            return
        if not isinstance(future.exception(), BrokenProcessPool | ProcessExpired):
            self._on_done()

    def _error(self, handed: Handed[T]) -> BaseException | None:
        """The error of an item once it is done; that of a broken pool where nobody will ever do it.

        A pool that breaks while an item is handed over may leave its future open for ever.
        """
        while True:
            try:
                return handed.future.exception(timeout=SECONDS_TO_LOOK)
            except CancelledError:
                return BrokenProcessPool("given back by a pool that broke")
            except TimeoutError:
                gone = self._pool.generation != handed.generation or not self._pool.is_working
                if gone and not handed.future.done():
                    handed.future.cancel()
                    return BrokenProcessPool("left open by a pool that broke")
