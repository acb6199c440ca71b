"""What is done to a Dask cluster by items that travel through it. Imported by its workers, too."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.flows.nasty import behave


@dataclass(frozen=True, slots=True)
class Parcel:
    """An item that is about a file."""

    location: Path
    deed: str


def start() -> None:
    """Start of a process that needs nothing."""


def do(deed: str) -> str:
    """Does what a document does; `kill the worker` kills the Dask worker above this process."""
    if deed == "kill the worker":
        psutil.Process(os.getppid()).parent().kill()
        time.sleep(60)
    if deed == "say the threshold":
        return os.environ.get("MALLOC_TRIM_THRESHOLD_", "none")
    if deed == "slowly":
        time.sleep(0.2)
    return behave(deed)


def opened(parcel: Parcel) -> str:
    """What the file says, or that it is gone."""
    return parcel.location.read_text() if parcel.location.exists() else "gone"


def folder_and_process(_: str) -> tuple[str, int]:
    """Where this runs."""
    return str(Path.cwd()), os.getpid()
