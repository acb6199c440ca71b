"""`ogi ingest` in a process of its own, with every sign of progress written down with its time.

    python -m tests.fuzz.watched SIGNS ingest FOLDER --engine plain ...

It is the real command; only who watches it is another one.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from types import TracebackType

import flows.progress
import flows.watch
from flows.cli import main
from flows.progress import Progress, Unwatched
from flows.settings import Settings
from flows.summary import Summary


class Signs(Unwatched):
    """A watch that writes one line a sign: seconds of a clock, what, how many."""

    def __init__(self, path: Path, settings: Settings) -> None:
        super().__init__()
        self.exit_status = 2
        self._settings = settings
        self._file = path.open("w", encoding="utf-8", buffering=1)
        self._sign("start")

    def stage(self, text: str) -> None:
        self._sign(text)

    def expect(self, documents: int, *, growing: bool = False) -> None:
        self._sign("expect", documents)

    def advance(self, documents: int = 1, *, read: bool = True) -> None:
        self._sign("read", documents)

    def report(self, problems: int, rejected: int) -> None:
        self._sign("loaded")

    def end(self, summary: Summary) -> None:
        self.exit_status = int(summary.failed_share > self._settings.fail_above)

    def __enter__(self) -> Signs:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._sign("end")
        self._file.close()

    def _sign(self, what: str, count: int = 0) -> None:
        self._file.write(json.dumps([round(time.monotonic(), 3), what, count]) + "\n")


def watch(path: Path) -> None:
    """The command's progress goes to the file at `path`."""

    def signs_of(settings: Settings, *_: object) -> Progress:
        return Signs(path, settings)

    flows.watch.watching = signs_of


if __name__ == "__main__":
    watch(Path(sys.argv.pop(1)))
    main()
