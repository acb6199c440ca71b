"""Listens to what a run tells of itself and keeps it as lines for Prefect's log."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from flows.progress import Progress
from flows.run_log import events

Line = tuple[str, str]
"""Level (info, warning, error) and text: `batch_loaded run_id="..." batch=3 documents=200 ...`."""

MOST_OF_A_KIND = 20
"""Lines of one kind between two moments of writing; the rest is counted. All are in the run's own log."""


class Overheard:
    """A `Progress` that passes everything on and remembers the events."""

    def __init__(self, progress: Progress, run_id: str) -> None:
        self._progress, self._run_id = progress, run_id
        self._lines: list[Line] = []
        self._told: Counter[str] = Counter()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._progress, name)

    def event(self, name: str, **facts: object) -> None:
        """Passes an event on and keeps it as a line."""
        self._progress.event(name, **facts)
        self._told[name] += 1
        if self._told[name] <= MOST_OF_A_KIND:
            self._lines.append((level_of(name), line(name, {"run_id": self._run_id, **facts})))

    def lines(self) -> list[Line]:
        """The lines since this was asked last."""
        lines = self._lines
        for name, times in self._told.items():
            if times > MOST_OF_A_KIND:
                lines.append((level_of(name), f"{name}: {times - MOST_OF_A_KIND} more like these"))
        self._lines, self._told = [], Counter()
        return lines


def level_of(event: str) -> str:
    """The level of an event; that of one the catalogue does not have is info."""
    known = events().get(event)
    return known.level if known else "info"


def line(event: str, facts: dict[str, object]) -> str:
    """An event as text: its name, then its facts, values as JSON."""
    told = (
        f"{key}={msgspec.json.encode(value, enc_hook=str).decode()}" for key, value in facts.items()
    )
    return " ".join([event, *told])
