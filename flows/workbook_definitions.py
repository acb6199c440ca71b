"""The sheets of a workbook that say what its columns and codes mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flows.workbook_cells import as_shown
from warehouse.dictionary import CodeList
from warehouse.export_plan import ExportTable


def write_dictionary(sheet: Any, formats: Mapping[str, Any], tables: Sequence[ExportTable]) -> None:
    """A row for every column of every table that is in the workbook."""
    rows = [
        (table.name, column.name, column.type, column.chinese, column.english)
        for table in tables
        for column in table.columns
    ]
    heads = ("表 table", "字段 column", "类型 type", "中文", "English")
    _listed(sheet, formats, heads, rows, (20, 30, 16, 60, 70))


def write_codes(sheet: Any, formats: Mapping[str, Any], codes: Iterable[CodeList]) -> None:
    """A row for every code; one list alone keeps its own columns."""
    lists = list(codes)
    if len(lists) == 1:
        (only,) = lists
        widths = [34 if name.endswith(("_zh", "_en")) else 22 for name in only.columns]
        _listed(sheet, formats, only.columns, only.rows, widths)
        return
    heads = ("表 table", "代码 code", "中文", "English", "分组 group")
    rows = []
    for entry in lists:
        for row in entry.rows:
            named = dict(zip(entry.columns, row, strict=True))
            labels = (named["label_zh"], named["label_en"], named.get("group_code"))
            rows.append((entry.table, row[0], *labels))
    _listed(sheet, formats, heads, rows, (26, 34, 50, 60, 20))


def _listed(
    sheet: Any,
    formats: Mapping[str, Any],
    heads: Sequence[str],
    rows: Iterable[Sequence[Any]],
    widths: Sequence[int],
) -> None:
    for column, (text, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, formats["head"])
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            text = "" if value is None else as_shown(value)
            sheet.write_string(last, column, text, formats["wrapped"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(heads) - 1)
