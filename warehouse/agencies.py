"""From agency keys to numbers, and what the warehouse knows of each agency and its names.

A report says by itself which agency it is of (`transform/agencies.py`): equal key, same agency. Here
keys get numbers, and everything else follows from the reports that are there, in whatever order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import duckdb

from transform.region_gazetteer import gazetteer
from warehouse.rows import insert_columns

_TOLD = """
CREATE OR REPLACE TEMP TABLE batch_agency AS
SELECT b.agency_id, r.agency_as_printed AS name, arg_min(r.agency, r.report_no) AS full_name,
       any_value(r.agency_key) AS agency_key, any_value(r.region_code) AS region_code,
       any_value(r.agency_kind) AS kind, any_value(r.agency_level) AS level,
       any_value(r.agency_function) AS function, any_value(r.parent_key) AS parent_key
FROM frame_report r JOIN batch_report b USING (report_no)
GROUP BY ALL
"""
_NAMES = """
SELECT r.agency_id, r.agency_as_printed, min(r.year), max(r.year),
       coalesce(any_value(b.full_name), any_value(n.full_name))
FROM dim_report r
LEFT JOIN batch_agency b ON b.agency_id = r.agency_id AND b.name = r.agency_as_printed
LEFT JOIN dim_agency_name n ON n.agency_id = r.agency_id AND n.name = r.agency_as_printed
WHERE list_contains(?, r.agency_id)
GROUP BY r.agency_id, r.agency_as_printed ORDER BY 1, 3, 2
"""
_LATEST = """
UPDATE dim_agency SET agency = n.full_name
FROM (
  SELECT agency_id, arg_max(full_name, (last_year, first_year, full_name)) AS full_name
  FROM dim_agency_name WHERE full_name IS NOT NULL AND list_contains(?, agency_id) GROUP BY agency_id
) n
WHERE dim_agency.agency_id = n.agency_id
"""
_KNOWN = """
UPDATE dim_agency SET agency_key = coalesce(b.agency_key, dim_agency.agency_key), region_code = b.region_code,
  kind = b.kind, level = b.level, function = b.function, parent_key = b.parent_key
FROM (SELECT DISTINCT ON (agency_id) * FROM batch_agency ORDER BY agency_id, name) b
WHERE dim_agency.agency_id = b.agency_id
"""
_PARENTS = """
UPDATE dim_agency SET parent_agency_id = p.parent_agency_id
FROM (
  SELECT a.agency_id, min(above.agency_id) AS parent_agency_id
  FROM dim_agency a LEFT JOIN dim_agency above ON above.agency_key = a.parent_key
  -- only these can have another parent now: the agencies themselves, and those below them now or before
  WHERE list_contains($1, a.agency_id) OR list_contains($1, a.parent_agency_id)
     OR a.parent_key IN (SELECT agency_key FROM dim_agency WHERE list_contains($1, agency_id))
  GROUP BY a.agency_id
) p
WHERE dim_agency.agency_id = p.agency_id
  AND dim_agency.parent_agency_id IS DISTINCT FROM p.parent_agency_id
"""


_NAME_TYPES = ("INTEGER", "VARCHAR", "VARCHAR", "SMALLINT", "SMALLINT", "VARCHAR")


def name_key(name: str) -> str:
    """A name with widths made equal and spaces removed; nothing is guessed.

    >>> name_key("沭阳县 发展和改革局（本级）") == name_key("沭阳县发展和改革局(本级)")
    True
    """
    return "".join(unicodedata.normalize("NFKC", name).split())


class Agencies:
    """Numbers for the keys of a batch: those the file has, and new ones in order of appearance."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, keys: Iterable[str]) -> None:
        rows = connection.execute(
            "SELECT agency_key, min(agency_id) FROM dim_agency "
            "WHERE agency_key IN (SELECT unnest(?::VARCHAR[])) GROUP BY agency_key",
            [sorted(set(keys))],
        )
        self._numbers: dict[str, int] = dict(rows.fetchall())
        last = connection.execute("SELECT coalesce(max(agency_id), 0) FROM dim_agency").fetchall()
        self._next = int(last[0][0]) + 1
        self.added: list[tuple[int, str, str]] = []

    def number_of(self, key: str, name: str) -> int:
        """The agency's number; a key never seen makes a new agency, first of this name."""
        if key not in self._numbers:
            self._numbers[key] = self._next
            self.added.append((self._next, "".join(name.split()), key))
            self._next += 1
        return self._numbers[key]


def add_agencies(connection: duckdb.DuckDBPyConnection, added: list[tuple[int, str, str]]) -> None:
    """Write the new agencies."""
    types = ("INTEGER", "VARCHAR", "VARCHAR")
    insert_columns(connection, "dim_agency (agency_id, agency, agency_key)", types, added)


def refresh_agencies(connection: duckdb.DuckDBPyConnection, agency_ids: set[int]) -> None:
    """Make names, years and parents of these agencies what their reports say.

    An agency bears the whole name of its latest report. One that no report names any more goes.
    """
    ids = sorted(agency_ids)
    connection.execute(_TOLD)
    names = connection.execute(_NAMES, [ids]).fetchall()
    connection.execute("DELETE FROM dim_agency_name WHERE list_contains(?, agency_id)", [ids])
    rows = [(number, name, name_key(name), *years, full) for number, name, *years, full in names]
    insert_columns(connection, "dim_agency_name", _NAME_TYPES, rows)
    connection.execute(_LATEST, [ids])
    connection.execute(_KNOWN)
    unnamed = sorted(agency_ids - {number for number, *_ in names})
    connection.execute("DELETE FROM dim_agency WHERE list_contains(?, agency_id)", [unnamed])
    connection.execute(_PARENTS, [ids])


def load_regions(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the rows of `dim_region` by the regions that come with the program."""
    known = gazetteer()
    rows = [(r.code, r.name, r.level, known.parent(r.code), r.until) for r in known]
    connection.execute("DELETE FROM dim_region")
    columns = [list(column) for column in zip(*rows, strict=True)]
    connection.execute(
        "INSERT INTO dim_region SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), "
        "unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::SMALLINT[])",
        columns,
    )
