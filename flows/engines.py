"""Who schedules the batches of a run: Prefect, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from flows.batches import Job, run_plain
from flows.prefect_flow import PrefectEngine
from flows.settings import Settings


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
