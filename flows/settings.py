"""Everything a run can be told, as one frozen object. The only reader of the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Engine = Literal["prefect", "plain"]
Runner = Literal["process", "dask"]

MEBIBYTE = 1024 * 1024


def usable_cores() -> int:
    """Cores this process may use, which on shared machines is fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def configured_prefect_api() -> str | None:
    """Address of the Prefect server the user runs, from PREFECT_API_URL; None if there is none."""
    return os.environ.get("PREFECT_API_URL") or None


@dataclass(frozen=True, slots=True)
class Settings:
    """What shapes a run. The limits guard one document; all sizes are bytes, all times seconds."""

    warehouse: Path = Path("ogi.duckdb")
    workers: int = field(default_factory=usable_cores)
    engine: Engine = "prefect"
    document_seconds: float = 60.0
    worker_memory: int = 2048 * MEBIBYTE
    documents_per_worker: int = 500
    file_size: int = 50 * MEBIBYTE
    pages: int = 200
    batch_documents: int = 200
    fail_above: float = 0.1
    register: Path | None = None
    stated: Path | None = None
    prefect_api: str | None = field(default_factory=configured_prefect_api)
    runner: Runner = "process"
    address: str | None = None
    wait: float = 0.0
    on_end: str | None = None
    webhook: str | None = None
    log: Path | None = None

    @property
    def corrections(self) -> Path:
        """Folder of the register of corrections: `corrections` beside the warehouse unless named."""
        return self.register or self.warehouse.with_name("corrections")

    @property
    def reference(self) -> Path:
        """Folder of what a person states: `reference` beside the warehouse unless named."""
        return self.stated or self.warehouse.with_name("reference")

    @property
    def work(self) -> Path:
        """Folder beside the warehouse: what was extracted, Prefect's history, the last summary."""
        return self.warehouse.with_name(self.warehouse.name + ".work")
