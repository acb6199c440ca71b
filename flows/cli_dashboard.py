"""Command `ogi dashboard`: one page with trends, comparisons and gaps that opens anywhere."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_ingest import AsJson, Warehouse
from flows.failures import UserError

YEARS = re.compile(r"(\d{4})?(?:(-)(\d{4})?)?")


class Language(StrEnum):
    """What the page opens in; the other is a click away."""

    zh = "zh"
    en = "en"
    both = "both"


def add_to(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(epilog="Example: ogi dashboard suqian.html --region 宿迁市 --years 2021-2024")(
        dashboard
    )


def dashboard(
    out: Annotated[Path, typer.Argument(metavar="OUT.html", help="The page to write.")],
    region: Annotated[
        str | None,
        typer.Option(
            metavar="CODE|NAME", help="Only this region and all below it: 320000 or 江苏省."
        ),
    ] = None,
    agency: Annotated[str | None, typer.Option(help="Only agencies with this in the name.")] = None,
    years: Annotated[
        str | None, typer.Option(metavar="A-B", help="Only these years: 2021-2024, 2021- or 2023.")
    ] = None,
    language: Annotated[
        Language, typer.Option("--lang", help="What the page opens in.")
    ] = Language.zh,
    size: Annotated[
        float,
        typer.Option(
            min=0,
            metavar="MB",
            help="Beyond this the page goes without what it has for single agencies.",
        ),
    ] = 5.0,
    warehouse: Warehouse = Path("ogi.duckdb"),
    as_json: AsJson = False,
) -> None:
    """Writes a page with the figures of a region, an agency or everything.

    Trends, outcomes, reasons, who asks, disputes, peers, gaps, quality, definitions, and a page for
    each agency. One file in Chinese and English, no network needed. A page that is there is
    replaced, any other file is not.
    """
    from flows.dashboard import dashboard as write
    from flows.dashboard_data import Choice

    choice = Choice(region, agency, _years(years))
    done = write(warehouse, out, choice, language.value, size)
    if as_json:
        print(json.dumps(asdict(done), ensure_ascii=False, indent=2, default=str))
        return
    print(
        f"{done.reports} reports of {done.agencies} agencies, {done.first_year} to {done.last_year}, "
        f"in {done.file}, {done.bytes / 1048576:.1f} MB"
    )
    if not done.has_agencies:
        print("pages of agencies were left out; ask for a --region or --agency, or raise --size")


def _years(text: str | None) -> tuple[int | None, int | None]:
    """First and last year; None where it is open.

    >>> _years("2021-2024"), _years("2021-"), _years("2023"), _years(None)
    ((2021, 2024), (2021, None), (2023, 2023), (None, None))
    """
    if not text:
        return None, None
    match = YEARS.fullmatch(text.replace("–", "-").strip())
    if match is None or not (match[1] or match[3]):
        raise UserError(f"--years {text}: write 2021-2024, 2021-, -2024 or 2023")
    first, last = (int(year) if year else None for year in (match[1], match[3]))
    return (first, last) if match[2] else (first, first)
