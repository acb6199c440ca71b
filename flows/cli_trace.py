"""Command `ogi trace`: from a number to its file, page and cell, with the picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_ingest import AsJson, Warehouse


def add_to(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(epilog="Example: ogi trace 洪泽区 2023 new_received --applicant natural_person")(
        trace
    )


def trace(
    agency: Annotated[str, typer.Argument(metavar="AGENCY", help="Any part of its name.")],
    year: Annotated[int, typer.Argument(metavar="YEAR", help="The reporting year.")],
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM", help="A row: its code, its label on the form, or a part of that."
        ),
    ],
    column: Annotated[
        str | None,
        typer.Option(
            "--column",
            "-c",
            metavar="COLUMN",
            help="A column, by code or label; --applicant, --measure and --outcome are the same.",
            show_default="total; every column where there is none",
        ),
    ] = None,
    named: Annotated[
        str | None, typer.Option("--applicant", "--measure", "--outcome", hidden=True)
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The picture: .png for pages, .svg for files without. Only another picture of "
            "ogi trace is replaced.",
            show_default="named after agency, year and item",
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the reports lie now, if they have been moved."),
    ] = None,
    report: Annotated[
        int | None,
        typer.Option(metavar="N", help="A report by its report_id, also one that is superseded."),
    ] = None,
    picture: Annotated[bool, typer.Option(help="Write the picture.")] = True,
    warehouse: Warehouse = Path("ogi.duckdb"),
    as_json: AsJson = False,
) -> None:
    """Leads from a number back to its file, page and cell, with a picture of the place.

    Prints what is known on the way: the printed text, who read it, the checks that add it up, the
    problems there, and a correction to fill in. Files are known by their content, not by their names.
    """
    from flows.failures import require
    from flows.trace import Wanted
    from flows.trace import trace as ask
    from flows.trace_json import as_json as plain
    from flows.trace_json import stub
    from flows.trace_text import lines

    if folder is not None:
        require([folder])
    wanted = Wanted(agency, year, item, column or named, report, folder, out, picture)
    found = ask(warehouse, wanted)
    if as_json:
        print(
            json.dumps([plain(each) for each in found], ensure_ascii=False, indent=2, default=str)
        )
        return
    for each in found:
        print("\n".join(lines(each)), end="\n\n")
    print(f"to correct it, add to the register of corrections:\n{stub(found[0])}", end="")
