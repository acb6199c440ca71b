"""Commands `ogi ingest` and `ogi plan`: what to read, and reading it."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.failures import require
from flows.settings import Engine, Runner, Settings, usable_cores

Folders = Annotated[list[Path], typer.Argument(metavar="FOLDER", help="Folders of reports.")]
Warehouse = Annotated[
    Path, typer.Option("--warehouse", "-w", metavar="FILE", help="The DuckDB file.")
]
Register = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        metavar="DIR",
        help="Folder of corrections (docs/corrections.md).",
        show_default="corrections beside the warehouse",
    ),
]
Reference = Annotated[
    Path | None,
    typer.Option(
        "--reference",
        metavar="DIR",
        help="Folder of agencies.yml, expected.csv and population.csv (docs/reference.md).",
        show_default="reference beside the warehouse",
    ),
]
RunnerOption = Annotated[
    Runner,
    typer.Option("--runner", help="Where documents are read: processes here, or a Dask cluster."),
]
Address = Annotated[
    str | None,
    typer.Option(metavar="URL", help="The Dask scheduler, as tcp://HOST:8786 (docs/cluster.md)."),
]
Wait = Annotated[
    float,
    typer.Option(min=0, metavar="S", help="Seconds to wait while another run holds the warehouse."),
]
OnEnd = Annotated[
    str | None,
    typer.Option(metavar="COMMAND", help="Run at the end, however it ends (docs/watching.md)."),
]
Webhook = Annotated[
    str | None, typer.Option(metavar="URL", help="Send the news of the end there, as JSON.")
]
Log = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Write what happens as lines of JSON.",
        show_default="a file for each run under the work folder",
    ),
]
INTERRUPTED = 130
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command(epilog="Example: ogi ingest reports/2023 reports/2024 --warehouse ogi.duckdb")(
        ingest
    )
    app.command(epilog="Example: ogi plan reports/2024")(plan)


def ingest(
    folders: Folders,
    warehouse: Warehouse = Path("ogi.duckdb"),
    workers: Annotated[
        int, typer.Option(min=1, metavar="N", help="Worker processes.", show_default="every core")
    ] = usable_cores(),
    engine: Annotated[
        Engine,
        typer.Option(help="prefect keeps a history of runs; plain does the same work without it."),
    ] = "prefect",
    timeout: Annotated[
        float,
        typer.Option(
            min=1,
            metavar="S",
            help="Seconds after which a document is given up; "
            "four times as many where scans can be read.",
        ),
    ] = 60.0,
    fail_above: Annotated[
        float,
        typer.Option(
            min=0,
            max=1,
            metavar="SHARE",
            help="End with status 1 when more than this share of the files read could not be "
            "read: corrupt, encrypted, too_large, timeout or unreadable.",
        ),
    ] = 0.1,
    register: Register = None,
    reference: Reference = None,
    runner: RunnerOption = "process",
    address: Address = None,
    wait: Wait = 0.0,
    on_end: OnEnd = None,
    webhook: Webhook = None,
    log: Log = None,
    as_json: AsJson = False,
) -> None:
    """Reads every new report under the folders into the warehouse.

    PDF, web pages, Word files and text, whatever their names. What is in the warehouse already is
    not read again, and a run that was killed continues where it was. The new warehouse takes the
    place of the old one only when all is loaded.
    """
    gc.set_threshold(100_000, 20, 50)  # what the imports below make stays: a fifth faster
    from rich.console import Console

    from flows.ingest import ingest as run
    from flows.watch import watching
    from flows.webhook import without_secrets

    settings = Settings(
        warehouse=warehouse,
        workers=workers,
        engine=engine,
        document_seconds=timeout,
        fail_above=fail_above,
        register=register,
        stated=reference,
        runner=runner,
        address=address,
        wait=wait,
        on_end=on_end,
        webhook=webhook,
        log=log,
    )
    arguments = without_secrets(sys.argv[1:])
    try:
        with watching(settings, folders, arguments, Console(stderr=True)) as watch:
            summary = run(require(folders), settings, watch, arguments)
    except KeyboardInterrupt:
        print("stopped; the warehouse is as it was, the same command continues", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    print(summary.json() if as_json else "\n".join(summary.lines()))
    raise typer.Exit(watch.exit_status)


def plan(
    folders: Folders,
    warehouse: Warehouse = Path("ogi.duckdb"),
    register: Register = None,
    reference: Reference = None,
    as_json: AsJson = False,
) -> None:
    """Says what ingest would do with each file, and why. Changes nothing."""
    from flows.ingest import preview
    from flows.plan import count_actions

    decisions = preview(
        require(folders), Settings(warehouse=warehouse, register=register, stated=reference)
    )
    if as_json:
        rows = [{"path": each.path, "action": each.action, "why": each.why} for each in decisions]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for each in decisions:
        print(f"{each.action:<9}  {each.path}  ({each.why})")
    counts = count_actions(decisions)
    print(", ".join(f"{count} {action}" for action, count in counts.items()) or "no files found")
