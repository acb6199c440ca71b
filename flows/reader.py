"""Documents in, packages out, read by guarded workers ahead of whoever asks for them.

Workers put packages into the store; a document that was lost with its worker gets a package that
says so. Packages of an earlier run that was killed are found in the store and not read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal

from extract.discover import Found
from extract.model import Reason, Rejection, SourceFile
from extract.optional import OCR, available
from flows.plan import Planned, under_limits
from flows.pool import Guard, Lost, ReadAhead, WorkerPool
from flows.settings import MEBIBYTE, Settings
from flows.store import Store
from flows.worker import PRELOAD, read_into_store, start
from transform.model import LoadPackage

ReadIntoStore = Callable[..., None]

_REASONS: dict[Literal["timeout", "crash", "memory", "error"], tuple[Reason, str]] = {
    "timeout": ("timeout", "if the file is sound, allow more with --timeout"),
    "crash": ("corrupt", "the file is probably damaged: open it in a viewer, download it again"),
    "memory": ("too_large", "the file is too large or damaged: split it or download it again"),
    "error": ("unreadable", "a mistake in ogi: please report it with this file"),
}

FOR_SCANS = 4
"""How many times the seconds of a document are allowed where scans are read: a page takes four."""
OF_MODELS = 1024 * MEBIBYTE
"""Address space of the models that recognise text and of what they work with."""


def guard(settings: Settings) -> Guard:
    """The limits of workers that read documents."""
    scans = OCR in available()
    return Guard(
        workers=settings.workers,
        seconds=settings.document_seconds * (FOR_SCANS if scans else 1),
        items_per_worker=settings.documents_per_worker,
        start=start,
        start_args=(settings.worker_memory + (OF_MODELS if scans else 0),),
        preload=PRELOAD,
    )


class DocumentReader:
    """Reads the planned documents in the order of the plan, up to `window` of them ahead."""

    def __init__(
        self,
        settings: Settings,
        ingredients: str,
        pool: WorkerPool,
        read: ReadIntoStore = read_into_store,
    ) -> None:
        self._settings, self.ingredients, self._pool = settings, ingredients, pool
        self.store = Store(settings.work / "store", ingredients)
        self._read = partial(
            read, settings=settings, folder=self.store.folder, ingredients=ingredients
        )
        self._lost: dict[str, LoadPackage] = {}
        self._results: Iterator[tuple[Found, object | Lost]] = iter(())
        self._ahead: set[str] = set()

    @property
    def window(self) -> int:
        """Documents handed ahead: enough to work on until Prefect's server is up."""
        return max(1000, 400 * self._settings.workers)

    def start(self, plan: Iterable[Planned], on_done: Callable[[], None]) -> int:
        """Begins to read; returns how many documents need no reading because the store has them."""
        wanted = [planned.found for planned in plan if planned.action == "read"]
        missing = [found for found in wanted if not self.store.has(found.source.sha256)]
        self._ahead = {found.source.sha256 for found in missing}
        self._results = iter(ReadAhead(self._pool, self._read, missing, self.window, on_done))
        return len(wanted) - len(missing)

    def finish(self, planned: Planned) -> None:
        """Returns when this document is read, and with it all before it. Twice is harmless."""
        sha256 = planned.found.source.sha256
        while planned.action == "read" and sha256 in self._ahead:
            found, result = next(self._results)
            self._ahead.discard(found.source.sha256)
            self._note(found, result)

    def package(self, planned: Planned) -> LoadPackage:
        """The package of a document that was finished."""
        found = planned.found
        if planned.action == "reject" and found.rejection:
            return rejected(found.source, found.rejection, self.ingredients)
        package = self._kept(found)
        if package is None:  # the store has lost it: once more, on its own
            for _, result in ReadAhead(self._pool, self._read, [found], 1):
                self._note(found, result)
            package = self._kept(found)
        if package is None:
            raise OSError(f"cannot keep what was read under {self.store.folder}: is the disk full?")
        return package

    def _kept(self, found: Found) -> LoadPackage | None:
        return self._lost.get(found.source.sha256) or self.store.get(found.source)

    def _note(self, found: Found, result: object | Lost) -> None:
        if isinstance(result, Lost):
            reason, advice = _REASONS[result.how]
            rejection = Rejection(reason, f"{result.detail}; {advice}")
            ingredients = under_limits(self.ingredients, self._settings)
            self._lost[found.source.sha256] = rejected(found.source, rejection, ingredients)


def rejected(source: SourceFile, rejection: Rejection, ingredients: str) -> LoadPackage:
    """The package of a file that has no report to give."""
    return LoadPackage(
        source=source,
        status="rejected",
        reason=rejection.reason,
        detail=rejection.detail,
        reports=(),
        problems=(),
        ingredients=ingredients,
        seconds=0.0,
    )
