"""The decisions about a batch as temporary tables, for the SQL that writes it."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from warehouse.placement import Fate
from warehouse.rows import keep_rows
from warehouse.shelf import Batch, FirstRead

_PACKAGE = {
    "package_no": "INTEGER",
    "path": "VARCHAR",
    "sha256": "VARCHAR",
    "ingredients": "VARCHAR",
    "status": "VARCHAR",
    "reason": "VARCHAR",
    "detail": "VARCHAR",
    "is_written": "BOOLEAN",
    "run_id": "VARCHAR",
    "read_at": "TIMESTAMP",
    "seen_in_run_id": "VARCHAR",
}
_REPORT = {
    "report_no": "INTEGER",
    "report_id": "INTEGER",
    "agency_id": "INTEGER",
    "scope": "VARCHAR",
    "figures_hash": "VARCHAR",
    "superseded_by": "INTEGER",
}


def keep_decisions(
    connection: duckdb.DuckDBPyConnection, batch: Batch, fates: Sequence[Fate], now: FirstRead
) -> None:
    """Make the tables `batch_*`.

    `batch_package` and `batch_report` are what is written, `batch_replaced` the reports that were
    in the file before and go, be it to come back renewed; `batch_moved` are other reports whose
    place among the versions changes.
    """
    shelf = batch.shelf
    settled = shelf.settled()
    written = set(shelf.numbers.values())
    keep_rows(connection, "batch_package", _PACKAGE, _packages(batch, fates, now))
    keep_rows(
        connection,
        "batch_report",
        _REPORT,
        [
            (report_no, number, kept.agency_id, kept.scope, kept.figures_hash, settled[number])
            for report_no, number in shelf.numbers.items()
            if (kept := shelf.versions.get(number)) is not None
        ],
    )
    replaced = [(number,) for number in sorted(replaced_reports(batch))]
    keep_rows(connection, "batch_replaced", {"report_id": "INTEGER"}, replaced)
    moved = [(number, by) for number, by in settled.items() if number not in written]
    types = {"report_id": "INTEGER", "superseded_by": "INTEGER"}
    keep_rows(connection, "batch_moved", types, moved)


def replaced_reports(batch: Batch) -> set[int]:
    """Reports of the file that the batch removes or writes anew."""
    return batch.shelf.removed | (set(batch.shelf.numbers.values()) & batch.versions_before.keys())


def _packages(batch: Batch, fates: Sequence[Fate], now: FirstRead) -> list[tuple[object, ...]]:
    """What is read again with the same ingredients keeps the run and time of its first reading."""
    rows: list[tuple[object, ...]] = []
    for package, fate in zip(batch.packages, fates, strict=True):
        before = batch.first_reads.get(package.sha256, now)
        read = before if before.ingredients == package.ingredients else now
        file = (package.package_no, package.path, package.sha256, package.ingredients)
        outcome = (fate.status, fate.reason, fate.detail, fate.is_written)
        rows.append((*file, *outcome, read.run_id, read.read_at, now.run_id))
    return rows
