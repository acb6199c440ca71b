"""Build a warehouse aside and publish it whole: the one writer of the DuckDB file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from extract.model import SourceFile
from transform.reference import Reference
from transform.register import Entry
from warehouse.checks import are_due, run_checks
from warehouse.corrections import record_strays
from warehouse.counts import LoadCounts
from warehouse.derived import fill, remember
from warehouse.known_contents import KnownContents
from warehouse.load import load_batch
from warehouse.lock import BuildLock, Patience
from warehouse.missing import forget_found, note_missing
from warehouse.part import take_part
from warehouse.prepare import build_path, discard, prepare_build
from warehouse.publish import publish_file
from warehouse.reference import record_reference
from warehouse.run_record import end_run, start_run, utc
from warehouse.seen import record_files
from warehouse.staging import Frames
from warehouse.versions import IsCurrent, Place


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
    raises WarehouseBusy when another run builds or a program has the file open for writing, and still does
    after `wait` seconds; `on_wait` is told once who it is.
    `is_current` says of ingredients on record whether they are those of today.
    """

    def __init__(
        self,
        path: Path,
        run: RunInfo,
        wait: float = 0.0,
        on_wait: Callable[[str], None] = lambda holder: None,
        is_current: IsCurrent = lambda ingredients: False,
    ) -> None:
        self.path = path
        self.run = run
        self._is_current = is_current
        self._patience = Patience(wait, on_wait)
        self._lock = BuildLock(path)
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._is_changed = False
        self._is_restated = False
        self._touched: set[Place] = set()
        self._known: KnownContents | None = None

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        run = self.run
        self._patience.attempt(self._lock.acquire)
        try:
            self._connection = self._patience.attempt(lambda: prepare_build(self.path))
            start_run(self._connection, run.run_id, run.started_at, run.version, run.arguments)
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

    def load(self, frames: Frames) -> LoadCounts:
        """Load one batch in one transaction.

        After an exception nothing of the batch is loaded and the build can be used further.
        """
        self._is_changed = True
        if (
            self._known is None
        ):  # apart from the batch: what is remembered must outlive one that fails
            with self._transaction() as connection:
                remember(connection)
                self._known = KnownContents(connection)
        with self._transaction() as connection:
            loaded = load_batch(
                connection,
                frames,
                self._known,
                self.run.run_id,
                utc(datetime.now(UTC)),
                self._is_current,
            )
        self._touched |= loaded.touched
        return loaded.counts

    def record_seen(self, sources: Sequence[SourceFile]) -> None:
        """Write down files that are not read because their content is known (see `known`).

        At the path its content was read from a file is `unchanged`, elsewhere a `duplicate`.
        Call it after the first file with the same bytes was loaded.
        """
        if sources:
            with self._transaction() as connection:
                record_files(connection, sources, self.run.run_id)

    def record_missing(self, scanned: Sequence[str]) -> int:
        """Note files that are gone from these folders (absolute, as `SourceFile.root`); gives the new ones.

        Call it after all files of the run are loaded or recorded as seen, and only for folders that were gone
        through completely. A file noted stays in audit.missing_file until a run sees it again.
        """
        with self._transaction() as connection:
            return note_missing(connection, scanned, self.run.run_id)

    def record_corrections(self, entries: Sequence[Entry]) -> None:
        """Write down the entries of the register whose document is not in the warehouse."""
        with self._transaction() as connection:
            record_strays(connection, entries, self.run.run_id)

    def record_reference(self, reference: Reference) -> None:
        """Write down what a person states of expected reports and residents."""
        with self._transaction() as connection:
            self._is_restated |= record_reference(connection, reference)
            self._is_changed |= self._is_restated

    def publish(self) -> None:
        """Finish the run and put the file in place; afterwards the build is over."""
        connection = self._open()
        with self._transaction():
            self._conclude(connection)
            forget_found(connection, self.run.run_id)
        end_run(connection, self.run.run_id)
        connection.execute("CHECKPOINT")
        connection.close()
        self._connection = None
        publish_file(build_path(self.path), self.path)

    def _conclude(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Check and derive anew what the run can have changed, and no more."""
        is_due = are_due(connection)
        if not (self._is_changed or is_due):
            return
        connection.execute("RESET threads")  # every core: nothing is read any more
        is_part = not (is_due or self._is_restated) and take_part(connection, self._touched)
        run_checks(connection, is_part)
        fill(connection, is_part)

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

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        discard(build_path(self.path))
        self._lock.release()
