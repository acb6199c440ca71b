"""Put a finished build file in the place of the published one, in one step."""

from __future__ import annotations

import os
from pathlib import Path

from warehouse.storage import ensure_free, write_ahead_log


def publish_file(build: Path, published: Path) -> None:
    """Rename a checkpointed and closed build file over the published one.

    Whoever has the old file open keeps reading it. A write-ahead log left beside the old file by a
    writer that was killed went into the build when it was copied; beside the new file it would be
    foreign and make it unreadable.
    """
    ensure_free(published)
    _flush(build)
    write_ahead_log(published).unlink(missing_ok=True)
    build.replace(published)
    if os.name == "posix":  # Windows has no way to flush a folder
        _flush(published.parent)


def _flush(path: Path) -> None:
    """Make the operating system write what it holds back, so that a power cut loses nothing."""
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
