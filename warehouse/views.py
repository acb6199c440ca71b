"""From `views/*.sql` to the views of the file, each column with its bilingual comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from warehouse.codes import wide_comments
from warehouse.metric_sql import metrics_sql
from warehouse.schema import column_comments, quoted
from warehouse.wide import label_comments

FOLDER = Path(__file__).with_name("views")

_COLUMN_LINE = re.compile(r"(\w+): (.+ / .+)")


@dataclass(frozen=True, slots=True)
class View:
    """A view as its file has it: file name = view name, first line = its comment.

    Further comment lines `name: English / 中文` describe columns; a column without one takes the
    comment of the table column, or of the code, that it is named after.
    """

    name: str
    comment: str
    columns: dict[str, str]
    sql: str


def read_view(path: Path, places: Mapping[str, str] | None = None) -> View:
    """A view from its file, `places` filled in; raises ValueError without a bilingual first line."""
    text = path.read_text(encoding="utf-8")
    lines = [line[2:].strip() for line in text.splitlines() if line.startswith("--")]
    if not lines or " / " not in lines[0]:
        raise ValueError(f"{path}: the first line must be a comment: -- English / 中文")
    matches = [match for line in lines[1:] if (match := _COLUMN_LINE.fullmatch(line))]
    columns = {match[1]: match[2] for match in matches}
    for name, sql in (places or {}).items():
        text = text.replace(f"{{{name}}}", sql)
    return View(path.stem, lines[0], columns, text)


def all_views() -> list[View]:
    """All views by name, so that agency_year stands before metrics, which uses it."""
    return [read_view(path, _places()) for path in sorted(FOLDER.glob("*.sql"))]


def drop_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Remove all views of the file, also those whose file is gone."""
    present = connection.execute(
        "SELECT schema_name || '.' || view_name FROM duckdb_views() "
        "WHERE NOT internal AND NOT temporary"
    ).fetchall()
    for (name,) in present:
        connection.execute(f"DROP VIEW {name}")


def create_views(connection: duckdb.DuckDBPyConnection, more: Mapping[str, str]) -> None:
    """Make all views, where none is; `more` are comments of columns, as those of derived tables."""
    for view in all_views():
        _create(connection, view, more)


def described(
    connection: duckdb.DuckDBPyConnection, view: View, more: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Every column of a view or table with its comment; raises ValueError for one without."""
    names = [row[0] for row in connection.execute(f"DESCRIBE {view.name}").fetchall()]
    unused = set(view.columns) - set(names)
    if unused:
        raise ValueError(f"view {view.name} describes columns it has not: {sorted(unused)}")
    for name in names:
        text = view.columns.get(name) or more.get(name) or _shared().get(name)
        if text is None:
            raise ValueError(f"view {view.name} does not describe its column {name}")
        yield name, text


def _create(connection: duckdb.DuckDBPyConnection, view: View, more: Mapping[str, str]) -> None:
    connection.execute(f"CREATE VIEW {view.name} AS\n{view.sql}")
    connection.execute(f"COMMENT ON VIEW {view.name} IS {quoted(view.comment)}")
    for name, text in described(connection, view, more):
        connection.execute(f'COMMENT ON COLUMN {view.name}."{name}" IS {quoted(text)}')


@cache
def _places() -> dict[str, str]:
    return {"metrics": metrics_sql()}


@cache
def _shared() -> dict[str, str]:
    return wide_comments() | label_comments() | column_comments()
