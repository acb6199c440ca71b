"""Which items wait and which worker of a cluster holds which: plain bookkeeping, no network.

A worker that dies gives back what it held. An item is given up when it was there at the death of
`MOST_DEATHS` workers: the second time it is a batch of its own, the last time it has a worker to
itself, so that none is given up for the company it was in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from math import ceil
from typing import Any

MOST_ITEMS = 16
"""Items of a batch: enough that what a Dask task costs is a hundredth of the reading."""
MOST_DEATHS = 3


@dataclass(eq=False, slots=True)
class Item:
    """A call to be made elsewhere, and where its result is awaited."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    future: Future[Any] = field(default_factory=Future)
    deaths: int = 0
    in_sight: bool = True  # False: its file is gone for everybody, and reading it will say so

    @property
    def is_wanted(self) -> bool:
        """False where nobody waits for the result any more."""
        return self.future.running() or self.future.set_running_or_notify_cancel()


@dataclass(frozen=True, eq=False, slots=True)
class Batch:
    """Items that one worker has together."""

    number: int
    worker: str
    items: tuple[Item, ...]

    @property
    def is_suspect(self) -> bool:
        """Whether it must have a worker to itself."""
        return any(item.deaths == MOST_DEATHS - 1 for item in self.items)


@dataclass(slots=True)
class _Worker:
    threads: int
    heard: float
    batches: dict[int, Batch] = field(default_factory=dict)

    @property
    def has_suspect(self) -> bool:
        return any(batch.is_suspect for batch in self.batches.values())


class Ledger:
    """Items on their way. Times are seconds of one clock."""

    def __init__(self) -> None:
        self._fresh: deque[Item] = deque()
        self._again: deque[Item] = deque()
        self._suspects: deque[Item] = deque()
        self._workers: dict[str, _Worker] = {}
        self._batches = 0

    @property
    def workers(self) -> dict[str, int]:
        """Workers that are given items, and how many threads each has."""
        return {address: worker.threads for address, worker in self._workers.items()}

    @property
    def first(self) -> Item | None:
        """The item that waits longest."""
        return next((queue[0] for queue in self._queues if queue), None)

    @property
    def _queues(self) -> tuple[deque[Item], ...]:
        return self._suspects, self._again, self._fresh

    def add(self, item: Item) -> None:
        """A new item."""
        self._fresh.append(item)

    def join(self, worker: str, threads: int) -> None:
        """A worker that can be given items."""
        self._workers[worker] = _Worker(threads, heard=0.0)

    def take(self, worker: str, now: float) -> Batch | None:
        """The next batch for a worker; None if it has enough, or nothing waits."""
        ours = self._workers[worker]
        if self._suspects:
            return None if ours.batches else self._hold(worker, [self._suspects.popleft()], now)
        if ours.has_suspect or len(ours.batches) > ours.threads:
            return None
        if self._again:
            return self._hold(worker, [self._again.popleft()], now)
        share = ceil(len(self._fresh) / (2 * sum(self.workers.values())))
        items = [self._fresh.popleft() for _ in range(min(share, MOST_ITEMS))]
        return self._hold(worker, items, now)

    def done(self, batch: Batch, now: float) -> bool:
        """Whether the worker still had the batch, which is settled now."""
        worker = self._workers.get(batch.worker)
        if worker is None or worker.batches.pop(batch.number, None) is None:
            return False
        worker.heard = now
        return True

    def give_back(self, items: Iterable[Item]) -> None:
        """Items without a result, through no fault of theirs."""
        for item in reversed(list(items)):
            self._queue_of(item).appendleft(item)

    def leave(self, worker: str, died: bool) -> tuple[list[Batch], list[Item]]:
        """A worker that is no more: the batches it had, and the items that are given up for its death."""
        batches = list(self._workers.pop(worker).batches.values())
        items = [item for batch in batches for item in batch.items]
        for item in items:
            item.deaths += died
        self.give_back(item for item in items if item.deaths < MOST_DEATHS)
        return batches, [item for item in items if item.deaths >= MOST_DEATHS]

    def silent(self, since: float) -> list[str]:
        """Workers that have items and gave no result after `since`."""
        return [
            address
            for address, worker in self._workers.items()
            if worker.batches and worker.heard < since
        ]

    def _queue_of(self, item: Item) -> deque[Item]:
        return (self._fresh, self._again, self._suspects)[item.deaths]

    def _hold(self, worker: str, items: Sequence[Item], now: float) -> Batch | None:
        wanted = tuple(item for item in items if item.is_wanted)
        if not wanted:
            return None
        ours = self._workers[worker]
        if not ours.batches:
            ours.heard = now
        self._batches += 1
        batch = Batch(self._batches, worker, wanted)
        ours.batches[batch.number] = batch
        return batch
