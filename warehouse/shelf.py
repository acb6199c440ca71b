"""From the file and a staged batch to what placement decides on: the shelf and the packages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import duckdb

from warehouse.agencies import Agencies, name_key
from warehouse.placement import Content, Incoming, Shelf
from warehouse.versions import IsCurrent, Version

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

_CONTENTS = """
SELECT sha256, path, status, ingredients, reason, run_id, read_at FROM audit.content
WHERE sha256 IN (SELECT sha256 FROM frame_source_file)
"""
_VERSIONS = """
SELECT report_id, sha256, ordinal_in_file, agency_id, year, version_scope, scope_read, published_on, quality,
       figures_hash, '' AS ingredients, source_path
FROM dim_report WHERE agency_id IN (SELECT unnest(?::INTEGER[]))
"""
_OF_CONTENTS = """
SELECT DISTINCT agency_id FROM dim_report WHERE sha256 IN (SELECT sha256 FROM frame_source_file)
"""
_INGREDIENTS = """
SELECT sha256, ingredients FROM audit.content WHERE sha256 IN (SELECT unnest(?::VARCHAR[]))
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


def read_batch(
    connection: duckdb.DuckDBPyConnection, may_be_known: bool, is_current: IsCurrent
) -> Batch:
    """All that the decisions about the staged frames depend on.

    `may_be_known` says whether any of its contents may be in the file; if not, none is looked for.
    """
    reports = connection.execute(_REPORTS).fetchall()
    figures = dict(connection.execute(_FIGURES).fetchall())
    agencies = Agencies(connection, [_key(row[9], row[2]) for row in reports])
    packages = _packages(connection, reports, figures, agencies)
    contents: dict[str, Content] = {}
    first_reads: dict[str, FirstRead] = {}
    for sha256, path, status, ingredients, reason, run_id, read_at in (
        connection.execute(_CONTENTS).fetchall() if may_be_known else ()
    ):
        contents[sha256] = Content(path, status, ingredients, reason)
        first_reads[sha256] = FirstRead(ingredients, run_id, read_at)
    numbers = {report.agency_id for package in packages for report in package.reports}
    if may_be_known:
        numbers |= {number for (number,) in connection.execute(_OF_CONTENTS).fetchall()}
    by_number = _versions(connection, sorted(numbers), packages)
    last = connection.execute("SELECT coalesce(max(report_id), 0) FROM dim_report").fetchall()
    shelf = Shelf(contents, dict(by_number), next_id=int(last[0][0]) + 1, is_current=is_current)
    return Batch(packages, shelf, agencies, first_reads, by_number)


def _versions(
    connection: duckdb.DuckDBPyConnection, agency_ids: Sequence[int], packages: Sequence[Incoming]
) -> dict[int, Version]:
    """The versions of these agencies.

    What read a version is asked only of those it is compared with: of the batch's own contents and of
    equal figures. To look up the others among all contents took longer than all else about them.
    """
    rows = connection.execute(_VERSIONS, [agency_ids]).fetchall()
    versions = [Version(*row) for row in rows]
    hashes = {report.figures_hash for package in packages for report in package.reports} - {None}
    own = {package.sha256 for package in packages}
    wanted = {v.sha256 for v in versions if v.sha256 in own or v.figures_hash in hashes}
    if wanted:
        known = dict(connection.execute(_INGREDIENTS, [sorted(wanted)]).fetchall())
        versions = [
            replace(v, ingredients=known[v.sha256]) if v.sha256 in wanted else v for v in versions
        ]
    return {version.report_id: version for version in versions}


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
