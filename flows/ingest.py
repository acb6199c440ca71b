"""The main job: folders go in, a new warehouse comes out, and a summary of what happened.

discover -> plan -> read in workers -> load in the order of the plan -> publish -> summary, all at the same
time. Workers start to read with the first new file; Prefect's server starts beside them and is waited
for only when there is something to tell it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extract.catalogue import Catalogue
from extract.discover import Limits, discover, safe_text
from flows.batches import Job, run_plain
from flows.engines import Engine, engine_for
from flows.failures import UserError
from flows.feed import Feed
from flows.ingredients import FILES, Recipe, ingredients
from flows.plan import Planned, plan_files
from flows.pool import WorkerPool
from flows.progress import LOOKING, WAITING, Progress
from flows.read_ahead import Pool
from flows.reader import DocumentReader, guard
from flows.settings import Settings
from flows.stated import stated
from flows.summary import Summary
from flows.version import version
from transform.model import LoadPackage
from transform.register import Register, RegisterError, load_register

KNOWN = "SELECT sha256, ingredients FROM audit.content"


def ingest(
    folders: Sequence[Path],
    settings: Settings,
    progress: Progress,
    arguments: str = "",
    engine: Engine | None = None,
) -> Summary:
    """Brings everything new under the folders into the warehouse.

    Raises WarehouseBusy when somebody else writes to it, WorkersUnusable or ServerFailed when the
    environment is broken; the published warehouse is then as it was.
    """
    started = time.monotonic()
    register, reference = declared(settings), stated(settings)
    engine = engine or engine_for(settings)
    with ExitStack() as stack:
        pool = pool_for(settings, progress)
        stack.callback(pool.stop)
        if not settings.warehouse.exists():
            pool.warm_up()  # there will be something to read, and the import below takes time
        from warehouse.build import RunInfo, WarehouseBuild

        recipe = ingredients(settings)
        run = RunInfo(progress.run_id, datetime.now(UTC), version(), arguments)
        build = stack.enter_context(
            WarehouseBuild(
                settings.warehouse,
                run,
                settings.wait,
                telling(progress, settings),
                recipe.is_current,
            )
        )
        progress.begin()
        progress.stage(LOOKING)
        stack.callback(engine.stop)
        reader = DocumentReader(settings, recipe, pool, progress=progress)
        stack.callback(reader.stop)
        catalogue = catalogue_of(settings, recipe)
        files = discover(folders, limits(settings), catalogue)
        decisions = plan_files(files, build.known(), recipe, settings, register)
        feed = Feed(preparing(engine, decisions), reader.begin, settings.batch_documents, progress)
        stack.callback(feed.stop)
        summary = Summary(run.run_id, str(settings.warehouse), settings.engine, settings.workers)
        job = Job(feed, reader, build, to_frames, summary, progress, register, reference)
        job.started = started
        job.scanned = tuple(safe_text(str(folder.absolute())) for folder in folders)
        if feed.is_empty():
            run_plain(job)  # nothing to schedule, so no server is started for it
        else:
            engine.run(job, [str(folder) for folder in folders])
        catalogue.save()
        reader.store.prune()
        summary.seconds = time.monotonic() - started
        summary.write(settings.work)
        progress.end(summary)
    return summary


def telling(progress: Progress, settings: Settings) -> Callable[[str], None]:
    """Says that the run waits for whoever holds the warehouse."""

    def wait_for(holder: str) -> None:
        progress.stage(WAITING)
        progress.event("waiting_for_lock", holder=holder, limit=settings.wait)

    return wait_for


def to_frames(packages: Sequence[LoadPackage]) -> Mapping[str, Any]:
    """The packages as frames; what that needs is imported with the first of them."""
    from transform import frames

    return frames.to_frames(packages)


def pool_for(settings: Settings, progress: Progress) -> Pool:
    """Who reads the documents."""
    if settings.runner == "dask":
        from flows.dask_pool import DaskPool

        return DaskPool(
            settings.address,
            guard(settings),
            settings,
            tell=lambda news: progress.event("cluster", detail=news),
        )
    return WorkerPool(guard(settings))


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
    recipe = ingredients(settings)
    files = discover(folders, limits(settings), catalogue_of(settings, recipe))
    return list(plan_files(files, known, recipe, settings, declared(settings)))


def preparing(engine: Engine, decisions: Iterable[Planned]) -> Iterator[Planned]:
    """The decisions as they come; the engine starts with the first file that must be read."""
    prepared = False
    for planned in decisions:
        if not prepared and planned.action in ("read", "reject"):
            engine.prepare()
            prepared = True
        yield planned


def catalogue_of(settings: Settings, recipe: Recipe) -> Catalogue:
    """What earlier runs found out about files; other code or other limits may find out something else."""
    maker = f"{recipe.of(FILES, ())}, up to {settings.file_size} bytes"
    return Catalogue(settings.work / "files.msgpack", maker)


def limits(settings: Settings) -> Limits:
    """What is not read: files too large, and our own files if they lie in a folder."""
    own = settings.warehouse
    beside = [own.with_name(own.name + ending) for ending in (".build", ".lock", ".wal")]
    return Limits(settings.file_size, frozenset([own, settings.work, *beside]))
