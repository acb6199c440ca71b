"""Macros of the file: those of `macros/*.sql`, and one for every ratio among the metrics."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.metric_sql import macros as metric_macros
from warehouse.metrics import metrics
from warehouse.schema import comment, quoted

FOLDER = Path(__file__).with_name("macros")


def all_macros() -> dict[str, tuple[str, str]]:
    """Definition and bilingual comment by name; raises ValueError for a file without a comment."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(FOLDER.glob("*.sql")):
        first, _, definition = path.read_text(encoding="utf-8").partition("\n")
        if not first.startswith("-- ") or " / " not in first:
            raise ValueError(f"{path}: the first line must be a comment: -- English / 中文")
        found[path.stem] = definition, first[3:]
    labels = {each.code: comment(each.label_en, each.label_zh) for each in metrics()}
    for name, definition in metric_macros().items():
        found[name] = definition, labels[name]
    return found


def create_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace all macros of the file; one whose definition is gone goes. Table macros need the views."""
    present = connection.execute(
        "SELECT DISTINCT function_name, function_type FROM duckdb_functions() "
        "WHERE NOT internal AND function_type IN ('macro', 'table_macro') AND schema_name = 'main' "
        "AND database_name = current_database()"
    ).fetchall()
    for name, kind in present:
        connection.execute(f"DROP MACRO {'TABLE ' if kind == 'table_macro' else ''}{name}")
    for name, (definition, text) in all_macros().items():
        connection.execute(f"CREATE MACRO {name}{definition}")
        table = "TABLE " if " AS TABLE" in definition.split("\n", 1)[0] else ""
        connection.execute(f"COMMENT ON MACRO {table}{name} IS {quoted(text)}")
