"""Command `ogi serve`: the same as `ogi ingest`, on a schedule."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli_ingest import (
    Address,
    Folders,
    Log,
    OnEnd,
    Reference,
    Register,
    RunnerOption,
    Wait,
    Warehouse,
    Webhook,
)
from flows.failures import require
from flows.settings import Settings, configured_prefect_api, usable_cores

PORT = 4200


def add_to(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(epilog='Example: ogi serve /data/reports --cron "0 3 * * *" -w /data/ogi.duckdb')(
        serve
    )


def serve(
    folders: Folders,
    cron: Annotated[
        str, typer.Option(metavar="EXPRESSION", help="When: minute, hour, day, month, weekday.")
    ],
    warehouse: Warehouse = Path("ogi.duckdb"),
    timezone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Time zone of --cron.", show_default="of this machine"),
    ] = None,
    time_limit: Annotated[
        float, typer.Option(min=0.01, metavar="H", help="Hours after which a run is stopped.")
    ] = 12.0,
    name: Annotated[
        str, typer.Option(metavar="NAME", help="Name of the deployment in Prefect.")
    ] = "nightly",
    port: Annotated[
        int,
        typer.Option(
            min=1,
            max=65535,
            metavar="PORT",
            help="Port of Prefect's pages on this machine; "
            "unused where PREFECT_API_URL names a server.",
        ),
    ] = PORT,
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Worker processes.", show_default="every core")
    ] = usable_cores(),
    timeout: Annotated[
        float, typer.Option(min=1, metavar="S", help="As in ogi ingest; so are the options below.")
    ] = 60.0,
    fail_above: Annotated[float, typer.Option(min=0, max=1, metavar="SHARE")] = 0.1,
    register: Register = None,
    reference: Reference = None,
    runner: RunnerOption = "process",
    address: Address = None,
    wait: Wait = 600.0,
    on_end: OnEnd = None,
    webhook: Webhook = None,
    log: Log = None,
) -> None:
    """Reads new reports on a schedule, under Prefect: one run at a time, its history on Prefect's pages.

    Without PREFECT_API_URL it brings a Prefect server of its own, which lives as long as this command.
    """
    gc.set_threshold(100_000, 20, 50)
    from flows.local_zone import local_zone
    from flows.schedule import Served
    from flows.schedule import serve as run

    parameters = _plain(
        folders=[str(folder.resolve()) for folder in require(folders)],
        warehouse=warehouse.resolve(),
        workers=workers,
        time_limit=time_limit,
        timeout=timeout,
        fail_above=fail_above,
        corrections=register and register.resolve(),
        reference=reference and reference.resolve(),
        runner=runner,
        address=address,
        wait=wait,
        on_end=on_end,
        webhook=webhook,
        log=log and log.resolve(),
    )
    served = Served(name, cron, timezone or local_zone(), parameters)
    home = Settings(warehouse=warehouse).work / "serve"
    run(served, home, port, configured_prefect_api(), lambda text: print(text, flush=True))


def _plain(**values: Any) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, Path) else value for key, value in values.items()}
