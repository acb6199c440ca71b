"""Keys of exported tables, from `export_keys.yml`: the file itself has none (decisions/0002)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extract.yaml_file import read_yaml

FILE = Path(__file__).with_name("export_keys.yml")


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values stand in a column of another table."""

    column: str
    table: str
    key: str


def primary_key(table: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Columns that tell the rows of a table apart; empty where none are declared."""
    declared = tuple(_keys()["primary"].get(table, ()))
    if not declared and table.startswith("dim_") and "code" in columns:
        return ("code",)
    return declared


def references(table: str, columns: Sequence[str]) -> tuple[Reference, ...]:
    """References of a table, to whatever table they lead."""
    found = []
    for column, (target, key, *limits) in _keys()["foreign"].items():
        if column in columns and target != table and table in (limits[0] if limits else (table,)):
            found.append(Reference(column, target, key))
    return tuple(found)


@cache
def _keys() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(FILE)
    return content
