"""Tables of a published warehouse as Parquet and CSV files, or as a stream of rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from warehouse.dictionary import CodeList, Described, codes, described
from warehouse.errors import QueryError, WarehouseError
from warehouse.export_csv import CsvStyle, csv_columns
from warehouse.export_plan import ExportTable
from warehouse.query import ask
from warehouse.schema import quoted
from warehouse.storage import connect_reader
from warehouse.views import FOLDER

MEMORY = "2GB"
"""What sorting and joining may take; beyond it the database works on the disk."""
AT_ONCE = 10_000
PART = "part"
"""How the files of a table divided by years are called: part_0.parquet."""


class ExportSource:
    """A published warehouse opened once: all that is exported is of one state, whatever runs publish.

    `scratch` is a folder for what does not fit into memory. Use it in a `with` block.
    """

    def __init__(self, path: Path, scratch: Path) -> None:
        self._path = path
        self._scratch = scratch

    def __enter__(self) -> Self:
        self._connection = connect_reader(self._path)
        self._connection.execute(f"SET memory_limit = '{MEMORY}'")
        self._connection.execute(f"SET temp_directory = {quoted(str(self._scratch))}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def objects(self) -> tuple[Described, ...]:
        """All tables and views with their comments."""
        return described(self._connection)

    def codes(self) -> tuple[CodeList, ...]:
        """The rows of all tables of codes."""
        return tuple(codes(self._connection, self.objects()))

    def release(self) -> dict[str, Any]:
        """What the file is, as its view `release` tells."""
        text = (FOLDER / "release.sql").read_text(encoding="utf-8")
        try:
            found = ask(self._connection, text)
        except QueryError as error:
            raise WarehouseError(
                f"{self._path} was made by another version of ogi ({str(error).splitlines()[0]}); "
                "bring it up to date with: ogi ingest FOLDER"
            ) from error
        return dict(zip(found.columns, found.rows[0], strict=True))

    def count(self, table: ExportTable) -> int:
        """Rows of the table."""
        ((count,),) = ask(self._connection, f"SELECT count(*) FROM {table.name}").rows
        return int(count)

    def write_parquet(
        self, table: ExportTable, target: Path, about: Mapping[str, Any], by_year: bool = False
    ) -> int:
        """Writes one file, compressed with zstd, that says in its footer what it is; gives its rows.

        With `by_year` a table that years divide becomes a folder of folders `year=2024`; the year
        is its last column.
        """
        said = {
            **about,
            "table": table.name,
            "english": table.english,
            "chinese": table.chinese,
            "columns": {c.name: f"{c.english} / {c.chinese}" for c in table.columns},
        }
        pairs = ", ".join(f"'{key}': {quoted(as_text(value))}" for key, value in said.items())
        options = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{pairs}}}"
        columns = [f'{c.sql} AS "{c.name}"' for c in table.columns]
        if by_year and table.year:
            own = [column for column in columns if not column.endswith('AS "year"')]
            columns = [*own, f'{table.year} AS "year"']
            options += f", PARTITION_BY (year), FILENAME_PATTERN '{PART}_{{i}}'"
        return self._copy(table.sql(columns), target, options)

    def write_csv(self, table: ExportTable, target: Path, style: CsvStyle) -> int:
        """Writes one file in UTF-8; gives its rows."""
        return self._copy(table.sql(csv_columns(table, style)), target, style.options())

    def rows(self, table: ExportTable, *more: str) -> Iterator[tuple[Any, ...]]:
        """The rows one by one with the values of `more` expressions at the end; few are in memory."""
        wanted = [*(f'{c.sql} AS "{c.name}"' for c in table.columns), *more]
        try:
            cursor = self._connection.cursor().execute(table.sql(wanted))
            while batch := cursor.fetchmany(AT_ONCE):
                yield from batch
        except duckdb.Error as error:
            raise WarehouseError(f"{table.name} cannot be read: {error}") from error

    def _copy(self, sql: str, target: Path, options: str) -> int:
        try:
            done = self._connection.execute(f"COPY ({sql}) TO {quoted(str(target))} ({options})")
            return int(done.fetchall()[0][0])
        except duckdb.Error as error:
            raise WarehouseError(f"{target.name} cannot be written: {error}") from error


def as_text(value: Any) -> str:
    """A value as the text of a footer: times as in ISO 8601, lists and maps as JSON.

    >>> as_text({"fact_request": 12})
    '{"fact_request": 12}'
    """
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return "" if value is None else str(value)
