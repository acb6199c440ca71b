"""Commands `ogi problems` and `ogi sql`: questions to a warehouse."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli_ingest import AsJson, Warehouse
from flows.failures import UserError

if TYPE_CHECKING:
    from warehouse.query import Result


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command(epilog="Example: ogi problems --agency 洪泽区 --year 2023 --limit 10")(problems)
    app.command(epilog='Example: ogi sql "select agency, year, new_received from agency_year"')(sql)


def problems(
    warehouse: Warehouse = Path("ogi.duckdb"),
    code: Annotated[str | None, typer.Option(help="Only this kind of problem.")] = None,
    severity: Annotated[str | None, typer.Option(help="Only this severity.")] = None,
    agency: Annotated[str | None, typer.Option(help="Only agencies with this in the name.")] = None,
    year: Annotated[int | None, typer.Option(help="Only reports of this year.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")] = None,
    as_json: AsJson = False,
) -> None:
    """Lists what a person may have to look at, with file and page."""
    from warehouse.query import problems as ask

    found = ask(warehouse, code=code, severity=severity, agency=agency, year=year, limit=limit)
    if as_json:
        print(as_json_text(found))
        return
    wanted = ("severity", "code", "agency", "year", "path", "page", "message")
    _print_table(_columns(found, wanted))
    print(f"{len(found.rows)} problems")


def sql(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help='SQL, or "-" to read it from the input.')
    ],
    warehouse: Warehouse = Path("ogi.duckdb"),
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV instead of text.")] = False,
) -> None:
    """Asks the warehouse a question in SQL; it cannot be changed this way.

    Views to start with: agency_year (a row per agency and year), requests, proactive, disputes,
    narrative, metrics, coverage, region_year.
    """
    from warehouse.query import run_sql

    if as_json and as_csv:
        raise UserError("choose one of --json and --csv")
    found = run_sql(warehouse, sys.stdin.read() if query == "-" else query)
    if as_json:
        print(as_json_text(found))
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(found.columns)
        writer.writerows(found.rows)
    else:
        _print_table(found)


def as_json_text(found: Result) -> str:
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2, default=str)


def _columns(found: Result, wanted: tuple[str, ...]) -> Result:
    from warehouse.query import Result

    places = [found.columns.index(name) for name in wanted]
    return Result(wanted, tuple(tuple(row[place] for place in places) for row in found.rows))


def _print_table(found: Result) -> None:
    from flows.tables import print_table

    print_table(found.columns, found.rows)
