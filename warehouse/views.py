"""From `views/*.sql` to the views of the file, each column with its bilingual comment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.codes import wide_comments
from warehouse.metrics import metrics_sql
from warehouse.schema import column_comments, quoted

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


def read_view(path: Path) -> View:
    """A view from its file; raises ValueError without a bilingual first line."""
    text = path.read_text(encoding="utf-8")
    lines = [line[2:].strip() for line in text.splitlines() if line.startswith("--")]
    if not lines or " / " not in lines[0]:
        raise ValueError(f"{path}: the first line must be a comment: -- English / 中文")
    described = [match for line in lines[1:] if (match := _COLUMN_LINE.fullmatch(line))]
    columns = {match[1]: match[2] for match in described}
    return View(path.stem, lines[0], columns, text.replace("{metrics}", metrics_sql()))


def all_views() -> list[View]:
    """All views by name, so that agency_year stands before metrics, which uses it."""
    return [read_view(path) for path in sorted(FOLDER.glob("*.sql"))]


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace all views; a view whose file is gone goes too."""
    present = connection.execute(
        "SELECT schema_name || '.' || view_name FROM duckdb_views() "
        "WHERE NOT internal AND NOT temporary"
    ).fetchall()
    for (name,) in present:
        connection.execute(f"DROP VIEW {name}")
    shared = column_comments() | wide_comments()
    for view in all_views():
        _create(connection, view, shared)


def _create(connection: duckdb.DuckDBPyConnection, view: View, shared: dict[str, str]) -> None:
    connection.execute(f"CREATE VIEW {view.name} AS\n{view.sql}")
    connection.execute(f"COMMENT ON VIEW {view.name} IS {quoted(view.comment)}")
    names = [row[0] for row in connection.execute(f"DESCRIBE {view.name}").fetchall()]
    unused = set(view.columns) - set(names)
    if unused:
        raise ValueError(f"view {view.name} describes columns it has not: {sorted(unused)}")
    for name in names:
        text = view.columns.get(name) or shared.get(name)
        if text is None:
            raise ValueError(f"view {view.name} does not describe its column {name}")
        connection.execute(f'COMMENT ON COLUMN {view.name}."{name}" IS {quoted(text)}')
