"""What a run leaves on disk while it goes: its status, its log, its place among the runs.

Nothing here breaks a run: where the disk refuses, that is said once and the run goes on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from flows.run_history import remember, remember_killed
from flows.run_log import RunLog
from flows.run_status import RunStatus, read_status, write_status
from flows.settings import Settings

LOGS = "logs"


class RunRecord:
    """The files of one run. `complain` is told what cannot be written, once for each file."""

    def __init__(self, run_id: str, settings: Settings, complain: Callable[[str], None]) -> None:
        self._run_id, self._work, self._complain = run_id, settings.work, complain
        self._log = RunLog(run_id, self._work / LOGS, settings.log)
        self._has_own_log = settings.log is not None
        self._writing = threading.Lock()
        self._refused: set[str] = set()
        self._has_begun = self._is_closed = False

    def begin(self) -> RunStatus | None:
        """The run holds the warehouse; returns the run before it if that was killed."""
        self._has_begun = True
        with self._safely("the history of runs"):
            return remember_killed(self._work)
        return None

    def event(self, name: str, facts: Mapping[str, object]) -> None:
        """Writes a line of the log. A mistyped command makes no folder only to say so."""
        if self._has_begun or self._has_own_log or self._work.exists():
            with self._safely(f"the log {self._log.path}"):
                self._log.write(name, facts)

    def status(self, ask: Callable[[], RunStatus]) -> None:
        """Writes the status as it is then; only the run that holds the warehouse has one."""
        with self._writing, self._safely("the status of the run"):
            if self._has_begun and not self._is_closed:
                write_status(self._work, ask())

    def close(self, status: RunStatus) -> None:
        """The run is over. Whoever holds the warehouse by now keeps the status file."""
        with self._writing, self._safely("the status of the run"):
            self._is_closed = True
            last = read_status(self._work)
            if self._has_begun and (last is None or last.run_id == self._run_id):
                write_status(self._work, status)
        if self._work.exists():
            with self._safely("the history of runs"):
                remember(self._work, status)

    @contextmanager
    def _safely(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if what not in self._refused:
                self._refused.add(what)
                self._complain(f"ogi: cannot write {what}: {error}; the run goes on without it")
