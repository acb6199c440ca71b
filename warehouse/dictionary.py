"""What every table, view, column and code of a warehouse means, read from the file itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from warehouse.query import ask
from warehouse.storage import connect_reader
from warehouse.views import FOLDER

LAYERS = ("start", "analysts", "audit", "internal")


@dataclass(frozen=True, slots=True)
class DescribedColumn:
    """A column; `type` is SQL, `is_required` says that it is never NULL."""

    name: str
    type: str
    is_required: bool
    english: str
    chinese: str


@dataclass(frozen=True, slots=True)
class Described:
    """A table, view or macro; `name` carries its schema unless that is `main`.

    `layer` is one of LAYERS; a macro has `parameters` instead of columns.
    """

    name: str
    kind: str
    layer: str
    parameters: str
    english: str
    chinese: str
    columns: tuple[DescribedColumn, ...]


@dataclass(frozen=True, slots=True)
class CodeList:
    """The rows of a table of codes, in its order, without what is for machines only."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """All objects, those for a newcomer first, and the codes of all tables of codes."""

    objects: tuple[Described, ...]
    codes: tuple[CodeList, ...]


def dictionary(path: Path) -> Dictionary:
    """The dictionary of a published warehouse."""
    with connect_reader(path) as connection:
        objects = described(connection)
        return Dictionary(objects, tuple(codes(connection, objects)))


def described(connection: duckdb.DuckDBPyConnection) -> tuple[Described, ...]:
    """Every object of the open file with its columns.

    The question is that of the view `data_dictionary`, asked by its text: a file that an older ogi
    published answers it too.
    """
    rows = ask(connection, (FOLDER / "data_dictionary.sql").read_text(encoding="utf-8")).rows
    return tuple(_object(list(parts)) for _, parts in groupby(rows, key=lambda row: row[:2]))


def _object(rows: list[tuple[Any, ...]]) -> Described:
    (name, kind, layer, _, parameters, _, _, english, chinese), *columns = rows
    return Described(
        name,
        kind,
        layer,
        parameters or "",
        english or "",
        chinese or "",
        tuple(
            DescribedColumn(column, type_, required, en or "", zh or "")
            for _, _, _, _, column, type_, required, en, zh in columns
        ),
    )


def codes(
    connection: duckdb.DuckDBPyConnection, objects: Iterable[Described]
) -> Iterator[CodeList]:
    """Rows of the tables of codes: the `dim_` tables with a label in both languages."""
    for table in objects:
        names = {column.name for column in table.columns}
        if table.name.startswith("dim_") and {"label_zh", "label_en"} <= names:
            columns = ", ".join(f'"{name}"' for name in column_names(table) if name != "sort_order")
            found = ask(connection, f"SELECT {columns} FROM {table.name} ORDER BY sort_order")
            yield CodeList(table.name, found.columns, found.rows)


def column_names(table: Described) -> list[str]:
    """Names of its columns, as they stand in the table."""
    return [column.name for column in table.columns]
