"""What can go wrong with a warehouse file, each error saying what a person can do about it.

WarehouseError
├── WarehouseMissing   there is no such file yet
├── WarehouseBusy      somebody else holds it
├── QueryError         the SQL cannot be run
└── LoadError          a batch breaks the contract of its tables; nothing of it was loaded
"""

from __future__ import annotations

from pathlib import Path


class WarehouseError(Exception):
    """Any failure of this layer that a caller can report to a person."""


class WarehouseMissing(WarehouseError):
    """There is no warehouse file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"no warehouse at {path}; make one with: ogi ingest FOLDER")
        self.path = path


class WarehouseBusy(WarehouseError):
    """Another process holds the warehouse; `holder` says who, as far as it is known."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(
            f"{path} is in use by {holder}; wait until it ends, or close it "
            "(to look at a warehouse, open it read-only: duckdb -readonly)"
        )
        self.path = path
        self.holder = holder


class QueryError(WarehouseError):
    """The database refuses a query; the message is its own."""


class LoadError(WarehouseError):
    """A batch breaks the contract of its tables. It was rolled back and the build is as before."""
