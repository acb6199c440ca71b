"""A job as a Prefect flow: a task for reading a batch, one for loading it, one for publishing.

Prefect is imported inside the functions: it reads the environment once, at import, and the private
server must be known by then.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flows.batches import Job
from flows.prefect_server import PrivateServer, quiet

RETRIES = 1
RETRY_SECONDS = 1
TASKS_PER_BATCH = 2


class PrefectEngine:
    """Carries out jobs as Prefect flows, on the server the user runs or else on a private one."""

    def __init__(self, home: Path, api: str | None) -> None:
        self._server = None if api else PrivateServer(home)
        self._task_runs = 0

    def prepare(self) -> None:
        """Starts what takes long to start. Returns at once."""
        os.environ.update(quiet())
        if self._server:
            self._server.start()

    def run(self, job: Job, folders: Sequence[str]) -> None:
        """Carries out a job and sends its history, which is written down by the time of `stop`."""
        import prefect  # noqa: F401  takes a second, while the server starts

        if self._server is None:
            run_flow(job, folders)
            return
        self._server.wait()
        recorded = self._server.task_runs()
        close_stale_runs()
        try:
            run_flow(job, folders)
        finally:
            drain()
        self._task_runs = recorded + TASKS_PER_BATCH * len(job.batches) + 1

    def stop(self) -> None:
        """Ends the private server, if there is one; after a whole run when its history is complete."""
        if self._server and self._task_runs:
            self._server.finish(self._task_runs)
        elif self._server:
            self._server.stop()


def run_flow(job: Job, folders: Sequence[str]) -> None:
    """Runs the job as the flow `ingest`. Reading goes on in a thread while batches are loaded."""
    from prefect import flow, task
    from prefect.cache_policies import NO_CACHE
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
    from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

    retried = task(retries=RETRIES, retry_delay_seconds=RETRY_SECONDS, cache_policy=NO_CACHE)
    batches = {batch.number: batch for batch in job.batches}

    def read(batch: int, documents: int) -> int:
        return job.read(batches[batch])

    def load(batch: int, documents: int) -> int:
        return job.load(batches[batch])

    def publish() -> None:
        job.publish()

    publish_all = task(cache_policy=NO_CACHE)(publish)
    read_batch = retried(read).with_options(task_run_name="read batch {batch}")
    load_batch = retried(load).with_options(task_run_name="load batch {batch}")

    one_thread: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=1)

    @flow(name="ingest", flow_run_name=job.summary.run_id, task_runner=one_thread)
    def ingest(folders: list[str], warehouse: str) -> None:
        reading = [read_batch.submit(batch.number, len(batch.documents)) for batch in job.batches]
        for batch, read in zip(job.batches, reading, strict=True):
            read.result()
            load_batch(batch.number, len(batch.documents))
        publish_all()
        leave_artifacts(job)

    # Without heartbeats: at its end a flow waits up to a second for the thread that sends them.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        ingest(list(folders), job.summary.warehouse)


def leave_artifacts(job: Job) -> None:
    """Attaches the summary and the table of rejected files to the run."""
    from prefect.artifacts import create_markdown_artifact, create_table_artifact

    create_markdown_artifact(job.summary.markdown(), key="ogi-summary", description="ogi ingest")
    if job.summary.rejected_files:
        create_table_artifact(job.summary.rejected_files, key="ogi-rejected-files")


def close_stale_runs() -> None:
    """Marks runs as crashed that were killed and never could say so themselves."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter
    from prefect.client.schemas.objects import State
    from prefect.states import Crashed

    running = FlowRunFilter.model_validate({"state": {"type": {"any_": ["RUNNING", "PENDING"]}}})
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=running):
            state: State[Any] = Crashed(message="The process of this run is gone.")
            client.set_flow_run_state(run.id, state, force=True)


def drain() -> None:
    """Sends what Prefect's background threads still hold."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    EventsWorker.drain_all()
    APILogWorker.drain_all()
