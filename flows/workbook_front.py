"""The first sheet of a workbook: what this is, how to read it, what stands where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from flows.export_descriptor import Exported
from flows.workbook_cells import CellWriter
from flows.workbook_columns import display_width

LINE = 15
"""Height of a line in points."""
_WIDTHS = (22, 24, 62, 62)

_FACTS = (
    ("citation", "引用方式", "How to cite"),
    ("version", "ogi版本", "Version of ogi"),
    ("run_id", "运行编号", "Run"),
    ("built_at", "发布时间（UTC）", "Published (UTC)"),
    ("first_year", "最早年度", "First year"),
    ("last_year", "最晚年度", "Last year"),
    ("agencies", "机关数", "Agencies"),
    ("current_reports", "现行报告数", "Current reports"),
    ("needs_review", "其中待人工核对", "of these to be reviewed"),
    ("inputs_hash", "输入哈希", "Hash of the inputs"),
    ("licence", "使用许可", "Licence"),
)

_READING = (
    ("一个数值", "a number",
     "数值即报告所印数值，否则由status标明；空单元格是“未知”，绝不是0。",
     "A number is the number printed, or status says otherwise. An empty cell is unknown, never 0."),
    ("status", "status",
     "printed照录 · blank原表空白 · not_applicable“/”等 · derived由勾稽关系唯一推得 · corrected人工更正",
     "printed as printed · blank empty on the page · not_applicable “/” or the like · "
     "derived the one number the sums allow · corrected by a person"),
    ("quality", "quality",
     "verified单元格齐全且勾稽成立 · as_printed原文自相矛盾（两次读取一致）· needs_review待人工核对，慎用",
     "verified every cell and every sum · as_printed the publication contradicts itself · "
     "needs_review not settled, use with care"),
    ("scope", "scope",
     "报告可能只含本机关，也可能涵盖全地区：不要自行加总各行，合计请用region_year。",
     "A report may cover one office or a whole region: do not add rows up, region_year does it."),
    ("比率", "rates",
     "仅用status为ok者；排名前先看分母。2019年与2021年表格不同，范围变化不等于工作变化。",
     "Use rows with status ok and look at the denominator first. Forms differ between 2019 and 2021."),
    ("出处", "source",
     "source_path链接到原文（PDF至所在页，限本机仍有该文件时）；report_id见dim_report。",
     "source_path links to the original, a PDF at its page, as long as it lies where it was read; "
     "report_id leads to dim_report."),
)  # fmt: skip


def write_front(
    sheet: Any, formats: Mapping[str, Any], release: Mapping[str, Any], written: Sequence[Exported]
) -> None:
    """The first sheet: what this is, how to read it, and what stands on which sheet."""
    cells = CellWriter(sheet, formats)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, "政府信息公开工作年度报告数据", formats["title"])
    sheet.write_string(
        1, 0, "Chinese open-government-information annual reports", formats["heading"]
    )
    row = 3
    for name, chinese, english in _FACTS:
        sheet.write_string(row, 0, chinese, formats["label"])
        sheet.write_string(row, 1, english, formats["label"])
        value = release[name]
        cells.write(row, 2, str(value) if isinstance(value, int) else value, "plain")
        row += 1
    row = _heading(sheet, formats, row + 1, "怎样读这些数据", "How to read it")
    for chinese, english, said, told in _READING:
        _line(sheet, formats, row, (chinese, english, said, told))
        row += 1
    row = _heading(sheet, formats, row + 1, "工作表", "Sheets")
    for entry in written:
        for name in entry.sheets:
            about = (f"{entry.rows:,} 行 rows", entry.table.chinese, entry.table.english)
            _line(sheet, formats, row, ("", *about))
            sheet.write_url(row, 0, f"internal:'{name}'!A1", formats["link"], string=name)
            row += 1


def _line(sheet: Any, formats: Mapping[str, Any], row: int, texts: Sequence[str]) -> None:
    """Wrapped texts in a row that is high enough for them: not every program finds that out itself."""
    lines = [
        ceil(display_width(text) * 1.1 / width) for text, width in zip(texts, _WIDTHS, strict=True)
    ]
    sheet.set_row(row, LINE * max(1, *lines))
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, formats["label" if column < 2 else "wrapped"])


def _heading(sheet: Any, formats: Mapping[str, Any], row: int, chinese: str, english: str) -> int:
    for column, text in enumerate((chinese, english, "", "")):
        sheet.write_string(row, column, text, formats["heading"])
    return row + 1
