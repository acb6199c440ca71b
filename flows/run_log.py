"""The log of a run: one JSON object a line, for machines. Its events are those of `run_events.yml`.

Nothing is written for an ordinary document.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import msgspec

from extract.yaml_file import read_yaml

CATALOGUE = Path(__file__).with_name("run_events.yml")
KEPT = 30
"""Logs kept in the folder of the warehouse."""


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of line: its level (info, warning, error), what it means, its facts and their meanings."""

    level: str
    means: str
    facts: dict[str, str]


@cache
def events() -> Mapping[str, Event]:
    """The catalogue, by name of the event."""
    return msgspec.convert(read_yaml(CATALOGUE), dict[str, Event])


class RunLog:
    """Lines of one run, appended to a file that is made with the first of them.

    Without a `path` the file is `<run_id>.jsonl` in `folder`, where the newest thirty are kept.
    """

    def __init__(self, run_id: str, folder: Path, path: Path | None = None) -> None:
        self._run_id, self._folder = run_id, folder
        self._path = path
        self._lock = threading.Lock()
        self._is_new = True

    @property
    def path(self) -> Path:
        """The file."""
        return self._path or self._folder / f"{self._run_id}.jsonl"

    def write(self, event: str, facts: Mapping[str, object]) -> None:
        """Writes a line. Raises ValueError for what the catalogue does not have, OSError from the disk."""
        kind = events().get(event)
        if kind is None or kind.facts.keys() != facts.keys():
            raise ValueError(f"event {event} with {sorted(facts)} is not in {CATALOGUE.name}")
        head = {"ts": datetime.now(UTC), "run_id": self._run_id, "level": kind.level}
        line = msgspec.json.encode({**head, "event": event, **facts}, enc_hook=str) + b"\n"
        with self._lock:
            if self._is_new:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._is_new = False
                self._prune()
            with self.path.open("ab") as file:
                file.write(line)

    def _prune(self) -> None:
        if self._path is None:
            for old in sorted(self._folder.glob("*.jsonl"))[: 1 - KEPT or None]:
                old.unlink(missing_ok=True)
