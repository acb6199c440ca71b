"""Counts what a run tells of itself, from any thread; says at any time how it stands."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from flows.pace import Pace
from flows.progress import LOOKING, READING, STARTING
from flows.run_status import Outcome, RejectedFile, RunStatus, process_start

Clock = Callable[[], float]


class Tally:
    """The counters of one run. Counting a document costs less than a microsecond."""

    def __init__(self, run_id: str, warehouse: str, clock: Clock = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._fixed = (run_id, warehouse, os.getpid(), process_start(os.getpid()))
        self._fixed_host = (socket.gethostname(), datetime.now(UTC))
        self._started = clock()
        self._pace = Pace()
        self._stage = STARTING
        self._files = self._documents = self._read = self._total = 0
        self._problems = self._rejected = self._batches = self._loaded = 0
        self._growing = True
        self._waiting: tuple[str, float] | None = None
        self._last_rejected: RejectedFile | None = None
        self._end: tuple[datetime, Outcome, str, dict[str, int]] | None = None
        self.first_document: float | None = None
        """Seconds from the start to the first document that was handed out."""
        self.last_document: float | None = None
        """Seconds from the start to the last document that was read."""

    def stage(self, text: str) -> None:
        with self._lock:
            self._stage = text
            self._waiting = None

    def found(self, files: int) -> None:
        with self._lock:
            self._files += files

    def expect(self, documents: int, growing: bool) -> None:
        with self._lock:
            self._total, self._growing = documents, growing
            if documents and self.first_document is None:
                now = self._clock()
                self.first_document = round(now - self._started, 3)
                self._pace.start(now)
                if self._stage == LOOKING:
                    self._stage = READING

    def advance(self, documents: int, read: bool) -> None:
        now = self._clock()
        with self._lock:
            self._documents += documents
            if read:
                self._read += documents
                self.last_document = round(now - self._started, 3)

    def waiting(self, path: str) -> None:
        now = self._clock()
        with self._lock:
            self._waiting = (path, now)

    def report(self, problems: int, rejected: int) -> None:
        with self._lock:
            self._problems, self._rejected = problems, rejected

    def loaded(self, documents: int) -> None:
        with self._lock:
            self._batches += 1
            self._loaded += documents

    def reject(self, file: RejectedFile) -> None:
        with self._lock:
            self._last_rejected = file

    def finish(self, outcome: Outcome, message: str, fates: dict[str, int]) -> None:
        with self._lock:
            self._end = (datetime.now(UTC), outcome, message, fates)
            self._growing = False

    def status(self) -> RunStatus:
        """How the run stands now."""
        now = self._clock()
        with self._lock:
            run_id, warehouse, pid, begun = self._fixed
            host, started_at = self._fixed_host
            self._pace.sample(now, self._read)
            rate = rounded(self._pace.lately(now, self._read), 3)
            remaining = self._remaining(rate)
            reading_until = now
            if remaining == 0 and self.last_document is not None:
                reading_until = self._started + self.last_document
            ended_at, outcome, message, fates = self._end or (None, None, "", {})
            awaited, since = self._waiting or (None, now)
            return RunStatus(
                run_id=run_id,
                warehouse=warehouse,
                pid=pid,
                process_start=begun,
                host=host,
                started_at=started_at,
                updated_at=datetime.now(UTC),
                seconds=round(now - self._started, 1),
                stage=self._stage,
                files=self._files,
                documents=self._documents,
                total=max(self._total, self._documents),
                growing=self._growing,
                rate=rate,
                rate_overall=rounded(self._pace.overall(reading_until, self._read), 3),
                remaining=remaining,
                problems=self._problems,
                rejected=self._rejected,
                batches=self._batches,
                loaded=self._loaded,
                waiting_for=awaited,
                waiting_seconds=round(now - since, 1),
                last_rejected=self._last_rejected,
                ended_at=ended_at,
                outcome=outcome,
                message=message,
                fates=fates,
            )

    def _remaining(self, rate: float | None) -> float | None:
        left = self._total - self._documents
        if left <= 0 and not self._growing:
            return 0.0
        return round(left / rate, 1) if rate and left > 0 else None


def rounded(number: float | None, digits: int) -> float | None:
    """The number without figures that say nothing."""
    return None if number is None else round(number, digits)
