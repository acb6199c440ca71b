"""`ogi ingest` in a process of its own, with every sign of progress written down with its time.

    python -m tests.fuzz.watched SIGNS ingest FOLDER --engine plain ...

It is the real command; only its progress bar is another one.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from types import TracebackType

import flows.progress
from flows.cli import main
from flows.progress import Progress


class Signs:
    """A progress bar that writes one line a sign: seconds of a clock, what, how many."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", buffering=1)
        self._sign("start")

    def stage(self, text: str) -> None:
        self._sign(text)

    def expect(self, documents: int) -> None:
        self._sign("expect", documents)

    def advance(self, documents: int = 1) -> None:
        self._sign("read", documents)

    def report(self, problems: int, rejected: int) -> None:
        self._sign("loaded")

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

    def signs_on(console: object) -> Progress:
        return Signs(path)

    flows.progress.progress_on = signs_on


if __name__ == "__main__":
    watch(Path(sys.argv.pop(1)))
    main()
