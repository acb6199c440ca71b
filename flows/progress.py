"""What a run tells whoever watches it. `flows/watch.py` watches; `Unwatched` listens to nobody."""

from __future__ import annotations

import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from flows.summary import Summary

STARTING = "starting"
WAITING = "waiting for the warehouse"
LOOKING = "looking for files"
READING = "reading"
LOADING = "loading"
PUBLISHING = "publishing"
STARTING_PREFECT = "waiting for Prefect's server"


class Progress(Protocol):
    """What a run tells about itself while it goes. Callable from any thread."""

    @property
    def run_id(self) -> str:
        """Name of the run; it sorts by time and is unique: `20261122T174500-3f9a`."""

    def begin(self) -> None:
        """Says that the run holds the warehouse: from now on it is the run of this warehouse."""

    def stage(self, text: str) -> None:
        """Names what is being done now; one of the words above, or others."""

    def found(self, files: int = 1) -> None:
        """Counts files met, whatever will be done with them."""

    def expect(self, documents: int, *, growing: bool = False) -> None:
        """Says how many documents there are in all; while it is `growing`, how many so far."""

    def advance(self, documents: int = 1, *, read: bool = True) -> None:
        """Counts documents that are done; `read=False` for those that took no reading."""

    def waiting(self, path: str) -> None:
        """Names the document whose reading is awaited now."""

    def report(self, problems: int, rejected: int) -> None:
        """Tells the problems and rejected files met so far."""

    def event(self, name: str, **facts: object) -> None:
        """Something worth writing down; its name and facts are those of `flows/run_events.yml`."""

    def end(self, summary: Summary) -> None:
        """Says that everything is done and published."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Unwatched:
    """Progress that nobody watches."""

    def __init__(self) -> None:
        self.run_id = new_run_id()

    def begin(self) -> None: ...

    def stage(self, text: str) -> None: ...

    def found(self, files: int = 1) -> None: ...

    def expect(self, documents: int, *, growing: bool = False) -> None: ...

    def advance(self, documents: int = 1, *, read: bool = True) -> None: ...

    def waiting(self, path: str) -> None: ...

    def report(self, problems: int, rejected: int) -> None: ...

    def event(self, name: str, **facts: object) -> None: ...

    def end(self, summary: Summary) -> None: ...

    def __enter__(self) -> Unwatched:
        return self

    def __exit__(self, *_: object) -> None: ...


@dataclass(slots=True)
class Stopwatch:
    """Seconds that a stage took; 0 until it is over."""

    seconds: float = 0.0


@contextmanager
def staged(
    progress: Progress, seconds: MutableMapping[str, float], stage: str
) -> Iterator[Stopwatch]:
    """Names a stage to whoever watches and adds its time to `seconds`. Stages hold no others."""
    progress.stage(stage)
    watch, started = Stopwatch(), time.monotonic()
    try:
        yield watch
    finally:
        watch.seconds = round(time.monotonic() - started, 3)
        seconds[stage] = seconds.get(stage, 0.0) + watch.seconds


def new_run_id() -> str:
    """A name that sorts by time and is unique: `20261122T174500-3f9a`."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{token_hex(2)}"
