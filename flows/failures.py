"""Failures a person can mend; the message says how. The command line prints it and ends with 2.

UserError
├── NoSuchPath        a folder or file that was named does not exist
├── WorkersUnusable   worker processes die before they read anything
└── ServerFailed      Prefect's server does not come up
"""

from __future__ import annotations

from pathlib import Path


class UserError(Exception):
    """Wrong use or a broken environment."""


class NoSuchPath(UserError):
    """A folder or file that was named does not exist."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} does not exist; name a folder of reports, or a file")
        self.path = path


class WorkersUnusable(UserError):
    """Worker processes die before they read anything."""

    def __init__(self) -> None:
        super().__init__(
            "worker processes end before they read a document: "
            "the message above says why; if there is none, memory may be short (try --workers 1)"
        )


class ServerFailed(UserError):
    """Prefect's private server does not come up."""

    def __init__(self, log: Path) -> None:
        super().__init__(
            f"Prefect's server did not start, see {log}; to run without it: --engine plain"
        )
        self.log = log


def require(paths: list[Path]) -> list[Path]:
    """The paths, if all of them exist."""
    for path in paths:
        if not path.exists():
            raise NoSuchPath(path)
    return paths
