"""The network side of a Dask cluster: who is there, work for one of them, and who has gone.

Work is pinned to a worker, so that it is known which documents a dying worker had; Dask carries it
there and brings the reply.
"""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flows.failures import ClusterUnusable

EVENTS = "all"  # Dask's topic of everything that happens to workers
SECONDS_TO_CONNECT = 20.0
SECONDS_TO_ANSWER = 30.0
SECONDS_TO_FETCH = 5.0
SECONDS_TO_PART = 5.0


@dataclass(frozen=True, slots=True)
class Member:
    """A Dask worker."""

    address: str
    name: str
    threads: int

    def __str__(self) -> str:
        return self.address if self.name == self.address else f"{self.name} ({self.address})"


class Unfetched(Exception):
    """The reply is not to be had: its worker is gone."""


class Cluster:
    """A connection to a scheduler."""

    def __init__(self, address: str) -> None:
        from distributed import Client, Security

        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said here
        self.address = address
        if (
            address.startswith("tls")
            and not Security().get_connection_args("client")["ssl_context"]
        ):
            raise ClusterUnusable.no_certificates(address)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # versions are compared worker by worker
                self._client = Client(
                    address, timeout=SECONDS_TO_CONNECT, set_as_default=False, name="ogi"
                )
        except (OSError, ValueError, ImportError, TypeError) as error:
            raise ClusterUnusable.no_scheduler(address, error) from error

    def listen(self, on_gone: Callable[[str, bool], None]) -> None:
        """`on_gone(address, died)` is called, from a thread of Dask's, for each worker that goes."""

        def heard(event: tuple[float, Any]) -> None:
            _, said = event
            if isinstance(said, dict) and said.get("action") == "remove-worker":
                on_gone(said["worker"], not said.get("expected"))

        self._client.subscribe_topic(EVENTS, heard)

    def members(self) -> dict[str, Member]:
        """The workers that take work now; raises ClusterUnusable where the scheduler is gone."""
        try:
            if self._client.status != "running":
                raise OSError("the connection is closed")
            info = self._client.sync(
                self._client.scheduler.identity, n_workers=-1, callback_timeout=SECONDS_TO_ANSWER
            )
        except (OSError, TimeoutError) as error:
            raise ClusterUnusable.scheduler_lost(self.address, error) from error
        return {
            address: Member(address, str(worker["name"]), worker["nthreads"])
            for address, worker in info["workers"].items()
            if worker["status"] in ("running", "paused")
        }

    def run(
        self, worker: str, key: str, function: Callable[..., Any], *args: Any, first: bool = False
    ) -> Any:
        """Has a worker call a function, `first` before what waits there; returns Dask's future."""
        return self._client.submit(
            function,
            *args,
            key=key,
            workers=[worker],
            allow_other_workers=False,
            pure=False,
            priority=int(first),
        )

    def reply(self, future: Any) -> Any:
        """What a future that is done came to; raises its error, or Unfetched."""
        from distributed import CancelledError, KilledWorker
        from distributed.client import FutureCancelledError

        try:
            return future.result(timeout=SECONDS_TO_FETCH)
        except (TimeoutError, CancelledError, FutureCancelledError, KilledWorker) as error:
            raise Unfetched from error

    def forget(self, future: Any) -> None:
        """Takes work back that nobody waits for."""
        future.cancel(force=True)

    def part(self, function: Callable[..., Any], *args: Any) -> None:
        """Has every worker call a function, where it still can, and closes the connection."""
        if self._client.status == "running":
            self._client.unsubscribe_topic(EVENTS)  # else the scheduler complains of a closed line
            telling = threading.Thread(
                target=self._client.run, args=(function, *args), kwargs={"on_error": "ignore"}
            )
            telling.daemon = True
            telling.start()
            telling.join(SECONDS_TO_PART)
        self._client.close(timeout=SECONDS_TO_PART)
