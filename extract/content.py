"""The bytes of a file, or why there are none."""

from __future__ import annotations

from pathlib import Path

from extract.model import Rejection


def read_content(path: Path) -> bytes | Rejection:
    """All bytes of the file at `path`; discovery has already bounded its size."""
    try:
        return path.read_bytes()
    except OSError as error:
        return Rejection("unreadable", f"{error.strerror or error}: check the file's permissions")
