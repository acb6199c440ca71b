"""Commands `ogi export` and `ogi dictionary`: ways out of the warehouse, and what is in it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from flows.cli_ingest import AsJson, Warehouse
from flows.failures import UserError

if TYPE_CHECKING:
    from flows.export import Export, Track

Format = Literal["parquet", "csv", "xlsx"]
Labels = Literal["code", "en", "zh", "both"]


def add_to(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command(epilog="Example: ogi export out --format xlsx --tables agency_year,metrics")(export)
    app.command(epilog="Example: ogi dictionary --out data_dictionary.md")(dictionary)


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder, new or empty.")],
    format: Annotated[
        Format,
        typer.Option("--format", "-f", help="parquet and csv: a file a table; xlsx: one workbook."),
    ] = "parquet",
    tables: Annotated[
        str | None,
        typer.Option(
            metavar="A,B",
            help="Tables and views, by name.",
            show_default="all for analysts; xlsx: those to start with",
        ),
    ] = None,
    labels: Annotated[
        Labels, typer.Option(help="Language of labels; code leaves them out.")
    ] = "both",
    bom: Annotated[
        bool,
        typer.Option(
            "--bom", help="CSV for a double click in Excel: byte order mark, no text that acts."
        ),
    ] = False,
    null: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="What stands for NULL in CSV.",
            show_default="NA; with --bom nothing",
        ),
    ] = None,
    with_cells: Annotated[
        bool, typer.Option("--with-cells", help="Also audit.cell: page and box of every number.")
    ] = False,
    by_year: Annotated[
        bool,
        typer.Option(
            "--partition-by-year",
            help="Parquet in a folder a year, with views.sql to read it as one warehouse.",
        ),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier export.")] = False,
    warehouse: Warehouse = Path("ogi.duckdb"),
    as_json: AsJson = False,
) -> None:
    """Writes the warehouse as Parquet, CSV or an Excel workbook, with what every column means.

    Beside the files: datapackage.json (types, keys, hashes, version) and data_dictionary.md. All is
    written, or nothing. The warehouse is not changed.
    """
    from flows.export import Wanted
    from flows.export import export as write

    if format != "csv" and (bom or null is not None):
        raise UserError("--bom and --null are for --format csv")
    if format != "parquet" and by_year:
        raise UserError("--partition-by-year is for --format parquet")
    names = tuple(name.strip() for name in tables.split(",") if name.strip()) if tables else None
    wanted = Wanted(format, names, labels, bom, with_cells, null, force, by_year)
    done = write(warehouse, folder, wanted, _tracker(sys.stderr.isatty() and not as_json))
    if as_json:
        print(json.dumps(asdict(done), ensure_ascii=False, indent=2, default=str))
    else:
        _print(done)


def dictionary(
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it there.", show_default="print it")
    ] = None,
    warehouse: Annotated[
        Path | None,
        typer.Option(
            "--warehouse", "-w", metavar="FILE", help="Of this file.", show_default="of this ogi"
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Says what every table, view, column and code means, in English and Chinese, as Markdown."""
    from flows.dictionary_text import markdown
    from warehouse.dictionary import dictionary as read
    from warehouse.empty import empty_warehouse

    if warehouse is not None:
        found = read(warehouse)
    else:
        with empty_warehouse() as path:
            found = read(path)
    text = markdown(found)
    if as_json:
        text = json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str) + "\n"
    if out is None:
        print(text, end="")
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"{out} cannot be written ({error.strerror or error})") from error


def _tracker(show: bool) -> Track:
    """Tells whoever waits at a terminal which table it is."""
    if not show:
        return iter
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return lambda tables: track(tables, "tables", console=console, transient=True)


def _print(done: Export) -> None:
    from flows.tables import print_table

    print_table(("table", "rows"), list(done.tables.items()))
    rows = sum(done.tables.values())
    print(f"{len(done.tables)} tables, {rows} rows, {done.bytes / 1e6:.1f} MB in {done.folder}")
    if done.cut_texts:
        print(f"{done.cut_texts} texts were cut to what a cell holds; --format csv has them whole")
