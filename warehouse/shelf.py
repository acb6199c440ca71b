"""From the file and a staged batch to what placement decides on: the shelf and the packages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from warehouse.agencies import Agencies, name_key
from warehouse.placement import Content, Incoming, Shelf
from warehouse.versions import Version

_FIGURES = """
SELECT r.report_no,
       md5(r.form || coalesce(r.requests_form, '') || string_agg(f.line, ';' ORDER BY f.line))
FROM frame_report r JOIN (
  SELECT report_no,
         concat_ws('|', 3, item, applicant, value::DECIMAL(18,6), status) AS line
  FROM frame_fact_request
  UNION ALL
  SELECT report_no, concat_ws('|', 2, subject, measure, value::DECIMAL(18,6), status)
  FROM frame_fact_proactive
  UNION ALL
  SELECT report_no, concat_ws('|', 4, procedure, outcome, value::DECIMAL(18,6), status)
  FROM frame_fact_dispute
  UNION ALL
  SELECT report_no, concat_ws('|', 'legacy', indicator, value::DECIMAL(18,6), status)
  FROM frame_fact_legacy
) f USING (report_no)
GROUP BY r.report_no, r.form, r.requests_form
"""

_FILES = """
SELECT package_no, path, sha256, ingredients, status, reason, coalesce(detail, '')
FROM frame_source_file ORDER BY package_no
"""

_REPORTS = """
SELECT report_no, package_no, agency_as_printed, year, ordinal_in_file, published_on::DATE, quality,
       coalesce(version_scope, 'unknown'), coalesce(scope, 'unknown'), agency_key,
       coalesce(agency, agency_as_printed)
FROM frame_report ORDER BY package_no, ordinal_in_file
"""

_VERSIONS = """
WITH met AS (
  SELECT agency_id FROM dim_report WHERE sha256 IN (SELECT sha256 FROM frame_source_file)
  UNION SELECT unnest(?::INTEGER[])
)
SELECT r.report_id, r.sha256, r.ordinal_in_file, r.agency_id, r.year, r.version_scope, r.scope_read,
       r.published_on, r.quality, r.figures_hash, c.ingredients, r.source_path
FROM dim_report r JOIN audit.content c USING (sha256)
WHERE r.agency_id IN (SELECT agency_id FROM met)
"""


@dataclass(frozen=True, slots=True)
class FirstRead:
    """When and by which run a content was first read with these ingredients."""

    ingredients: str
    run_id: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Batch:
    """A staged batch ready to be placed."""

    packages: tuple[Incoming, ...]
    shelf: Shelf
    agencies: Agencies
    first_reads: dict[str, FirstRead]
    versions_before: dict[int, Version]


def read_batch(connection: duckdb.DuckDBPyConnection) -> Batch:
    """All that the decisions about the staged frames depend on."""
    reports = connection.execute(_REPORTS).fetchall()
    figures = dict(connection.execute(_FIGURES).fetchall())
    agencies = Agencies(connection, [_key(row[9], row[2]) for row in reports])
    packages = _packages(connection, reports, figures, agencies)
    numbers = sorted({report.agency_id for package in packages for report in package.reports})
    versions = [Version(*row) for row in connection.execute(_VERSIONS, [numbers]).fetchall()]
    contents: dict[str, Content] = {}
    first_reads: dict[str, FirstRead] = {}
    for sha256, path, status, ingredients, reason, run_id, read_at in connection.execute(
        "SELECT sha256, path, status, ingredients, reason, run_id, read_at FROM audit.content "
        "WHERE sha256 IN (SELECT sha256 FROM frame_source_file)"
    ).fetchall():
        contents[sha256] = Content(path, status, ingredients, reason)
        first_reads[sha256] = FirstRead(ingredients, run_id, read_at)
    last = connection.execute("SELECT coalesce(max(report_id), 0) FROM dim_report").fetchall()
    by_number = {version.report_id: version for version in versions}
    shelf = Shelf(contents, dict(by_number), next_id=int(last[0][0]) + 1)
    return Batch(packages, shelf, agencies, first_reads, by_number)


def _packages(
    connection: duckdb.DuckDBPyConnection,
    reports: list[Any],
    figures: dict[int, str],
    agencies: Agencies,
) -> tuple[Incoming, ...]:
    """The packages in order, each with its reports as versions numbered by `report_no`."""
    by_package: dict[int, list[Any]] = {}
    for row in reports:
        by_package.setdefault(row[1], []).append(row)
    packages = []
    for package_no, path, sha256, ingredients, status, reason, detail in connection.execute(
        _FILES
    ).fetchall():
        versions = tuple(
            Version(
                report_id=report_no,
                sha256=sha256,
                ordinal_in_file=ordinal,
                agency_id=agencies.number_of(_key(key, printed), name),
                year=year,
                scope=scope,
                scope_read=scope_read,
                published_on=published_on,
                quality=quality,
                figures_hash=figures.get(report_no),
                ingredients=ingredients,
                path=path,
            )
            for (
                report_no,
                _,
                printed,
                year,
                ordinal,
                published_on,
                quality,
                scope,
                scope_read,
                key,
                name,
            ) in by_package.get(package_no, [])
        )
        packages.append(
            Incoming(package_no, path, sha256, ingredients, status, reason, detail, versions)
        )
    return tuple(packages)


def _key(key: str | None, printed: str) -> str:
    """The agency's key; of a report whose agency was not looked for its printed name."""
    return key or name_key(printed)
