"""The flow that `ogi serve` and deployments run. Its parameters are plain JSON: Prefect shows and keeps them.

This module is imported by Prefect and by `ogi serve` alone. Its annotations are not postponed: Prefect
makes a model of the parameters in places where their names mean nothing.
"""

import sys
from pathlib import Path
from typing import Any, Literal

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed
from prefect.utilities.timeout import timeout as limited

from flows.failures import UserError, require
from flows.prefect_flow import FlowEngine
from flows.prefect_stale import sign
from flows.quantities import listed
from flows.remarks import hush
from flows.settings import Settings, usable_cores
from flows.summary import Summary
from warehouse.errors import WarehouseError

SECONDS_OF_AN_HOUR = 3600


class OutOfTime(TimeoutError):
    """The run took longer than its limit."""


@flow(
    name="ogi-nightly", description="Reads every new report under the folders into the warehouse."
)
def nightly(
    folders: list[str],
    warehouse: str,
    workers: int | None = None,
    time_limit: float | None = None,
    timeout: float = 60.0,
    fail_above: float = 0.1,
    corrections: str | None = None,
    reference: str | None = None,
    runner: Literal["process", "dask"] = "process",
    address: str | None = None,
    wait: float = 0.0,
    on_end: str | None = None,
    webhook: str | None = None,
    log: str | None = None,
) -> State[Any]:
    """`ogi ingest` with these options; `time_limit` is in hours, the other times are in seconds.

    Every path is one of the machine that runs this. The state at the end says what came of it.
    """
    hush()
    settings = Settings(
        warehouse=Path(warehouse),
        workers=workers or usable_cores(),
        document_seconds=timeout,
        fail_above=fail_above,
        register=_path(corrections),
        stated=_path(reference),
        runner=runner,
        address=address,
        wait=wait,
        on_end=on_end,
        webhook=webhook,
        log=_path(log),
    )
    seconds = time_limit * SECONDS_OF_AN_HOUR if time_limit else None
    try:
        with limited(seconds, OutOfTime):
            summary = _ingest([Path(folder) for folder in folders], settings)
    except OutOfTime:
        says = (
            f"stopped after {time_limit:g} hours (--time-limit); the next run continues from there"
        )
        return Failed(name="TimedOut", message=says)
    except (UserError, WarehouseError) as error:
        return Failed(message=str(error))
    return state_of(summary, fail_above)


def state_of(summary: Summary, fail_above: float) -> State[Any]:
    """The state of a run that published: failed where `ogi ingest` would end with status 1."""
    says = f"files: {listed(summary.files)}; reports: {listed(summary.reports)}"
    if summary.failed_share > fail_above:
        share = f"{summary.failed_share:.0%} of the files could not be read (--fail-above)"
        return Failed(name="Problems", message=f"{share}, the others are published; {says}")
    return Completed(message=says)


def _ingest(folders: list[Path], settings: Settings) -> Summary:
    from rich.console import Console

    from flows.ingest import ingest
    from flows.watch import watching

    with watching(settings, folders, "ogi-nightly", Console(file=sys.stderr)) as progress:
        sign(progress.run_id)
        return ingest(require(folders), settings, progress, "ogi-nightly", FlowEngine())


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None
