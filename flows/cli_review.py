"""Command `ogi review`: one page with every doubtful figure beside a picture of its place."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_ingest import AsJson, Warehouse


def add_to(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(epilog="Example: ogi review review.html --agency 洪泽区 --year 2023")(review)


def review(
    out: Annotated[Path, typer.Argument(metavar="OUT.html", help="The page to write.")],
    agency: Annotated[str | None, typer.Option(help="Only agencies with this in the name.")] = None,
    year: Annotated[int | None, typer.Option(help="Only reports of this year.")] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option(help="Only this severity; can be given twice.", show_default="error, warning"),
    ] = None,
    code: Annotated[
        list[str] | None, typer.Option(help="Only this kind of problem or check; can be repeated.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="At most so many, the worst first.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Also what is only worth knowing.")] = False,
    pictures: Annotated[bool, typer.Option(help="Show the places in the originals.")] = True,
    size: Annotated[
        float,
        typer.Option(
            min=0,
            metavar="MB",
            help="What the page may take; beyond it pictures are cut narrower, then left out.",
        ),
    ] = 40.0,
    folder: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the reports lie now, if they have been moved."),
    ] = None,
    warehouse: Warehouse = Path("ogi.duckdb"),
    as_json: AsJson = False,
) -> None:
    """Writes a page for whoever checks figures by eye: each beside the place where it is printed.

    Open problems and failed checks of current reports, the worst first, with what the sums ask for,
    the years before and after, and a correction to paste. One file, no network needed. A page that is
    there is replaced, any other file is not.
    """
    from flows.failures import UserError, require
    from flows.review import review as write
    from flows.review_items import SEVERITIES, Filter

    if wrong := set(severity or ()) - set(SEVERITIES):
        raise UserError(
            f"no severity {', '.join(sorted(wrong))}; there are {', '.join(SEVERITIES)}"
        )
    if folder is not None:
        require([folder])
    severities = tuple(severity or (SEVERITIES if every else SEVERITIES[:2]))
    wanted = Filter(agency, year, severities, tuple(code or ()), limit)
    show = sys.stderr.isatty() and not as_json
    done = write(warehouse, out, wanted, folder, size, pictures, show)
    if as_json:
        print(json.dumps(asdict(done), ensure_ascii=False, indent=2, default=str))
        return
    counts = ", ".join(f"{count} {name}" for name, count in done.severities.items()) or "none"
    print(f"{done.items} items ({counts}) in {done.file}, {done.bytes / 1048576:.1f} MB")
    print(
        f"{done.pictures} pictures, {done.narrow} cut narrower, {done.without_picture} items without"
    )
    if done.beyond_limit:
        print(f"{done.beyond_limit} more items are beyond --limit")
