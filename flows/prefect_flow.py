"""Engines that carry out a job under Prefect: on the user's server, or on a private one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from flows.batches import Job
from flows.prefect_server import PrivateServer
from flows.prefect_settings import quiet
from flows.prefect_tasks import run_flow_here, run_tasks
from flows.prefect_work import JobWork, RunFacts


class PrefectEngine:
    """Carries out jobs as Prefect flows, on the server the user runs or else on a private one."""

    def __init__(self, home: Path, api: str | None) -> None:
        self._server = None if api else PrivateServer(home)

    def prepare(self) -> None:
        """Starts what takes long to start. Returns at once."""
        os.environ.update(quiet())
        if self._server:
            self._server.start()

    def run(self, job: Job, folders: Sequence[str]) -> None:
        """Carries out a job; a private server may still write the history down when this returns."""
        work, run = JobWork(job), facts_of(job, folders)
        if self._server:
            self._server.carry_out(work, run)
        else:
            run_flow_here(work, run)

    def stop(self) -> None:
        """Lets the private server go, if there is one; it ends when its history is written."""
        if self._server:
            self._server.let_go()


class FlowEngine:
    """Carries out a job as tasks of the Prefect flow that runs already."""

    def prepare(self) -> None:
        """Everything runs already."""

    def run(self, job: Job, folders: Sequence[str]) -> None:
        """Carries out a job."""
        run_tasks(JobWork(job), facts_of(job, folders))

    def stop(self) -> None:
        """What runs is not ours."""


def facts_of(job: Job, folders: Sequence[str]) -> RunFacts:
    """What Prefect shows of a run."""
    return RunFacts(job.summary.run_id, tuple(folders), job.summary.warehouse)
