"""Work as Prefect tasks: one for each batch, one for publishing, inside a flow.

Prefect is imported inside the functions: it reads the environment once, at import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flows.artifacts import leave
from flows.overheard import Line, line
from flows.prefect_work import RunFacts, Work

RETRIES = 1
RETRY_SECONDS = 1


def run_flow(work: Work, run: RunFacts, at_end: Callable[[], None] = lambda: None) -> None:
    """Runs the work as the flow `ingest`; `at_end` is called when all is done but writing that down."""
    from prefect import flow

    @flow(name="ingest", flow_run_name=run.run_id)
    def ingest(folders: list[str], warehouse: str) -> None:
        run_tasks(work, run)
        at_end()

    ingest(list(run.folders), run.warehouse)


def run_flow_here(work: Work, run: RunFacts) -> None:
    """Runs the flow in a process that waits for its end.

    Without heartbeats: at its end a flow waits up to a second for the thread that sends them.
    """
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        run_flow(work, run)


def run_tasks(work: Work, run: RunFacts) -> None:
    """Runs the work as tasks of the flow that this is called in.

    A batch that fails is tried once more; publishing is not: what it did not do, the next run does.
    """
    from prefect import task
    from prefect.cache_policies import NO_CACHE

    @task(
        name="batch",
        task_run_name="batch {batch} ({documents} documents)",
        retries=RETRIES,
        retry_delay_seconds=RETRY_SECONDS,
        cache_policy=NO_CACHE,
    )
    def carry_out(batch: int, documents: int) -> int:
        reports, lines = work.carry_out(batch)
        tell(lines)
        return reports

    @task(name="publish", task_run_name="publish", cache_policy=NO_CACHE)
    def publish() -> None:
        tell(work.publish())

    tell([("info", line("run_started", {"run_id": run.run_id, "folders": run.folders}))])
    while batch := work.next_batch():
        carry_out(*batch)
    publish()
    try:
        leave(work.artifacts())
    except Exception as error:  # the warehouse is published: a run does not fail for its pictures
        tell([("error", line("artifacts_missing", {"run_id": run.run_id, "detail": str(error)}))])


def tell(lines: Iterable[Line]) -> None:
    """Writes lines to the log of the task or flow that this is called in."""
    from prefect import get_run_logger

    levels = {"info": 20, "warning": 30, "error": 40}
    logger = get_run_logger()
    for level, text in lines:
        logger.log(levels[level], "%s", text)


def drain() -> None:
    """Sends what Prefect's background threads still hold."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    EventsWorker.drain_all()
    APILogWorker.drain_all()
