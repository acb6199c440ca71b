"""Documents in, packages out, read by guarded workers ahead of whoever asks for them.

Workers put packages into the store; a document that was lost with its worker gets a package that
says so. Packages of an earlier run that was killed are found in the store and not read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Literal

from extract.discover import Found
from extract.model import Reason, Rejection, SourceFile
from extract.optional import OCR, available
from flows.ingredients import Recipe
from flows.plan import Planned, under_limits
from flows.pool import Guard, Lost
from flows.progress import Progress, Unwatched
from flows.read_ahead import Handed, Pool, ReadAhead
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
    """Reads planned documents up to `window` of them ahead of whoever takes their packages."""

    def __init__(
        self,
        settings: Settings,
        recipe: Recipe,
        pool: Pool,
        read: ReadIntoStore = read_into_store,
        progress: Progress | None = None,
    ) -> None:
        self._settings, self.recipe, self._pool = settings, recipe, pool
        self.store = Store(settings.work / "store", recipe.whole)
        self.resumed = 0
        function = partial(
            read, settings=settings, folder=self.store.folder, ingredients=recipe.whole
        )
        self._progress = progress or Unwatched()
        # work until Prefect's server is up; of a cluster it is not known how large it is
        window = 10_000 if settings.runner == "dask" else max(1000, 400 * settings.workers)
        self._ahead: ReadAhead[Found] = ReadAhead(pool, function, window, self._progress.advance)
        self._handed: dict[str, Handed[Found]] = {}
        self._lost: dict[str, LoadPackage] = {}

    def begin(self, planned: Planned) -> None:
        """Begins to read a document, unless an earlier run has read it; waits where too many wait."""
        found = planned.found
        if planned.action != "read":
            self._progress.advance(read=False)
        elif self.store.has(found.source.sha256):
            self.resumed += 1
            self._progress.advance(read=False)
        else:
            if not self._handed:
                self._pool.warm_up()
            self._handed[found.source.sha256] = self._ahead.hand_over(found)

    def stop(self) -> None:
        """Begins nothing further."""
        self._ahead.give_up()

    def finish(self, planned: Planned) -> None:
        """Returns when this document is read. Twice is harmless."""
        handed = self._handed.get(planned.found.source.sha256)
        if handed is not None:
            self._note(planned.found, self._ahead.outcome(handed))

    def package(self, planned: Planned) -> LoadPackage:
        """The package of a document that was finished."""
        found = planned.found
        if planned.action == "reject" and found.rejection:
            return rejected(found.source, found.rejection, self.recipe.of(found.source.kind))
        package = self._kept(found)
        if package is None:  # the store has lost it: once more, on its own
            self._note(found, self._ahead.outcome(self._ahead.hand_over(found)))
            package = self._kept(found)
        if package is None:
            raise OSError(f"cannot keep what was read under {self.store.folder}: is the disk full?")
        return package

    def is_lost(self, source: SourceFile) -> bool:
        """Whether the document was lost with its worker."""
        return source.sha256 in self._lost

    def forget(self, documents: Iterable[Planned]) -> None:
        """Lets go of documents that are loaded."""
        for planned in documents:
            self._handed.pop(planned.found.source.sha256, None)
            self._lost.pop(planned.found.source.sha256, None)

    def _kept(self, found: Found) -> LoadPackage | None:
        if lost := self._lost.get(found.source.sha256):
            return lost
        package = self.store.get(found.source)
        if package is None:
            return None
        ingredients = self.recipe.of(found.source.kind, package.consulted)
        return replace(package, ingredients=ingredients)

    def _note(self, found: Found, result: object | Lost) -> None:
        if isinstance(result, Lost):
            reason, advice = _REASONS[result.how]
            rejection = Rejection(reason, f"{result.detail}; {advice}")
            ingredients = under_limits(self.recipe.of(found.source.kind), self._settings)
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
