"""Everything that watches a run, as one `Progress`: terminal, status file, log, alarms."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console

from flows.display import Display, display_on
from flows.progress import READING, new_run_id
from flows.run_news import counts_of, made_of, news, outcome_of, outcome_of_error, tell
from flows.run_record import RunRecord
from flows.run_status import EXIT_STATUS, Outcome, RejectedFile
from flows.settings import Settings
from flows.summary import Summary
from flows.tally import Tally
from flows.termination import terminable
from flows.ticker import Ticker
from flows.webhook import require_address

SECONDS_BETWEEN_LOOKS = 0.5
LOOKS_PER_STATUS = 2


def watching(
    settings: Settings, folders: Sequence[Path], arguments: str, console: Console
) -> Watch:
    """Watches a run over these folders, in a `with` block; raises UserError for a wrong address.

    `arguments` is the command line without secrets, `console` where the run is shown.
    """
    require_address(settings.webhook)
    return Watch(settings, [str(folder) for folder in folders], arguments, display_on(console))


class Watch:
    """A `Progress` that is watched. After its block `exit_status` says how the run ended."""

    def __init__(
        self, settings: Settings, folders: Sequence[str], arguments: str, display: Display
    ) -> None:
        self.run_id = new_run_id()
        self.exit_status = EXIT_STATUS["failed"]
        """0 fine, 1 too many files could not be read, 2 failed, 130 interrupted."""
        self._settings, self._folders, self._arguments = settings, folders, arguments
        self._display = display
        self._tally = Tally(self.run_id, str(settings.warehouse.absolute()))
        self._record = RunRecord(self.run_id, settings, display.note)
        self._ticker = Ticker(self._look, SECONDS_BETWEEN_LOOKS)
        self._looks = 0
        self._showing = threading.Lock()
        self._stages: set[str] = set()
        self._knows_all = False
        self._summary: Summary | None = None
        self._stack = ExitStack()

    def begin(self) -> None:
        killed = self._record.begin()
        status = self._tally.status()
        self.event(
            "run_started",
            folders=list(self._folders),
            arguments=self._arguments,
            after_killed=killed.run_id if killed else None,
            **made_of(self._settings, status),
        )
        self._record.status(self._tally.status)

    def stage(self, text: str) -> None:
        self._tally.stage(text)
        self._tell_stage(text)

    def found(self, files: int = 1) -> None:
        self._tally.found(files)

    def expect(self, documents: int, *, growing: bool = False) -> None:
        self._tally.expect(documents, growing)
        if documents:
            self._tell_stage(READING)
        if not growing and not self._knows_all:
            self._knows_all = True
            self.event("files_found", files=self._tally.status().files, documents=documents)

    def advance(self, documents: int = 1, *, read: bool = True) -> None:
        self._tally.advance(documents, read)

    def waiting(self, path: str) -> None:
        self._tally.waiting(path)

    def report(self, problems: int, rejected: int) -> None:
        self._tally.report(problems, rejected)

    def event(self, name: str, **facts: object) -> None:
        if name == "batch_loaded":
            self._tally.loaded(int(str(facts["documents"])))
        elif name in ("document_rejected", "document_lost"):
            path, reason, detail = (str(facts[key]) for key in ("path", "reason", "detail"))
            self._tally.reject(RejectedFile(path, reason, detail))
        self._record.event(name, facts)

    def end(self, summary: Summary) -> None:
        outcome = outcome_of(summary, self._settings)
        self._summary = summary
        self._finish(outcome, "", dict(summary.files))
        self.event(
            "run_ended",
            outcome=outcome,
            exit_status=self.exit_status,
            first_document=self._tally.first_document,
            last_document=self._tally.last_document,
            **counts_of(summary),
        )

    def __enter__(self) -> Self:
        self._stack.enter_context(terminable())
        self._ticker.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ticker.stop()
        self._display.close()
        if error is not None:
            self._fail(error)
        elif self._summary is None:
            self._fail(RuntimeError("the run never said that it ended"))
        tell(self._settings, news(self._tally.status(), self._summary), self._alarm_failed)
        self._stack.close()

    def _fail(self, error: BaseException) -> None:
        outcome, message = outcome_of_error(error)
        self._summary = None
        self._finish(outcome, message, {})
        self.event(
            "run_failed",
            outcome=outcome,
            exit_status=self.exit_status,
            message=message,
            seconds=self._tally.status().seconds,
        )

    def _finish(self, outcome: Outcome, message: str, fates: dict[str, int]) -> None:
        self.exit_status = EXIT_STATUS[outcome]
        self._tally.finish(outcome, message, fates)
        self._record.close(self._tally.status())

    def _alarm_failed(self, alarm: str, detail: str) -> None:
        option = f"--{alarm.replace('_', '-')}"
        self._display.note(f"ogi: {option} failed: {detail}")
        self.event("alarm_failed", alarm=alarm, detail=detail)

    def _tell_stage(self, stage: str) -> None:
        """A stage is told when it first begins, however short it is; reading and loading take turns."""
        if stage not in self._stages:
            self._stages.add(stage)
            self.event("stage", stage=stage)
            self._show()

    def _show(self) -> None:
        with self._showing:
            self._display.show(self._tally.status())

    def _look(self) -> None:
        self._show()
        self._looks += 1
        if self._looks % LOOKS_PER_STATUS == 0:
            self._record.status(self._tally.status)
