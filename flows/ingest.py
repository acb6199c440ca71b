"""The main job: folders go in, a new warehouse comes out, and a summary of what happened.

discover -> plan -> read in workers -> load in the order of the plan -> publish -> summary. Workers
start to read with the first new file; Prefect's server starts beside them and is waited for only
when there is something to tell it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from extract.discover import Limits, discover
from flows.batches import Job, run_plain, split
from flows.failures import UserError
from flows.ingredients import ingredients
from flows.plan import Planned, plan_files
from flows.pool import WorkerPool
from flows.prefect_flow import PrefectEngine
from flows.progress import Progress
from flows.reader import DocumentReader, guard
from flows.settings import Settings
from flows.stated import stated
from flows.summary import Summary
from flows.version import version
from transform.register import Register, RegisterError, load_register

KNOWN = "SELECT sha256, ingredients FROM audit.content"


class Engine(Protocol):
    """Who schedules the batches of a job."""

    def prepare(self) -> None:
        """Starts what takes long to start."""

    def run(self, job: Job, folders: Sequence[str]) -> None:
        """Carries out the job."""

    def stop(self) -> None:
        """Ends what was started."""


class PlainEngine:
    """Calls one batch after the other."""

    def prepare(self) -> None:
        return

    def run(self, job: Job, folders: Sequence[str]) -> None:
        run_plain(job)

    def stop(self) -> None:
        return


def engine_for(settings: Settings) -> Engine:
    """The engine the settings ask for."""
    if settings.engine == "plain":
        return PlainEngine()
    return PrefectEngine(settings.work / "prefect", settings.prefect_api)


def ingest(
    folders: Sequence[Path], settings: Settings, progress: Progress, arguments: str = ""
) -> Summary:
    """Brings everything new under the folders into the warehouse.

    Raises WarehouseBusy when somebody else writes to it, WorkersUnusable or ServerFailed when the
    environment is broken; the published warehouse is then as it was.
    """
    started = time.monotonic()
    register, reference = declared(settings), stated(settings)
    pool, engine = WorkerPool(guard(settings)), engine_for(settings)
    with ExitStack() as stack:
        stack.callback(engine.stop)
        stack.callback(pool.stop)
        pool.warm_up()
        from transform.frames import to_frames
        from warehouse.build import RunInfo, WarehouseBuild

        run = RunInfo(new_run_id(), datetime.now(UTC), version(), arguments)
        build = stack.enter_context(WarehouseBuild(settings.warehouse, run))
        progress.stage("looking for new files")
        reader = DocumentReader(settings, ingredients(settings), pool)
        files = discover(folders, limits(settings))
        decisions = plan_files(files, build.known(), reader.ingredients, settings, register)
        plan = list(preparing(engine, decisions))
        summary = Summary(run.run_id, str(settings.warehouse), settings.engine, settings.workers)
        batches = split(plan, settings)
        job = Job(batches, reader, build, to_frames, summary, progress, idle(plan), register)
        job.reference = reference
        job.start()
        if not batches:
            run_plain(job)  # nothing to schedule, so no server is started for it
        else:
            engine.run(job, [str(folder) for folder in folders])
        reader.store.prune()
        summary.seconds = time.monotonic() - started
        summary.write(settings.work)
    return summary


def declared(settings: Settings) -> Register:
    """The register of corrections; raises UserError where it cannot be used."""
    if settings.register is not None and not settings.register.is_dir():
        raise UserError(f"{settings.register} is no folder; name the folder of the register")
    try:
        return load_register(settings.corrections)
    except RegisterError as error:
        raise UserError(f"corrections: {error}") from error


def preview(folders: Sequence[Path], settings: Settings) -> list[Planned]:
    """What `ingest` would do with each file. Changes nothing."""
    from warehouse.errors import WarehouseMissing
    from warehouse.query import run_sql

    try:
        known = dict(run_sql(settings.warehouse, KNOWN).rows)
    except WarehouseMissing:
        known = {}
    files = discover(folders, limits(settings))
    return list(plan_files(files, known, ingredients(settings), settings, declared(settings)))


def preparing(engine: Engine, decisions: Iterable[Planned]) -> Iterator[Planned]:
    """The decisions as they come; the engine starts with the first file that must be read."""
    prepared = False
    for planned in decisions:
        if not prepared and planned.action in ("read", "reject"):
            engine.prepare()
            prepared = True
        yield planned


def idle(plan: Iterable[Planned]) -> list[Planned]:
    """Files that are only written down: unchanged ones and copies."""
    return [planned for planned in plan if planned.action in ("unchanged", "duplicate")]


def limits(settings: Settings) -> Limits:
    """What is not read: files too large, and our own files if they lie in a folder."""
    own = settings.warehouse
    beside = [own.with_name(own.name + ending) for ending in (".build", ".lock", ".wal")]
    return Limits(settings.file_size, frozenset([own, settings.work, *beside]))


def new_run_id() -> str:
    """A name that sorts by time and is unique: `20261122T174500-3f9a`."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{token_hex(2)}"
