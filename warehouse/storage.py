"""Open the DuckDB file: for building, in the storage version others can read, and for reading."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseBusy, WarehouseError, WarehouseMissing

STORAGE_VERSION = "v1.4.0"
"""Read by DuckDB 1.4, 1.5 and 2.0; 1.4 refuses v1.5.0, and 1.x the default of 2.0 (measured)."""


def connect_build(path: Path) -> duckdb.DuckDBPyConnection:
    """A writing connection; a new file gets the storage version, an existing one keeps its own.

    One thread: batches are small, and the other cores are busy reading documents. The log may grow to that of
    some batches before it is worked in: each time costs a rewriting of the ends of all tables.
    """
    settings: dict[str, str | int] = {
        "storage_compatibility_version": STORAGE_VERSION,
        "threads": 1,
        "checkpoint_threshold": "64MB",
    }
    try:
        return duckdb.connect(path, config={**settings})
    except duckdb.Error as error:
        raise _explain(path, error) from error


def connect_reader(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to a published file."""
    if not path.exists():
        raise WarehouseMissing(path)
    try:
        return duckdb.connect(path, read_only=True)
    except duckdb.Error as error:
        raise _explain(path, error) from error


def ensure_free(path: Path) -> None:
    """Raise `WarehouseBusy` when a process has the published file open for writing.

    Such a process would lose what it writes when the file is replaced, and its write-ahead log
    would be left beside a file it does not belong to. Readers are no obstacle.
    """
    if path.exists():
        connect_reader(path).close()


def storage_version(path: Path) -> str:
    """Storage version of a file, such as `v1.4.0`."""
    with connect_reader(path) as connection:
        rows = connection.execute(
            "SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal"
        ).fetchall()
    return str(rows[0][0]).rstrip("+")


def write_ahead_log(path: Path) -> Path:
    """Where DuckDB keeps the changes of `path` that are not in it yet."""
    return path.with_name(path.name + ".wal")


def _explain(path: Path, error: duckdb.Error) -> WarehouseError:
    """DuckDB's words turned into ours: it names the program and process that hold a lock."""
    text = str(error)
    if "different configuration" in text:
        return WarehouseBusy(path, "this process, in another mode")
    if "Could not set lock" not in text:
        return WarehouseError(f"{path} cannot be opened: {text.splitlines()[0]}")
    holder = re.search(r"held in (.+?) \(PID (\d+)\)", text)
    return WarehouseBusy(path, f"{holder[1]} (PID {holder[2]})" if holder else "another process")
