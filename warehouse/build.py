"""Build a warehouse aside and publish it whole: the one writer of the DuckDB file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pandas as pd

from extract.model import SourceFile
from transform.reference import Reference
from transform.register import Entry
from warehouse.checks import are_due, run_checks
from warehouse.corrections import record_strays
from warehouse.counts import LoadCounts
from warehouse.derived import fill
from warehouse.load import load_batch
from warehouse.lock import BuildLock
from warehouse.prepare import build_path, discard, prepare_build
from warehouse.publish import publish_file
from warehouse.reference import record_reference
from warehouse.seen import record_files


@dataclass(frozen=True, slots=True)
class RunInfo:
    """A run as the warehouse remembers it; `started_at` without a time zone is taken as UTC."""

    run_id: str
    started_at: datetime
    version: str
    arguments: str = ""


class WarehouseBuild:
    """A build of the warehouse at `path`, to be used in a `with` block.

    It starts from what is published. Nothing is published unless `publish` is called; a build that
    ends without it, by an exception or by a kill, leaves the published file as it was. Entering
    raises WarehouseBusy when another run builds or a program has the file open for writing.
    """

    def __init__(self, path: Path, run: RunInfo) -> None:
        self.path = path
        self.run = run
        self._lock = BuildLock(path)
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._is_changed = False

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._lock.acquire()
        try:
            self._connection = prepare_build(self.path)
            self._start_run()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def known(self) -> dict[str, str]:
        """Ingredients by sha256 of every content that was read, whatever came of it.

        A file whose ingredients are still the same need not be read again: `record_seen` it.
        """
        rows = self._open().execute("SELECT sha256, ingredients FROM audit.content").fetchall()
        return dict(rows)

    def load(self, frames: Mapping[str, pd.DataFrame]) -> LoadCounts:
        """Load one batch in one transaction.

        After an exception nothing of the batch is loaded and the build can be used further.
        """
        self._is_changed = True
        with self._transaction() as connection:
            return load_batch(connection, frames, self.run.run_id, _utc(datetime.now(UTC)))

    def record_seen(self, sources: Sequence[SourceFile]) -> None:
        """Write down files that are not read because their content is known (see `known`).

        At the path its content was read from a file is `unchanged`, elsewhere a `duplicate`.
        Call it after the first file with the same bytes was loaded.
        """
        if sources:
            with self._transaction() as connection:
                record_files(connection, sources, self.run.run_id)

    def record_corrections(self, entries: Sequence[Entry]) -> None:
        """Write down the entries of the register whose document is not in the warehouse."""
        with self._transaction() as connection:
            record_strays(connection, entries, self.run.run_id)

    def record_reference(self, reference: Reference) -> None:
        """Write down what a person states of expected reports and residents."""
        with self._transaction() as connection:
            self._is_changed |= record_reference(connection, reference)

    def publish(self) -> None:
        """Finish the run and put the file in place; afterwards the build is over."""
        connection = self._open()
        if self._is_changed or are_due(connection):
            connection.execute("RESET threads")  # every core: nothing is read any more
            with self._transaction():
                run_checks(connection)
                fill(connection)
        connection.execute(_END_RUN, [_utc(datetime.now(UTC)), self.run.run_id])
        connection.execute("CHECKPOINT")
        connection.close()
        self._connection = None
        publish_file(build_path(self.path), self.path)

    def _open(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            raise RuntimeError("the build is not open: use it in a with block, before publish()")
        return self._connection

    @contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        connection = self._open()
        connection.begin()
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()

    def _start_run(self) -> None:
        run = self.run
        self._open().execute("DELETE FROM audit.run WHERE run_id = ?", [run.run_id])
        self._open().execute(
            "INSERT INTO audit.run (run_id, started_at, version, arguments) VALUES (?, ?, ?, ?)",
            [run.run_id, _utc(run.started_at), run.version, run.arguments],
        )

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        discard(build_path(self.path))
        self._lock.release()


_END_RUN = """
UPDATE audit.run SET ended_at = $1, files_seen = n.seen, files_loaded = n.loaded,
  files_unchanged = n.unchanged, files_duplicate = n.duplicate, files_rejected = n.rejected,
  report_count = (SELECT count(*) FROM dim_report),
  problem_count = (SELECT count(*) FROM audit.problem)
FROM (
  SELECT count(*) AS seen, count(*) FILTER (status = 'loaded') AS loaded,
         count(*) FILTER (status = 'unchanged') AS unchanged,
         count(*) FILTER (status = 'duplicate') AS duplicate,
         count(*) FILTER (status = 'rejected') AS rejected
  FROM audit.source_file WHERE run_id = $2
) n
WHERE run_id = $2
"""


def _utc(time: datetime) -> datetime:
    """The file keeps UTC without a zone: a zoned type needs more than DuckDB to be read."""
    return time if time.tzinfo is None else time.astimezone(UTC).replace(tzinfo=None)
