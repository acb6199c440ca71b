"""Failures a person can mend; the message says how. The command line prints it and ends with 2.

UserError
├── NoSuchPath        a folder or file that was named does not exist
├── WorkersUnusable   worker processes die before they read anything
├── ServerFailed      Prefect's server does not come up
└── ClusterUnusable   documents cannot be read on the Dask cluster
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


class ClusterUnusable(UserError):
    """Documents cannot be read on the Dask cluster. What was read is kept; the next run continues."""

    @classmethod
    def no_scheduler(cls, address: str, error: Exception) -> ClusterUnusable:
        """Nobody answers at the address."""
        return cls(
            f"no Dask scheduler answers at {address} ({first_line(error)}); start one with "
            "`dask scheduler` and name the address it prints with --address"
        )

    @classmethod
    def foreign_scheduler(cls, address: str) -> ClusterUnusable:
        """The scheduler cannot unpack what it is given."""
        return cls(
            f"the Dask scheduler at {address} cannot import ogi: start it from the environment "
            "that ogi runs in, like the workers"
        )

    @classmethod
    def no_certificates(cls, address: str) -> ClusterUnusable:
        """The address asks for TLS, and Dask is told of no certificates here."""
        return cls(
            f"{address} needs certificates: tell Dask of them here as on the machines of the cluster "
            "(docs/cluster.md, TLS)"
        )

    @classmethod
    def scheduler_lost(cls, address: str, error: Exception) -> ClusterUnusable:
        """The scheduler went away during the run."""
        return cls(
            f"the Dask scheduler at {address} is gone ({first_line(error)}); what was read is kept: "
            "start scheduler and workers again, the same command continues"
        )

    @classmethod
    def no_workers(cls, address: str, seconds: float, why: str) -> ClusterUnusable:
        """Nobody is there to read."""
        return cls(
            f"no usable Dask worker at {address} for {seconds:.0f} s{why}; start one on each machine "
            f"with `dask worker {address}`, the same command continues"
        )


def first_line(error: Exception) -> str:
    """What an error says, in one line."""
    return (str(error) or type(error).__name__).splitlines()[0]


def require(paths: list[Path]) -> list[Path]:
    """The paths, if all of them exist."""
    for path in paths:
        if not path.exists():
            raise NoSuchPath(path)
    return paths
