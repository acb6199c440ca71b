"""Queries that select what must not be in a batch: the keys and constraints facts do without."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb

from warehouse.errors import LoadError

FOLDER = Path(__file__).with_name("integrity")
LEFT_BEHIND = "left_behind"


@cache
def rules() -> dict[str, tuple[str, str]]:
    """Meaning and SQL by name of the rule."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.sql"))}
    return {name: (text.splitlines()[0].lstrip("- "), text) for name, text in texts.items()}


def check_batch(connection: duckdb.DuckDBPyConnection, has_replaced: bool) -> None:
    """Raise LoadError naming the rule and the first rows where the loaded batch breaks one.

    Rules about what is brought read the frames: reading it back would take longer with every report that is
    there. Only where reports were replaced are the tables searched for what was left of them.
    """
    for name, (meaning, sql) in rules().items():
        if name == LEFT_BEHIND and not has_replaced:
            continue
        rows = connection.execute(sql).fetchmany(3)
        if rows:
            raise LoadError(f"{name}: {meaning}: {'; '.join(map(str, rows))}")
