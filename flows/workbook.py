"""An Excel workbook of exported tables: a first sheet that explains, one sheet a table, definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

from flows.export_descriptor import Exported
from flows.failures import UserError
from flows.workbook_cells import STYLES
from flows.workbook_definitions import write_codes, write_dictionary
from flows.workbook_front import write_front
from flows.workbook_sheet import TableSheet
from warehouse.export import ExportSource
from warehouse.export_plan import ExportTable

METRICS = "dim_metric"
MOST_ROWS = 1_048_576
MOST_SHEETS = 4
"""Sheets of one table; nobody reads more, and writing a million rows takes minutes."""

_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
_HEADS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 12, "bottom": 1, "bottom_color": "#1F4E78"},
    "wrapped": {"text_wrap": True},
    "label": {"bold": True, "text_wrap": True},
    "head": {"bold": True, "text_wrap": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF"},
    "head_en": {"text_wrap": True, "bg_color": "#DDEBF7", "font_size": 9},
    "head_name": {"font_name": "Consolas", "font_size": 9, "bg_color": "#F2F2F2", "bottom": 1},
    "doubtful": {"bg_color": "#F8CBAD"},
    "careful": {"bg_color": "#FFF2CC"},
    "absent": {"bg_color": "#E7E6E6"},
}
_MARKS = ("doubtful", "careful", "absent")


def write_workbook(
    path: Path,
    source: ExportSource,
    tables: Sequence[ExportTable],
    release: Mapping[str, Any],
    labels: str,
    track: Callable[[tuple[ExportTable, ...]], Iterable[ExportTable]],
) -> tuple[list[Exported], int]:
    """Writes the workbook; gives its tables and the number of texts that had to be cut.

    Rows stream from the warehouse into the file. Raises UserError for a table that no workbook holds.
    """
    for table in tables:
        _require_room(table, source.count(table))
    book = xlsxwriter.Workbook(
        path, {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_urls": False}
    )
    book.use_zip64()
    formats = {
        name: book.add_format({**_FONT, **style}) for name, style in (STYLES | _HEADS).items()
    }
    formats |= {name: book.add_format(_HEADS[name]) for name in _MARKS}
    front = book.add_worksheet("说明")
    written, cut = [], 0
    for table in track(tuple(tables)):
        exported, more = _write_table(book, formats, path, source, table, labels)
        written.append(exported)
        cut += more
    codes = source.codes()
    write_front(front, formats, release, written)
    write_dictionary(book.add_worksheet("字段 columns"), formats, tables)
    metrics = [listed for listed in codes if listed.table == METRICS]
    others = [listed for listed in codes if listed.table != METRICS]
    write_codes(book.add_worksheet("代码 codes"), formats, others)
    if metrics:
        write_codes(book.add_worksheet("指标 definitions"), formats, metrics)
    front.activate()
    try:
        book.close()
    except FileCreateError as error:  # a full disk shows when the parts are packed
        raise UserError(f"{path.name} cannot be written ({error})") from error
    return written, cut


def _require_room(table: ExportTable, rows: int) -> None:
    if rows > MOST_SHEETS * (MOST_ROWS - TableSheet.MOST_HEADS):
        raise UserError(
            f"{table.name} has {rows:,} rows, a sheet of a workbook holds {MOST_ROWS:,}: "
            "take --format csv or parquet, or leave it out by naming others with --tables"
        )


def _write_table(
    book: Any,
    formats: Mapping[str, Any],
    path: Path,
    source: ExportSource,
    table: ExportTable,
    labels: str,
) -> tuple[Exported, int]:
    """Fills as many sheets as the rows need; at least one."""
    rows = source.rows(table, *TableSheet.more(table))
    sheets: list[str] = []
    total = cut = 0
    while True:
        name = table.name[:26] + (f" ({len(sheets) + 1})" if sheets else "")
        sheet = TableSheet(book.add_worksheet(name), formats, table, labels)
        count = sheet.fill(islice(rows, MOST_ROWS - sheet.heads))
        sheets.append(name)
        total, cut = total + count, cut + sheet.cells.cut
        if count < MOST_ROWS - sheet.heads:
            return Exported(table, path, total, tuple(sheets)), cut
