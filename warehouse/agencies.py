"""Which agency a printed name belongs to, until regions and renamings are resolved from data."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import duckdb


def name_key(name: str) -> str:
    """What names are told apart by: widths made equal, spaces removed; nothing is guessed.

    >>> name_key("沭阳县 发展和改革局（本级）") == name_key("沭阳县发展和改革局(本级)")
    True
    """
    return "".join(unicodedata.normalize("NFKC", name).split())


class Agencies:
    """Numbers for the names of a batch: those the file has, and new ones in order of appearance."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, names: Iterable[str]) -> None:
        rows = connection.execute(
            "SELECT name_key, min(agency_id) FROM dim_agency_name "
            "WHERE name_key IN (SELECT unnest(?::VARCHAR[])) GROUP BY name_key",
            [sorted({name_key(name) for name in names})],
        )
        self._numbers: dict[str, int] = dict(rows.fetchall())
        last = connection.execute("SELECT coalesce(max(agency_id), 0) FROM dim_agency").fetchall()
        self._next = int(last[0][0]) + 1
        self.added: list[tuple[int, str]] = []

    def number_of(self, name: str) -> int:
        """The agency's number; a name never seen makes a new agency."""
        key = name_key(name)
        if key not in self._numbers:
            self._numbers[key] = self._next
            self.added.append((self._next, "".join(name.split())))
            self._next += 1
        return self._numbers[key]


def add_agencies(connection: duckdb.DuckDBPyConnection, added: list[tuple[int, str]]) -> None:
    """Write the new agencies."""
    if added:
        marks = ", ".join("(?, ?)" for _ in added)
        values = [value for row in added for value in row]
        connection.execute(f"INSERT INTO dim_agency (agency_id, agency) VALUES {marks}", values)


def refresh_names(connection: duckdb.DuckDBPyConnection, agency_ids: set[int]) -> None:
    """Make names and their years of these agencies what their reports say.

    An agency that no report names any more goes, unless another agency stands below it.
    """
    ids = sorted(agency_ids)
    connection.execute("DELETE FROM dim_agency_name WHERE list_contains(?, agency_id)", [ids])
    names = connection.execute(
        "SELECT agency_id, agency_as_printed, min(year), max(year) FROM dim_report "
        "WHERE list_contains(?, agency_id) GROUP BY ALL ORDER BY 1, 3, 2",
        [ids],
    ).fetchall()
    if names:
        marks = ", ".join("(?, ?, ?, ?, ?)" for _ in names)
        rows = [(number, name, name_key(name), *years) for number, name, *years in names]
        values = [value for row in rows for value in row]
        connection.execute(f"INSERT INTO dim_agency_name VALUES {marks}", values)
    unnamed = sorted(agency_ids - {number for number, *_ in names})
    if unnamed:
        connection.execute(
            "DELETE FROM dim_agency WHERE list_contains(?, agency_id) AND agency_id NOT IN "
            "(SELECT parent_agency_id FROM dim_agency WHERE parent_agency_id IS NOT NULL)",
            [unnamed],
        )
