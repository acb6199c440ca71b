"""The thread that keeps a cluster busy: looks who is there, gives batches, takes their replies.

All bookkeeping happens in this one thread; whatever else happens reaches it as an event, a call to
be made here.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from flows.dask_cluster import Cluster, Member, Unfetched
from flows.dask_ledger import MOST_DEATHS, Batch, Ledger
from flows.dask_vetting import Vetting
from flows.failures import ClusterUnusable, WorkersUnusable
from flows.pool import Lost

SECONDS_TO_LOOK = 0.5
SECONDS_FOR_WORKERS = 60.0
"""How long to wait for a first worker, or for another one after the last."""

Event = Callable[[], None]
Send = Callable[[Batch, int], Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What comes in: items in the ledger, events to be made here; and who is told of the cluster."""

    events: queue.SimpleQueue[Event]
    ledger: Ledger
    tell: Callable[[str], None]

    def carry_out(self) -> None:
        """Makes the calls that wait; where there are none, waits a little for one."""
        try:
            self.events.get(timeout=SECONDS_TO_LOOK)()
            while True:
                self.events.get_nowait()()
        except queue.Empty:
            return


class Dispatcher:
    """Gives items to workers: `send` takes a batch to a worker of so many threads.

    A worker that gave no result for `patience` seconds is given up.
    """

    def __init__(
        self, cluster: Cluster, vetting: Vetting, desk: Desk, send: Send, patience: float
    ) -> None:
        self._cluster, self._vetting, self._send, self._patience = cluster, vetting, send, patience
        self._desk, self._ledger, self._tell = desk, desk.ledger, desk.tell
        self._members: dict[str, Member] = {}
        self._tasks: dict[int, Any] = {}
        self._unfetched: list[Batch] = []
        self._looked = 0.0
        self._alone_since: float | None = None
        cluster.listen(lambda *news: self._desk.events.put(partial(self._gone, *news)))

    def turn(self) -> None:
        """One round: who is there, what can be given, what has happened."""
        now = time.monotonic()
        if now - self._looked >= SECONDS_TO_LOOK:
            self._looked = now
            self._look_around(now)
        self._give(now)
        self._desk.carry_out()

    def _gone(self, address: str, died: bool) -> None:
        """A worker left, and what it had goes to the others."""
        self._vetting.forget(address)
        member = self._members.pop(address, None)
        if member is None or address not in self._ledger.workers:
            return
        documents = self._release(address, died)
        self._tell(f"Dask worker {member} is gone; {documents} documents go to others")

    def _answered(self, address: str) -> None:
        """A worker said what it has."""
        if member := self._vetting.settle(address):
            self._ledger.join(address, member.threads)
            self._alone_since = None
            workers = self._ledger.workers
            self._tell(f"reading on {len(workers)} Dask workers, {sum(workers.values())} threads")
        elif address in self._vetting.refused:
            self._tell(self._vetting.refused[address])
        else:
            self._members.pop(address, None)  # its answer got lost: it is asked again

    def _look_around(self, now: float) -> None:
        there = self._cluster.members()
        for address in self._members.keys() - there.keys():
            self._gone(address, died=True)
        new = [member for address, member in there.items() if address not in self._members]
        self._members.update({member.address: member for member in new})
        self._vetting.ask(new, lambda each: self._desk.events.put(partial(self._answered, each)))
        for said in self._vetting.leave_out_silent():
            self._tell(said)
        again, self._unfetched = self._unfetched, []
        for batch in again:
            self._replied(batch)
        for address in self._ledger.silent(now - self._patience):
            self._turn_away(address, "gives no result any more: its storage hangs, perhaps")
        self._wait_for_workers(now)

    def _wait_for_workers(self, now: float) -> None:
        if self._ledger.workers or self._vetting.is_waiting:
            return
        if self._alone_since is None:
            self._alone_since = now
            self._tell(f"waiting for Dask workers at {self._cluster.address}")
        if now - self._alone_since > SECONDS_FOR_WORKERS:
            why = "".join(f"; {said}" for said in list(self._vetting.refused.values())[-1:])
            raise ClusterUnusable.no_workers(self._cluster.address, SECONDS_FOR_WORKERS, why)

    def _give(self, now: float) -> None:
        """A batch to each worker in turn, until none can take another."""
        hungry = list(self._ledger.workers.items()) if self._vetting.is_complete else []
        while hungry and self._ledger.first:
            hungry = [each for each in hungry if self._give_one(*each, now)]

    def _give_one(self, worker: str, threads: int, now: float) -> bool:
        batch = self._ledger.take(worker, now)
        if batch is not None:
            task = self._tasks[batch.number] = self._send(batch, threads)
            task.add_done_callback(lambda _: self._desk.events.put(partial(self._replied, batch)))
        return batch is not None

    def _replied(self, batch: Batch) -> None:
        """The task of a batch is done, or came to nothing."""
        task = self._tasks.get(batch.number)
        if task is None:
            return  # taken back before
        try:
            reply = self._cluster.reply(task)
        except Unfetched:
            self._unfetched.append(batch)  # its worker is gone, which will be heard, or it is slow
            return
        except WorkersUnusable as error:
            self._turn_away(batch.worker, f"cannot read: {error}")
            return
        except Exception as error:
            self._turn_away(batch.worker, f"failed with {type(error).__name__}: {error}")
            return
        if reply["unseen"]:
            self._out_of_sight(batch, reply["unseen"])
            return
        del self._tasks[batch.number]
        if self._ledger.done(batch, time.monotonic()):
            for item, result in zip(batch.items, reply["results"], strict=True):
                item.future.set_result(result)

    def _out_of_sight(self, batch: Batch, unseen: list[str]) -> None:
        """A worker does not see files: the fault is its own where this machine does."""
        if there := [path for path in unseen if Path(path).exists()]:
            self._turn_away(batch.worker, f"no longer sees {there[0]}: is its storage mounted?")
            return
        del self._tasks[batch.number]
        if self._ledger.done(batch, time.monotonic()):
            for item in batch.items:
                item.in_sight = False
            self._ledger.give_back(batch.items)

    def _turn_away(self, address: str, why: str) -> None:
        """Gives a worker nothing any more."""
        if address in self._ledger.workers:
            self._vetting.leave_out(self._members[address], why)
            self._tell(f"{self._vetting.refused[address]}; its documents go to others")
            self._release(address, died=False)

    def _release(self, address: str, died: bool) -> int:
        """Takes back what a worker had; returns how many items that were."""
        batches, given_up = self._ledger.leave(address, died)
        for batch in batches:
            self._cluster.forget(self._tasks.pop(batch.number))
        for item in given_up:
            how = (
                f"{MOST_DEATHS} Dask workers died while reading it, the last one with nothing else"
            )
            item.future.set_result(Lost("crash", how))
        return sum(len(batch.items) for batch in batches)
