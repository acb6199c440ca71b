"""Write one batch: what it replaces goes, what it brings comes, versions are settled anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import duckdb

from warehouse.agencies import add_agencies, refresh_agencies
from warehouse.counts import LoadCounts
from warehouse.decisions import keep_decisions, replaced_reports
from warehouse.errors import LoadError
from warehouse.integrity import check_batch
from warehouse.known_contents import KnownContents
from warehouse.placement import Fate
from warehouse.shelf import Batch, FirstRead, read_batch
from warehouse.staging import Frames, stage
from warehouse.versions import IsCurrent, Place

FOLDER = Path(__file__).with_name("inserts")

OF_REPORTS = (
    "audit.cell",
    "audit.check_result",
    "audit.table_account",
    "audit.correction",
    "audit.problem",
    "audit.report_scope",
    "report_section",
    "dim_report",
)
"""Tables beside the facts whose rows go with their report."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a batch; `touched` are the agencies and years whose reports may differ from before."""

    counts: LoadCounts
    touched: frozenset[Place]


_REPLACED = "DELETE FROM {} WHERE report_id IN (SELECT report_id FROM batch_replaced)"
_REREAD = "DELETE FROM {} WHERE sha256 IN (SELECT sha256 FROM batch_package WHERE is_written)"
_SEEN_AGAIN = """
DELETE FROM audit.source_file
WHERE run_id = ? AND (path, sha256) IN (SELECT (path, sha256) FROM batch_package)
"""
_MOVED = """
UPDATE dim_report SET superseded_by = m.superseded_by, is_current = m.superseded_by IS NULL
FROM batch_moved m
WHERE dim_report.report_id = m.report_id
  AND dim_report.superseded_by IS DISTINCT FROM m.superseded_by
"""


def load_batch(
    connection: duckdb.DuckDBPyConnection,
    frames: Frames,
    known: KnownContents,
    run_id: str,
    now: datetime,
    is_current: IsCurrent,
) -> Loaded:
    """Load a batch inside the caller's transaction; raises LoadError, and the caller rolls back."""
    try:
        staged = stage(connection, frames)
        batch = read_batch(connection, known.meet(connection), is_current)
        fates = [batch.shelf.place(package) for package in batch.packages]
        keep_decisions(connection, batch, fates, FirstRead("", run_id, now))
        _delete(connection, batch, run_id)
        written = _insert(connection, batch, staged)
        check_batch(connection, bool(replaced_reports(batch)))
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        raise LoadError(str(error).splitlines()[0]) from error
    return Loaded(_counts(fates, written), frozenset(batch.shelf.touched))


@cache
def _inserts() -> dict[str, str]:
    """INSERT statements by name; dim_report before source_file, which counts reports."""
    paths = sorted(FOLDER.glob("*.sql"), key=lambda path: (path.stem == "source_file", path.stem))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def _delete(connection: duckdb.DuckDBPyConnection, batch: Batch, run_id: str) -> None:
    """A delete is a scan, so what cannot be there is not looked for."""
    if replaced_reports(batch):
        facts = [name for name in _inserts() if name.startswith("fact_")]
        for table in (*facts, *OF_REPORTS):
            connection.execute(_REPLACED.format(table))
    if batch.first_reads:
        for table in ("audit.content", "audit.problem"):
            connection.execute(_REREAD.format(table))
    connection.execute(_SEEN_AGAIN, [run_id])


def _insert(
    connection: duckdb.DuckDBPyConnection, batch: Batch, staged: Mapping[str, int]
) -> dict[str, int]:
    """Rows written by each statement; one whose frame is empty has nothing to write."""
    add_agencies(connection, batch.agencies.added)
    written = {
        name: int(connection.execute(sql).fetchall()[0][0]) if staged.get(name, 1) else 0
        for name, sql in _inserts().items()
    }
    if batch.versions_before:
        connection.execute(_MOVED)
    touched = {agency_id for agency_id, _ in batch.shelf.touched}
    refresh_agencies(connection, touched | {agency_id for agency_id, *_ in batch.agencies.added})
    return written


def _counts(fates: Sequence[Fate], written: Mapping[str, int]) -> LoadCounts:
    """What became of the batch."""
    return LoadCounts(
        loaded=sum(fate.status == "loaded" for fate in fates),
        duplicate=sum(fate.status == "duplicate" for fate in fates),
        rejected=sum(fate.status == "rejected" for fate in fates),
        reports=written["dim_report"],
        facts=sum(count for name, count in written.items() if name.startswith("fact_")),
        problems=written["problem"],
    )
