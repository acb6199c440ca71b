"""A pool whose workers are on the machines of a Dask cluster: `WorkerPool`, but elsewhere.

Documents travel to Dask workers in batches; each Dask worker reads them in guarded processes of its
own (`flows.dask_worker`) and writes packages to the store, which lies on storage they all share.
"""

from __future__ import annotations

import pickle
import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from secrets import token_hex
from typing import Any

from flows.dask_cluster import Cluster
from flows.dask_dispatch import Desk, Dispatcher
from flows.dask_ledger import MOST_ITEMS, Batch, Item, Ledger
from flows.dask_site import absolute, location_of, terms_of, tidy
from flows.dask_vetting import Vetting
from flows.dask_worker import Errand, end_run, read_items
from flows.failures import ClusterUnusable, UserError
from flows.pool import Guard
from flows.settings import Settings

SECONDS_TO_END = 20.0


class DaskPool:
    """Runs a function on items on a cluster. The result of an item that is lost is a `Lost`.

    `tell` hears what a person wants to know of the cluster, from another thread. What ends the work
    (no scheduler, no workers, a worker that is set up differently) is raised by `submit` as
    ClusterUnusable, and breaks the items on their way like a pool that broke.
    """

    generation = 0

    def __init__(
        self,
        address: str | None,
        guard: Guard,
        settings: Settings,
        tell: Callable[[str], None] = lambda text: None,
    ) -> None:
        if address is None:
            raise UserError(
                "--runner dask needs --address, which `dask scheduler` prints: "
                "--address tcp://HOST:8786"
            )
        if find_spec("distributed") is None:
            raise UserError(
                "--runner dask needs the extra ogi[dask], here and on the machines of the workers: "
                "`make setup` installs it"
            )
        self.guard = guard
        self._address, self._settings = address, settings
        self._run = token_hex(6)
        self._desk = Desk(queue.SimpleQueue(), Ledger(), tell)
        self._limits = pickle.dumps(guard)
        self._functions: dict[Callable[..., Any], bytes] = {}
        self._failure: UserError | None = None
        self._is_stopping = False
        self._thread = threading.Thread(target=self._work, name="dask", daemon=True)
        self._changing = threading.Lock()
        self._open: set[Future[Any]] = set()

    @property
    def is_working(self) -> bool:
        """False once items are carried out no more."""
        return self._failure is None and not self._is_stopping

    def warm_up(self) -> None:
        """Begins to connect. Returns at once."""
        with self._changing:
            if self._thread.ident is None:
                self._thread.start()

    def submit(self, function: Callable[..., Any], *args: Any) -> Future[Any]:
        """Hands over one item; the time limit counts from the moment a process takes it."""
        item = Item(function, args)
        with self._changing:
            if self._failure:
                raise self._failure
            if self._is_stopping:
                raise CancelledError
            self._open.add(item.future)
        item.future.add_done_callback(self._open.discard)
        self.warm_up()
        self._desk.events.put(partial(self._desk.ledger.add, item))
        return item.future

    def stop(self) -> None:
        """Ends the work at once; results not yet taken are lost."""
        self._is_stopping = True
        if self._thread.ident is not None:
            self._desk.events.put(lambda: None)
            self._thread.join(SECONDS_TO_END)

    def _work(self) -> None:
        failure: UserError | None = None
        try:
            self._connect_and_dispatch()
        except UserError as error:
            failure = error
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            failure = ClusterUnusable(f"the Dask cluster at {self._address} failed: {what}")
        with self._changing:
            self._failure, self._is_stopping = failure, True
        for future in list(self._open):
            with suppress(InvalidStateError):
                future.set_exception(BrokenProcessPool("the cluster is gone"))

    def _connect_and_dispatch(self) -> None:
        cluster = Cluster(self._address)
        try:
            while self._desk.ledger.first is None:  # the first item shows where files are
                self._desk.carry_out()
                if self._is_stopping:
                    return
            self._dispatch(cluster, self._desk.ledger.first)
        finally:
            cluster.part(end_run, self._run)

    def _dispatch(self, cluster: Cluster, first: Item) -> None:
        terms = terms_of(self._settings, location_of(first.args))
        patience = 2 * MOST_ITEMS * self.guard.seconds
        send = partial(self._send, cluster)
        vetting = Vetting(cluster, self._run, terms)
        dispatcher = Dispatcher(cluster, vetting, self._desk, send, patience)
        try:
            while not self._is_stopping:
                dispatcher.turn()
        finally:
            tidy(terms)

    def _send(self, cluster: Cluster, batch: Batch, threads: int) -> Any:
        errands = [self._errand(item) for item in batch.items]
        key = f"ogi-{self._run}-{batch.number}"
        return cluster.run(batch.worker, key, read_items, self._run, self._limits, threads, errands)

    def _errand(self, item: Item) -> Errand:
        if item.function not in self._functions:
            self._functions[item.function] = pickle.dumps(absolute(item.function))
        location = location_of(item.args) if item.in_sight else None
        args = pickle.dumps(tuple(map(absolute, item.args)))
        return Errand(self._functions[item.function], args, str(location) if location else None)
