"""From `schema/*.yml` to CREATE TABLE and COMMENT statements: the one source for tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extract.yaml_file import read_yaml

FOLDER = Path(__file__).with_name("schema")


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `type` is SQL and may end in NOT NULL."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `name` carries its schema unless that is `main`."""

    name: str
    comment: str
    columns: tuple[Column, ...]
    checks: tuple[str, ...]

    def ddl(self) -> str:
        """CREATE TABLE statement."""
        lines = [f'"{column.name}" {column.type}' for column in self.columns]
        lines += [f"CHECK ({check})" for check in self.checks]
        return f"CREATE TABLE {self.name} (\n  " + ",\n  ".join(lines) + "\n)"


def comment(en: str, zh: str) -> str:
    """The bilingual text of a COMMENT.

    >>> comment("Reporting year", "报告年度")
    'Reporting year / 报告年度'
    """
    return f"{en} / {zh}"


def quoted(text: str) -> str:
    """A string as an SQL literal.

    >>> quoted("the form's total")
    "'the form''s total'"
    """
    return "'" + text.replace("'", "''") + "'"


@cache
def tables() -> tuple[Table, ...]:
    """All tables in the order of the files; raises ValueError where a file breaks its format."""
    found: list[Table] = []
    for path in sorted(FOLDER.glob("*.yml")):
        content = read_yaml(path)
        found += [_table(path, name, entry) for name, entry in content.items()]
    return tuple(found)


def table(name: str) -> Table:
    """The table of that name."""
    return next(table for table in tables() if table.name == name)


def checksum() -> str:
    """Changes when, and only when, the shape of a table changes; wording does not count."""
    return hashlib.md5("\n".join(table.ddl() for table in tables()).encode()).hexdigest()


def comments() -> Iterator[str]:
    """COMMENT statements for every table and column."""
    for entry in tables():
        yield f"COMMENT ON TABLE {entry.name} IS {quoted(entry.comment)}"
        for column in entry.columns:
            yield f'COMMENT ON COLUMN {entry.name}."{column.name}" IS {quoted(column.comment)}'


def column_comments() -> dict[str, str]:
    """Comment by column name: as reports and facts mean it, else the first table that has it.

    What a checker calls `scope` or `status`, or the year of a population, is another thing.
    """
    found: dict[str, str] = {}
    for entry in sorted(tables(), key=_distance):
        for column in entry.columns:
            found.setdefault(column.name, column.comment)
    return found


def _distance(entry: Table) -> tuple[bool, bool, bool]:
    """How far the words of a table are from those of an analyst's view: reports, facts, others, audit."""
    is_audit = entry.name.startswith("audit.")
    return is_audit, entry.name != "dim_report", not entry.name.startswith("fact_")


def _table(path: Path, name: str, entry: dict[str, Any]) -> Table:
    unknown = set(entry) - {"en", "zh", "columns", "checks"}
    if unknown:
        raise ValueError(f"{path}: table {name} has unknown keys {sorted(unknown)}")
    columns = []
    for column, parts in entry["columns"].items():
        if len(parts) != 3 or not all(isinstance(part, str) and part for part in parts):
            raise ValueError(f"{path}: {name}.{column} must be [type, English, Chinese]")
        columns.append(Column(column, parts[0], comment(parts[1], parts[2])))
    checks = tuple(entry.get("checks", ()))
    return Table(name, comment(entry["en"], entry["zh"]), tuple(columns), checks)
