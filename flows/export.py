"""`ogi export`: tables of a warehouse as files that need no database, with what they mean beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flows.dictionary_text import tables_markdown
from flows.export_descriptor import Exported, descriptor
from flows.export_folder import DESCRIPTOR, filled_folder
from flows.workbook import write_workbook
from warehouse.export import ExportSource
from warehouse.export_csv import CsvStyle
from warehouse.export_plan import ExportTable, plan

Format = Literal["parquet", "csv", "xlsx"]
Labels = Literal["code", "en", "zh", "both"]
DICTIONARY = "data_dictionary.md"
WORKBOOK = "ogi.xlsx"
VIEWS = "views.sql"
LAYERS = {
    "parquet": ("start", "analysts"),
    "csv": ("start", "analysts"),
    "xlsx": ("start",),
}
"""Whose tables are exported unless some are named: a workbook is for reading, not for joining."""
NULL = "NA"
"""What stands for NULL in plain CSV: pandas and R read it so; a blank text stays a blank text."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export; `tables` None is the usual choice, `null` None what the format needs."""

    format: Format
    tables: tuple[str, ...] | None = None
    labels: Labels = "both"
    for_excel: bool = False
    with_cells: bool = False
    null: str | None = None
    force: bool = False
    by_year: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: rows by table, the size of all files, texts cut to what a sheet's cell holds."""

    folder: Path
    format: str
    tables: dict[str, int]
    bytes: int
    cut_texts: int


Track = Callable[[tuple[ExportTable, ...]], Iterable[ExportTable]]


def export(warehouse: Path, folder: Path, wanted: Wanted, track: Track = iter) -> Export:
    """Writes the tables into `folder`, which holds all of them afterwards or is as it was.

    `track` passes the tables on one by one, so that whoever waits can be told.
    """
    with filled_folder(folder, wanted.force) as aside, ExportSource(warehouse, aside) as source:
        layers = LAYERS[wanted.format]
        tables = plan(source.objects(), wanted.tables, wanted.labels, wanted.with_cells, layers)
        release, csv = source.release(), None
        cut = 0
        if wanted.format == "xlsx":
            written, cut = write_workbook(
                aside / WORKBOOK, source, tables, release, wanted.labels, track
            )
        elif wanted.format == "csv":
            csv = CsvStyle(_null(wanted), wanted.for_excel)
            written = [_as_csv(source, table, aside, csv) for table in track(tables)]
        else:
            written = [
                _as_parquet(source, table, aside, release, wanted.by_year)
                for table in track(tables)
            ]
        extra = [DICTIONARY]
        if wanted.by_year:
            extra.append(VIEWS)
            (aside / VIEWS).write_text(views_over(written), encoding="utf-8")
        _write_about(aside, source, tables, descriptor(release, written, csv, extra))
        size = sum(path.stat().st_size for path in aside.rglob("*") if path.is_file())
    return Export(folder, wanted.format, {e.table.name: e.rows for e in written}, size, cut)


def _null(wanted: Wanted) -> str:
    if wanted.null is not None:
        return wanted.null
    return "" if wanted.for_excel else NULL


def _as_csv(source: ExportSource, table: ExportTable, folder: Path, style: CsvStyle) -> Exported:
    target = folder / f"{table.name}.csv"
    return Exported(table, target, source.write_csv(table, target, style))


def _as_parquet(
    source: ExportSource,
    table: ExportTable,
    folder: Path,
    release: dict[str, object],
    by_year: bool,
) -> Exported:
    is_divided = by_year and table.year is not None and source.count(table) > 0
    target = folder / (table.name if is_divided else f"{table.name}.parquet")
    return Exported(table, target, source.write_parquet(table, target, release, is_divided))


def views_over(written: Iterable[Exported]) -> str:
    """SQL that makes every table a view of its files, to be run in the folder of the export."""
    lines = [
        "-- in the folder of this export: duckdb -init views.sql",
        "CREATE SCHEMA IF NOT EXISTS audit;",
    ]
    for entry in written:
        where = f"{entry.path.name}/**/*.parquet" if entry.path.is_dir() else entry.path.name
        lines.append(
            f"CREATE OR REPLACE VIEW {entry.table.name} AS "
            f"FROM read_parquet('{where}', hive_partitioning = {str(entry.path.is_dir()).lower()});"
        )
    return "\n".join(lines) + "\n"


def _write_about(
    folder: Path, source: ExportSource, tables: tuple[ExportTable, ...], package: dict[str, object]
) -> None:
    text = tables_markdown(tables, source.codes())
    (folder / DICTIONARY).write_text(text, encoding="utf-8")
    content = json.dumps(package, ensure_ascii=False, indent=2, default=str)
    (folder / DESCRIPTOR).write_text(content + "\n", encoding="utf-8")
