"""Agencies and reports written straight into a warehouse, for tests of what is derived from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb

from transform.agencies import place_agency
from warehouse.codes import codes


@dataclass(frozen=True)
class Planted:
    """A report of an agency named in full; figures by item, every other row of table 3 is `rest`."""

    agency: str
    year: int = 2023
    figures: Mapping[str, int | None] = field(default_factory=dict)
    scope: str = "own"
    form: str = "2021"
    rest: int | None = 0
    quality: str = "verified"
    is_current: bool = True
    published: str | None = None
    basis: str | None = "dateline"
    wide: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    """Figures of tables 2 and 4: table, row, column."""


def plant(connection: duckdb.DuckDBPyConnection, *reports: Planted) -> None:
    """Writes them, numbered from 1, with their agencies; parents as names say."""
    for name in dict.fromkeys(report.agency for report in reports):
        agency, problems = place_agency(name)
        assert not problems, (name, problems)
        connection.execute(
            "INSERT INTO dim_agency"
            " (agency_id, agency, kind, level, region_code, function, agency_key, parent_key)"
            " SELECT coalesce(max(agency_id), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM dim_agency",
            [agency.name, agency.kind, agency.level, agency.region, agency.function, agency.key,
             agency.parent],
        )  # fmt: skip
    connection.execute(
        "UPDATE dim_agency SET parent_agency_id = p.agency_id FROM dim_agency p"
        " WHERE p.agency_key = dim_agency.parent_key"
    )
    for number, report in enumerate(reports, start=1):
        key = place_agency(report.agency)[0].key
        connection.execute(
            "INSERT INTO dim_report (report_id, agency_id, agency_as_printed, year, form, requests_form,"
            " media, sha256, source_path, ordinal_in_file, quality, is_current, scope, scope_read,"
            " version_scope, scope_basis, run_id, loaded_at, published_on, published_basis)"
            " SELECT $1, agency_id, $2, $3, $4, $4, 'pdf', $1::VARCHAR, $2 || '.pdf', 0, $5, $6, $7, $7, $7,"
            " CASE WHEN $7 <> 'unknown' THEN 'stated' END, 'r', now(), $8::DATE,"
            " CASE WHEN $8 IS NOT NULL THEN $9 END"
            " FROM dim_agency WHERE agency_key = $10",
            [number, report.agency, report.year, report.form, report.quality, report.is_current, report.scope,
             report.published, report.basis, key],
        )  # fmt: skip
        rows = [(number, item, "total", value, _status(value)) for item, value in _items(report)]
        connection.executemany("INSERT INTO fact_request VALUES (?, ?, ?, ?, ?, NULL, NULL)", rows)
        for (table, row, column), value in report.wide.items():
            unit = "NULL, " if table == "proactive" else ""
            connection.execute(
                f"INSERT INTO fact_{table} VALUES (?, ?, ?, ?, {unit}'printed', NULL, NULL)",
                [number, row, column, value],
            )


def _items(report: Planted) -> list[tuple[str, int | None]]:
    wanted = [row.code for row in codes()["dim_request_item"] if report.form in row.forms]
    return [(item, report.figures.get(item, report.rest)) for item in wanted]


def _status(value: int | None) -> str:
    return "blank" if value is None else "printed"
