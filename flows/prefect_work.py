"""What Prefect schedules: a job, one call at a time, so that a process beside the run can ask for it.

Prefect and its server take seconds to import. A run with its own server leaves both to one child
process, which asks for the work over a pipe; nothing here imports Prefect.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol, cast

from flows.artifacts import Artifact, artifacts_of
from flows.batches import Batch, Job
from flows.overheard import Line, Overheard
from flows.progress import Progress

INTERRUPTED = ("interrupted", None)
"""Sent instead of an answer when somebody pressed Ctrl-C."""
ENDED = "ended"
"""Sent instead of a question when the flow is over, with what went wrong or None."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """Name and parameters of a run, as Prefect shows them."""

    run_id: str
    folders: tuple[str, ...]
    warehouse: str


class Work(Protocol):
    """A job as Prefect sees it: batches are numbers, results are plain values."""

    def next_batch(self) -> tuple[int, int] | None:
        """Number of the next batch and its number of documents; None after the last."""

    def carry_out(self, batch: int) -> tuple[int, list[Line]]:
        """Reads and loads the batch named last: its number of reports, and lines for the log."""

    def publish(self) -> list[Line]:
        """Publishes the warehouse: lines for the log."""

    def artifacts(self) -> list[Artifact]:
        """What to attach to the run."""


class JobWork:
    """The job in this process."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._heard = Overheard(job.progress, job.summary.run_id)
        job.progress = cast(Progress, self._heard)
        self._batches: Iterator[Batch] = iter(job.batches())
        self._batch: Batch | None = None
        self._is_loaded = self._is_published = False
        self.error: BaseException | None = None

    def next_batch(self) -> tuple[int, int] | None:
        self._batch, self._is_loaded = next(self._batches, None), False
        if self._batch is None:
            return None
        return self._batch.number, len(self._batch.documents)

    def carry_out(self, batch: int) -> tuple[int, list[Line]]:
        assert self._batch is not None and self._batch.number == batch
        reports = self._job.carry_out(self._batch)
        self._is_loaded = True
        return reports, self._heard.lines()

    def publish(self) -> list[Line]:
        self._job.publish()
        self._is_published = True
        return self._heard.lines()

    def artifacts(self) -> list[Artifact]:
        return artifacts_of(self._job.summary)

    def go_on_alone(self, log: Path) -> None:
        """Does what is left when whoever asked for it is gone: only the history suffers."""
        self._heard.event("prefect_lost", log=str(log))
        if self._batch is not None and not self._is_loaded:
            self._job.carry_out(self._batch)
        for batch in self._batches:
            self._job.carry_out(batch)
        if not self._is_published:
            self._job.publish()

    def answer(self, question: tuple[Any, ...]) -> tuple[str, object]:
        """What to reply to `AskedWork`: a result, or how it failed; the error itself is kept."""
        name, *arguments = question
        self.error = None
        try:
            return "done", getattr(self, name)(*arguments)
        except Exception as error:
            self.error = error
            return "failed", f"{type(error).__name__}: {error}"


class WorkFailed(Exception):
    """The process of the run says that a piece of work failed; it keeps the error."""


class RunGone(BaseException):
    """The process of the run is gone, so that nothing can be retried."""

    def __init__(self) -> None:
        super().__init__(
            "The process of this run is gone. The warehouse is as it was; "
            "the next run continues where this one was."
        )


class AskedWork:
    """The job of the process at the other end of a pipe."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.tasks = 0
        """Tasks that were made of it."""

    def next_batch(self) -> tuple[int, int] | None:
        batch: tuple[int, int] | None = self._ask("next_batch")
        self.tasks += batch is not None
        return batch

    def carry_out(self, batch: int) -> tuple[int, list[Line]]:
        done: tuple[int, list[Line]] = self._ask("carry_out", batch)
        return done

    def publish(self) -> list[Line]:
        self.tasks += 1
        lines: list[Line] = self._ask("publish")
        return lines

    def artifacts(self) -> list[Artifact]:
        made: list[Artifact] = self._ask("artifacts")
        return made

    def end(self, error: str | None = None) -> None:
        """Tells the run that its flow is over, and what went wrong."""
        self._pipe.send((ENDED, error))

    def _ask(self, *question: object) -> Any:
        try:
            self._pipe.send(question)
            outcome, value = self._pipe.recv()
        except (EOFError, OSError):
            raise RunGone from None
        if (outcome, value) == INTERRUPTED:
            raise KeyboardInterrupt
        if outcome == "failed":
            raise WorkFailed(value)
        return value
