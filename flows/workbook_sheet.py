"""One table on one worksheet: heads that stay in sight, filters, formats, links to the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from flows.workbook_cells import CellWriter, as_shown
from flows.workbook_columns import LANGUAGES, display_width, fitting, head, style, value_style
from warehouse.export_plan import ExportTable

MOST_LINKS = 65_530
"""What Excel allows on a sheet; further rows name the source without a link."""
LONGEST_LINK = 2_000
SAMPLED = 500
HEIGHTS = {"chinese": 44, "english": 56}
A4 = 9
PRINTABLE = 25
"""Columns that can be read when they are printed side by side."""
_KEPT = ("agency", "region", "year")
_MEMBER = "!/"

_MARKS = {
    "quality": {"needs_review": "doubtful", "as_printed": "careful"},
    "status": {
        **dict.fromkeys(("missing", "blank", "no_report"), "absent"),
        **dict.fromkeys(("derived", "corrected", "missing_reports", "scope_unknown"), "careful"),
    },
}
"""Values that a reader should see at once, by column."""


class TableSheet:
    """Fills a worksheet with rows of a table, the values of `more` at the end of each."""

    MOST_HEADS: ClassVar[int] = 3

    def __init__(
        self, sheet: Any, formats: Mapping[str, Any], table: ExportTable, labels: str
    ) -> None:
        self.cells = CellWriter(sheet, formats)
        self.heads = len(LANGUAGES[labels]) + 1
        self._sheet, self._formats, self._table = sheet, formats, table
        self._styles = [style(column) for column in table.columns]
        self._value_style = value_style(table)
        self._widths = [0] * len(table.columns)
        self._links = 0
        self._write_heads(LANGUAGES[labels])

    @staticmethod
    def more(table: ExportTable) -> tuple[str, ...]:
        """Expressions to select besides the columns: the folder a source was read from."""
        return ("f.folder",) if "source_path" in table.names else ()

    def fill(self, rows: Iterable[Sequence[Any]]) -> int:
        """Writes the rows; gives their number."""
        number = self.heads - 1
        names = self._table.names
        source = names.index("source_path") if "source_path" in names else None
        page = names.index("page") if "page" in names else None
        for number, row in enumerate(rows, self.heads):
            for column, name in enumerate(names):
                self.cells.write(number, column, row[column], self._style_of(name, column, row))
            if source is not None:
                self._link(number, source, row, None if page is None else row[page])
            if number < SAMPLED:
                self._measure(row)
        self._finish(number)
        return number - self.heads + 1

    def _style_of(self, name: str, column: int, row: Sequence[Any]) -> str:
        if name == "value" and self._value_style:
            return self._value_style(row)
        return self._styles[column]

    def _write_heads(self, languages: Sequence[str]) -> None:
        for line, language in enumerate(languages):
            self._sheet.set_row(line, HEIGHTS[language])
            form = self._formats["head" if line == 0 else "head_en"]
            for column, entry in enumerate(self._table.columns):
                self._sheet.write_string(line, column, head(entry, language), form)
        for column, entry in enumerate(self._table.columns):
            self._sheet.write_string(self.heads - 1, column, entry.name, self._formats["head_name"])
            self._widths[column] = display_width(entry.name) + 2  # room for the filter's arrow

    def _measure(self, row: Sequence[Any]) -> None:
        for column in range(len(self._widths)):
            value = row[column]
            shown = f"{value:.4f}" if isinstance(value, float) else as_shown(value or "")
            self._widths[column] = max(self._widths[column], display_width(shown[:60]))

    def _link(self, number: int, column: int, row: Sequence[Any], page: int | None) -> None:
        target = uri(row[-1], row[column], page) if row[column] else None
        if target and self._links < MOST_LINKS:
            self._links += 1
            form = self._formats["link"]
            self._sheet.write_url(number, column, target, form, string=str(row[column]))

    def _finish(self, last: int) -> None:
        names = self._table.names
        end = len(names) - 1
        self._sheet.autofilter(self.heads - 1, 0, max(last, self.heads - 1), end)
        kept = [names.index(name) + 1 for name in _KEPT if name in names[:6]]
        self._sheet.freeze_panes(self.heads, max(kept, default=0))
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self._sheet.set_landscape()
        self._sheet.set_paper(A4)
        self._sheet.repeat_rows(0, self.heads - 1)
        if len(names) <= PRINTABLE:
            self._sheet.fit_to_pages(1, 0)
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, fitting(width))
        for name, marks in _MARKS.items():
            for value, form in marks.items() if name in names and last >= self.heads else ():
                rule = {"type": "cell", "criteria": "==", "value": f'"{value}"'}
                place = names.index(name)
                rule["format"] = self._formats[form]
                self._sheet.conditional_format(self.heads, place, last, place, rule)


@cache
def uri(folder: str | None, path: str, page: int | None) -> str | None:
    """Where a browser finds the file, at the page; None for a file in an archive or not there now."""
    place = Path(folder or ".") / path
    if _MEMBER in path or not place.is_file():
        return None
    is_paged = page is not None and place.suffix.lower() == ".pdf"
    target = place.resolve().as_uri() + (f"#page={page}" if is_paged else "")
    if len(target) > LONGEST_LINK:
        return None
    return target.replace("file:", "FILE:", 1)  # the writer takes small letters for a Windows path
