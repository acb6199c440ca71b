"""How a CSV file is written: exactly for programs, or for a double click in Excel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from warehouse.export_plan import ExportColumn, ExportTable
from warehouse.schema import quoted

BOM = "\ufeff"
TIME_FORMAT = "%Y-%m-%dT%H:%M:%S.%f"

FORMULA = r"^([=@\t\r＝＠].|[+\-＋－].*[^0-9.,%])"
"""Text that a spreadsheet may take for a formula: it begins like one and is no plain number."""


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """`null` stands for NULL. `for_excel` begins the file with a byte order mark, without which Excel
    does not see UTF-8, and puts an apostrophe before text that Excel would carry out."""

    null: str
    for_excel: bool

    def options(self) -> str:
        """Options of COPY."""
        return (
            f"FORMAT csv, HEADER true, NULLSTR {quoted(self.null)}, TIMESTAMPFORMAT '{TIME_FORMAT}'"
        )


def csv_columns(table: ExportTable, style: CsvStyle) -> Iterator[str]:
    """What to select for each column; the byte order mark goes before the first name."""
    for place, column in enumerate(table.columns):
        mark = BOM if style.for_excel and not place else ""
        yield f'{_value(column, style)} AS "{mark}{column.name}"'


def is_nested(type_: str) -> bool:
    """Whether values are lists, maps or structures, which CSV holds as JSON."""
    return type_.endswith("]") or type_.startswith(("MAP", "STRUCT"))


def _value(column: ExportColumn, style: CsvStyle) -> str:
    if is_nested(column.type):
        return f"CASE WHEN {column.sql} IS NOT NULL THEN to_json({column.sql})::VARCHAR END"
    if style.for_excel and column.type == "VARCHAR":
        return (
            f"CASE WHEN regexp_matches({column.sql}, {quoted(FORMULA)}, 's') "
            f"THEN '''' || {column.sql} ELSE {column.sql} END"
        )
    return column.sql
