"""How a run goes, in plain lines: for pipes, files and the mails of a scheduler."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import IO

from flows.progress import LOADING, STARTING
from flows.run_status import RunStatus
from flows.run_words import line

FIRST_AFTER, THEN_EVERY, LATER_EVERY = 10.0, 30.0, 60.0
UNTOLD = frozenset({STARTING, LOADING})
"""Stages that begin without a line: too soon to matter, or again with every batch."""
LATER = 600.0
"""Seconds after which a run is a long one and lines become rarer."""


class PlainLines:
    """A line when a stage begins for the first time, one after ten seconds, then now and then."""

    def __init__(self, file: IO[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._file, self._clock = file, clock
        self._stages: set[str] = set()
        self._told = clock()
        self._pause = FIRST_AFTER

    def show(self, status: RunStatus) -> None:
        """Prints a line if it is time for one."""
        now = self._clock()
        if status.stage not in self._stages | UNTOLD:
            self._stages.add(status.stage)
            self.note(line(status))
        elif now - self._told >= self._pause:
            self._pause = THEN_EVERY if status.seconds < LATER else LATER_EVERY
            self._told = now
            self.note(line(status))

    def note(self, text: str) -> None:
        """Prints a line now."""
        with suppress(OSError):  # whoever read the lines is gone
            self._file.write(f"{datetime.now():%H:%M:%S}  {text}\n")
            self._file.flush()

    def close(self) -> None:
        return
