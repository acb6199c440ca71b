"""Command `ogi show`: one document as ogi reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_ingest import AsJson
from flows.failures import require
from flows.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(epilog="Example: ogi show reports/2023/report.pdf")(show)


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A report of any kind.")],
    as_json: AsJson = False,
) -> None:
    """Reads one document and prints what ogi sees: identity, tables, matched rows, problems.

    Nothing is loaded. A dot stands for a blank cell, = marks a derived value.
    """
    from extract.discover import discover
    from flows.document import process
    from flows.show import package_as_json, print_package

    (found,) = discover(require([file]))
    package = process(found, Settings())
    if as_json:
        print(json.dumps(package_as_json(package), ensure_ascii=False, indent=2, default=str))
    else:
        print_package(package)
    raise typer.Exit(int(package.status == "rejected"))
