"""How fast documents are read: lately, and over all."""

from __future__ import annotations

from collections import deque

LEAST_SECONDS, LEAST_DOCUMENTS = 15.0, 30
"""What `lately` covers at least: enough of both to be steady, for pages and for scans."""
MOST_SECONDS = 300.0
SECONDS_BETWEEN_SAMPLES = 1.0
TOO_EARLY = 2.0
"""Seconds before which nothing is said."""


class Pace:
    """Rates from samples of a count; all times are seconds of one clock. Not thread-safe."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, int]] = deque()
        self._first: float | None = None

    def start(self, now: float) -> None:
        """The first document is handed out; later calls change nothing."""
        if self._first is None:
            self._first = now
            self._samples.append((now, 0))

    def sample(self, now: float, documents: int) -> None:
        """Notes how many documents were read by now."""
        if self._first is None:
            return
        if now - self._samples[-1][0] >= SECONDS_BETWEEN_SAMPLES:
            self._samples.append((now, documents))
        while now - self._samples[0][0] > MOST_SECONDS and len(self._samples) > 1:
            self._samples.popleft()

    def lately(self, now: float, documents: int) -> float | None:
        """Documents per second of the last stretch that is long enough; None if it is too early."""
        if self._is_too_early(now):
            return None
        since, before = self._samples[0]
        for at, count in reversed(self._samples):
            if now - at >= LEAST_SECONDS and documents - count >= LEAST_DOCUMENTS:
                since, before = at, count
                break
        return (documents - before) / (now - since)

    def overall(self, now: float, documents: int) -> float | None:
        """Documents per second since the first was handed out; None if it is too early."""
        if self._is_too_early(now) or self._first is None:
            return None
        return documents / (now - self._first)

    def _is_too_early(self, now: float) -> bool:
        return self._first is None or now - self._first < TOO_EARLY
