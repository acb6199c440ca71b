"""Decisions about files become batches while discovery still goes on, and reading begins with the first.

One thread goes through the decisions as fast as files are found, so that it is soon known how many there
are; another begins to read them, as far ahead as there is room; whoever loads takes the batches.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError

from flows.plan import Planned
from flows.progress import Progress, Unwatched

_Batch = list[Planned] | BaseException | None
"""Documents, or what went wrong, or the end."""
FIRST_BATCH = 25
"""Documents of the first batch; each further one is twice as large, so that loading begins early."""


class Feed:
    """The documents to load, in batches; `begin` starts to read one.

    An error on the way is raised where the batches are taken.
    """

    def __init__(
        self,
        decisions: Iterable[Planned],
        begin: Callable[[Planned], None],
        most: int,
        progress: Progress | None = None,
    ) -> None:
        self.untouched: list[Planned] = []
        self._decisions, self._begin, self._most = decisions, begin, most
        self._progress = progress or Unwatched()
        self._found: queue.SimpleQueue[_Batch] = queue.SimpleQueue()
        self._begun: queue.SimpleQueue[_Batch] = queue.SimpleQueue()
        self._ahead: list[Planned] | None = None
        self._threads = [
            threading.Thread(target=work, name=f"feed {work.__name__}", daemon=True)
            for work in (self._find, self._hand_over)
        ]
        self._has_ended = self._is_stopped = False

    def is_empty(self) -> bool:
        """Whether there is nothing to load; waits for the first batch or the end of the files."""
        self._ahead = self._ahead or self._next()
        return self._ahead is None

    def stop(self) -> None:
        """Looks at no further file."""
        self._is_stopped = True

    def __iter__(self) -> Iterator[list[Planned]]:
        while not self.is_empty():
            assert self._ahead is not None
            batch, self._ahead = self._ahead, None
            yield batch

    def _next(self) -> list[Planned] | None:
        if self._has_ended:
            return None
        for thread in self._threads:
            if thread.ident is None:
                thread.start()
        found = self._begun.get()
        self._has_ended = not isinstance(found, list)
        if isinstance(found, BaseException):
            raise found
        return found

    def _find(self) -> None:
        documents = 0
        try:
            for batch in self._formed():
                documents += len(batch)
                self._progress.expect(documents, growing=True)
                self._found.put(batch)
            self._progress.expect(documents)
        except BaseException as error:
            self._found.put(error)
        self._found.put(None)

    def _hand_over(self) -> None:
        try:
            while isinstance(batch := self._found.get(), list):
                for planned in batch:
                    self._begin(planned)
                self._begun.put(batch)
            self._begun.put(batch)
        except CancelledError:
            self._begun.put(None)
        except BaseException as error:
            self._begun.put(error)

    def _formed(self) -> Iterator[list[Planned]]:
        batch: list[Planned] = []
        size = min(FIRST_BATCH, self._most)
        for planned in self._decisions:
            if self._is_stopped:
                return
            self._progress.found()
            if planned.action in ("unchanged", "duplicate"):
                self.untouched.append(planned)
                continue
            batch.append(planned)
            if len(batch) == size:
                yield batch
                batch, size = [], min(2 * size, self._most)
        if batch:
            yield batch
