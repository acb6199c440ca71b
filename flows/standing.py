"""How a warehouse stands: what it holds, the run that goes, the runs before it. For `ogi status`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.run_history import as_killed, last_runs
from flows.run_status import Outcome, RunStatus, State, read_status, state_of
from flows.settings import Settings
from warehouse.errors import WarehouseBusy, WarehouseMissing
from warehouse.past_runs import Past, past
from warehouse.query import Status
from warehouse.query import status as ask

SHOWN_RUNS = 5


@dataclass(frozen=True, slots=True)
class LastRun:
    """A run that is over. `files` are counts by fate; none are known of one that did not publish."""

    run_id: str
    started_at: datetime
    ended_at: datetime
    seconds: float
    outcome: Outcome
    files: dict[str, int]
    documents: int
    """Documents it had read."""
    message: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything `ogi status` tells; what is not there is None."""

    holds: Status | None
    busy: str
    """Why the file cannot be asked now."""
    run: RunStatus | None
    """The run that goes, or the last one if it never said that it ended."""
    state: State | None
    runs: tuple[LastRun, ...]
    missing_files: int | None
    age_seconds: float | None
    """Since the warehouse was published."""


def standing(warehouse: Path) -> Standing:
    """Asks the published file and the files of its runs; raises WarehouseMissing if there are none."""
    work = Settings(warehouse).work
    last = read_status(work)
    state = state_of(last) if last else None
    holds, known, busy = None, Past((), None), ""
    try:
        holds, known = ask(warehouse), past(warehouse, SHOWN_RUNS)
    except WarehouseMissing:
        if last is None:
            raise
    except WarehouseBusy as error:
        busy = str(error)
    ended = holds.ended_at.replace(tzinfo=UTC) if holds and holds.ended_at else None
    return Standing(
        holds=holds,
        busy=busy,
        run=last if last and last.ended_at is None else None,
        state=state,
        runs=_runs(known, last_runs(work, SHOWN_RUNS), last if state == "gone" else None),
        missing_files=known.missing_files,
        age_seconds=(datetime.now(UTC) - ended).total_seconds() if ended else None,
    )


def _runs(known: Past, remembered: list[RunStatus], gone: RunStatus | None) -> tuple[LastRun, ...]:
    """The latest runs: what they said of themselves, and those only the warehouse remembers."""
    told = {status.run_id: status for status in remembered}
    if gone:
        told[gone.run_id] = as_killed(gone)
    runs = {
        run.run_id: _published(run.run_id, run.started_at, run.ended_at, run.files)
        for run in known.runs
    }
    for run_id, status in told.items():
        runs[run_id] = _told(status, runs.get(run_id))
    latest = sorted(runs.values(), key=lambda run: run.started_at, reverse=True)
    return tuple(latest[:SHOWN_RUNS])


def _published(run_id: str, started: datetime, ended: datetime, files: dict[str, int]) -> LastRun:
    seconds = (ended - started).total_seconds()
    return LastRun(run_id, started, ended, seconds, "ok", files, 0, "")


def _told(status: RunStatus, published: LastRun | None) -> LastRun:
    outcome = status.outcome or "killed"
    files = published.files if published else status.fates
    ended = status.ended_at or status.updated_at
    return LastRun(
        status.run_id,
        status.started_at,
        ended,
        status.seconds,
        outcome,
        files,
        status.documents,
        status.message,
    )
