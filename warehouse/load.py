"""Write one batch: what it replaces goes, what it brings comes, versions are settled anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from warehouse.agencies import add_agencies, refresh_names
from warehouse.counts import LoadCounts
from warehouse.errors import LoadError
from warehouse.integrity import check_batch
from warehouse.placement import Fate
from warehouse.shelf import Batch, FirstRead, read_batch
from warehouse.staging import staged, temporary

FOLDER = Path(__file__).with_name("inserts")

_BY_REPORT = (
    "fact_request", "fact_proactive", "fact_dispute", "fact_narrative",
    "audit.cell", "audit.check_result", "audit.problem", "dim_report",
)  # fmt: skip


@cache
def _inserts() -> tuple[str, ...]:
    """INSERT statements; dim_report before source_file, which counts reports."""
    names = sorted(FOLDER.glob("*.sql"), key=lambda path: (path.stem == "source_file", path.stem))
    return tuple(path.read_text(encoding="utf-8") for path in names)


def load_batch(
    connection: duckdb.DuckDBPyConnection,
    frames: Mapping[str, pd.DataFrame],
    run_id: str,
    now: datetime,
) -> LoadCounts:
    """Load a batch inside the caller's transaction; raises LoadError, and the caller rolls back."""
    try:
        with staged(connection, frames):
            batch = read_batch(connection)
            fates = [batch.shelf.place(package) for package in batch.packages]
            first_read = FirstRead("", run_id, now)
            with temporary(connection, _decisions(batch, fates, first_read)):
                _write(connection, batch)
                check_batch(connection)
                return _counts(connection, fates)
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        raise LoadError(str(error).splitlines()[0]) from error


def _decisions(batch: Batch, fates: list[Fate], now: FirstRead) -> dict[str, pd.DataFrame]:
    """The decisions as frames for the SQL files."""
    shelf = batch.shelf
    settled = shelf.settled()
    packages = []
    for package, fate in zip(batch.packages, fates, strict=True):
        before = batch.first_reads.get(package.sha256)
        is_again = before is not None and before.ingredients == package.ingredients
        read = before if before is not None and is_again else now
        packages.append(
            (package.package_no, package.path, package.sha256, package.ingredients, fate.status,
             fate.reason, fate.detail, fate.is_written, read.run_id, read.read_at, now.run_id)
        )  # fmt: skip
    reports = [
        (report_no, number, report.agency_id, report.scope, report.figures_hash, settled[number])
        for report_no, number in shelf.numbers.items()
        if (report := shelf.versions.get(number)) is not None
    ]
    replaced = shelf.removed | (set(shelf.numbers.values()) & batch.versions_before.keys())
    moved = [(i, by) for i, by in settled.items() if i not in set(shelf.numbers.values())]
    return {
        "batch_package": _frame(packages, _PACKAGE),
        "batch_report": _frame(reports, _REPORT),
        "batch_replaced": _frame([(i,) for i in sorted(replaced)], {"report_id": "Int64"}),
        "batch_gone": _frame([(i,) for i in sorted(shelf.removed)], {"report_id": "Int64"}),
        "batch_moved": _frame(moved, {"report_id": "Int64", "superseded_by": "Int64"}),
    }


_PACKAGE = {
    "package_no": "Int64", "path": "str", "sha256": "str", "ingredients": "str", "status": "str",
    "reason": "str", "detail": "str", "is_written": "bool", "run_id": "str",
    "read_at": "datetime64[us]", "seen_in_run_id": "str",
}  # fmt: skip
_REPORT = {
    "report_no": "Int64", "report_id": "Int64", "agency_id": "Int64", "scope": "str",
    "figures_hash": "str", "superseded_by": "Int64",
}  # fmt: skip


def _frame(rows: Sequence[tuple[object, ...]], types: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(types), dtype=object).astype(types)


def _write(connection: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    """Delete, insert, settle. A delete costs a scan, so a first load does without."""
    if batch.shelf.removed or batch.versions_before.keys() & set(batch.shelf.numbers.values()):
        for table in _BY_REPORT:
            connection.execute(
                f"DELETE FROM {table} WHERE report_id IN (SELECT report_id FROM batch_replaced)"
            )
    for table in ("audit.content", "audit.problem") if batch.first_reads else ():
        connection.execute(
            f"DELETE FROM {table} WHERE sha256 IN "
            "(SELECT sha256 FROM batch_package WHERE is_written)"
        )
    connection.execute(
        "DELETE FROM audit.source_file WHERE (run_id, path, sha256) IN "
        "(SELECT (seen_in_run_id, path, sha256) FROM batch_package)"
    )
    add_agencies(connection, batch.agencies.added)
    for sql in _inserts():
        connection.execute(sql)
    connection.execute(
        "UPDATE dim_report "
        "SET superseded_by = m.superseded_by, is_current = m.superseded_by IS NULL "
        "FROM batch_moved m WHERE dim_report.report_id = m.report_id "
        "AND dim_report.superseded_by IS DISTINCT FROM m.superseded_by"
    )
    touched = {agency_id for agency_id, _, _ in batch.shelf.touched}
    refresh_names(connection, touched | {agency_id for agency_id, _ in batch.agencies.added})


def _counts(connection: duckdb.DuckDBPyConnection, fates: list[Fate]) -> LoadCounts:
    """What became of the batch."""
    tables = ("fact_request", "fact_proactive", "fact_dispute", "fact_narrative")
    facts = " + ".join(
        f"(SELECT count(*) FROM {table} WHERE report_id IN (SELECT report_id FROM batch_report))"
        for table in tables
    )
    rows = connection.execute(
        f"SELECT (SELECT count(*) FROM batch_report), {facts}, (SELECT count(*) FROM frame_problem)"
    ).fetchall()
    by_status = {status: sum(fate.status == status for fate in fates) for status in _FATES}
    return LoadCounts(*by_status.values(), *rows[0])


_FATES = ("loaded", "duplicate", "rejected")
