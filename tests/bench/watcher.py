"""Looks at the processes of a run again and again while it goes: CPU by kind, who came when."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.processes import Kind, Process, processes


class Sampler:
    """The last look at each process of a run; the CPU of a process's last moments escapes it."""

    def __init__(self, mark: str, every: float = 0.1) -> None:
        self._mark, self._every = mark, every
        self._seen: dict[tuple[int, float], Process] = {}

    @contextmanager
    def watch(self, pid: int) -> Iterator[None]:
        """Looks until the block ends."""
        over = threading.Event()
        thread = threading.Thread(target=self._go, args=(pid, over))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def cpu(self) -> Counter[Kind]:
        """CPU seconds by kind of process."""
        seconds: Counter[Kind] = Counter()
        for process in self._seen.values():
            seconds[process.kind] += process.cpu  # type: ignore[assignment]
        return seconds

    def births(self, kind: Kind) -> list[float]:
        """When processes of a kind came, in seconds since the system started."""
        return sorted(process.born for process in self._seen.values() if process.kind == kind)

    def _go(self, pid: int, over: threading.Event) -> None:
        while not over.wait(self._every):
            for process in processes(self._mark, pid):
                self._seen[process.pid, process.born] = process
