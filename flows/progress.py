"""How far a run is: a live bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from flows.summary import of_rate

SECONDS_BETWEEN_LINES = 10.0


class Progress(Protocol):
    """What a run tells about itself while it goes. Callable from any thread."""

    def stage(self, text: str) -> None:
        """Names what is being done now."""

    def expect(self, documents: int) -> None:
        """Says how many documents there are to read."""

    def advance(self, documents: int = 1) -> None:
        """Counts documents that are read."""

    def report(self, problems: int, rejected: int) -> None:
        """Tells the problems and rejected files met so far."""

    def __enter__(self) -> Progress: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class LiveBar:
    """A bar with documents, rate, remaining time and problems, redrawn in place."""

    def __init__(self, console: Console) -> None:
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description:<22}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]:>6} docs/s"),
            TextColumn("{task.fields[problems]}"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            refresh_per_second=4,
        )
        self._started = time.monotonic()
        self._done = 0
        self._task = self._bar.add_task("starting", total=None, rate="", problems="")

    def stage(self, text: str) -> None:
        self._bar.update(self._task, description=text)

    def expect(self, documents: int) -> None:
        self._started = time.monotonic()
        self._bar.update(self._task, total=documents, description="reading documents")

    def advance(self, documents: int = 1) -> None:
        self._done += documents
        rate = self._done / max(time.monotonic() - self._started, 0.1)
        self._bar.update(self._task, advance=documents, rate=of_rate(rate))

    def report(self, problems: int, rejected: int) -> None:
        self._bar.update(self._task, problems=f"{problems} problems, {rejected} rejected")

    def __enter__(self) -> LiveBar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


class PlainLines:
    """One line per stage, and one every ten seconds while documents are read."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._total = self._done = self._problems = self._rejected = 0
        self._started = self._told = time.monotonic()

    def stage(self, text: str) -> None:
        self._console.print(text, highlight=False)

    def expect(self, documents: int) -> None:
        self._total, self._started = documents, time.monotonic()
        self.stage(f"reading {documents} documents")

    def advance(self, documents: int = 1) -> None:
        self._done += documents
        if time.monotonic() - self._told > SECONDS_BETWEEN_LINES:
            self._told = time.monotonic()
            rate = self._done / max(self._told - self._started, 0.1)
            self.stage(
                f"{self._done} of {self._total} documents, {of_rate(rate)}/s, "
                f"{self._problems} problems, {self._rejected} rejected"
            )

    def report(self, problems: int, rejected: int) -> None:
        self._problems, self._rejected = problems, rejected

    def __enter__(self) -> PlainLines:
        return self

    def __exit__(self, *_: object) -> None:
        return


def progress_on(console: Console) -> Progress:
    """The bar where it can be drawn, lines where not."""
    return LiveBar(console) if console.is_terminal else PlainLines(console)
