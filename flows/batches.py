"""The work of a run in batches: plain methods that anybody may schedule.

Prefect wraps them as tasks, `--engine plain` calls them one after the other. Batches are loaded in
the order of the plan, so that the result does not depend on timing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from extract.model import Rejection, SourceFile
from flows.feed import Feed
from flows.plan import NOTHING_DECLARED, Planned, with_corrections
from flows.progress import LOADING, PUBLISHING, READING, Progress, staged
from flows.reader import DocumentReader, rejected
from flows.summary import Summary
from transform.corrections import correct_package
from transform.form_file import load_forms
from transform.model import LoadPackage
from transform.reference import Reference
from transform.register import Entry, Register
from warehouse.counts import LoadCounts
from warehouse.errors import LoadError

ToFrames = Callable[[Sequence[LoadPackage]], Mapping[str, Any]]


class Build(Protocol):
    """What a run asks of the warehouse; `warehouse.build.WarehouseBuild` is one."""

    def load(self, frames: Mapping[str, Any]) -> LoadCounts:
        """Loads a batch: all of it, or nothing and an error."""

    def record_seen(self, sources: Sequence[SourceFile]) -> None:
        """Writes down files that need not be read."""

    def record_corrections(self, entries: Sequence[Entry]) -> None:
        """Writes down entries of the register whose document is not in the warehouse."""

    def record_reference(self, reference: Reference) -> None:
        """Writes down what a person states of expected reports and residents."""

    def record_missing(self, scanned: Sequence[str]) -> int:
        """Writes down files that are not in these folders any more; returns how many are new to it."""

    def publish(self) -> object:
        """Puts the new warehouse in place of the old one."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that are loaded together. Numbers count from 1."""

    number: int
    documents: tuple[Planned, ...]

    def __str__(self) -> str:
        return f"batch {self.number} ({len(self.documents)} documents)"


@dataclass(slots=True)
class Job:
    """A run: files as they are decided about, and what is needed to read and load them."""

    feed: Feed
    reader: DocumentReader
    build: Build
    to_frames: ToFrames
    summary: Summary
    progress: Progress
    register: Register = NOTHING_DECLARED
    reference: Reference = field(default_factory=Reference)
    scanned: Sequence[str] = ()
    """Folders, absolute, of which every file was met."""
    started: float = field(default_factory=time.monotonic)

    def batches(self) -> Iterator[Batch]:
        """The documents to load, in the order of the plan, as discovery comes upon them."""
        numbers = count(1)
        for documents in self.feed:
            yield Batch(next(numbers), tuple(documents))

    def carry_out(self, batch: Batch) -> int:
        """Reads and loads a batch; returns its number of reports. Harmless to do again after an error."""
        with staged(self.progress, self.summary.stages, READING) as waiting:
            for planned in batch.documents:
                self.progress.waiting(planned.path)
                self.reader.finish(planned)
        with staged(self.progress, self.summary.stages, LOADING) as loading:
            packages = [self._corrected(self.reader.package(each)) for each in batch.documents]
            self._load(packages)
        self.reader.forget(batch.documents)
        self._tell(batch, packages, waiting.seconds, loading.seconds)
        return sum(len(package.reports) for package in packages)

    def _tell(
        self, batch: Batch, packages: Sequence[LoadPackage], waiting: float, loading: float
    ) -> None:
        """Says what a batch brought."""
        rejected = [package for package in packages if package.reason]
        for package in rejected:
            how = "document_lost" if self.reader.is_lost(package.source) else "document_rejected"
            self.progress.event(
                how, path=package.source.path, reason=package.reason, detail=package.detail
            )
        reports = [report for package in packages for report in package.reports]
        problems = [each.problems for each in packages] + [each.problems for each in reports]
        self.progress.event(
            "batch_loaded",
            batch=batch.number,
            documents=len(packages),
            reports=len(reports),
            rejected=len(rejected),
            problems=sum(map(len, problems)),
            reading=round(sum(package.seconds for package in packages), 3),
            waiting=waiting,
            loading=loading,
        )
        self.progress.report(self.summary.problems, self.summary.files["rejected"])

    def _corrected(self, package: LoadPackage) -> LoadPackage:
        """The package as read, with what the register says about it."""
        entries = self.register.of(package.source.sha256)
        if not entries:
            return package
        ingredients = with_corrections(package.ingredients, entries)
        corrected = correct_package(package, entries, load_forms())
        return replace(corrected, ingredients=ingredients)

    def _load(self, packages: Sequence[LoadPackage]) -> None:
        """Loads packages together; where the warehouse refuses, halves lead to the one to blame."""
        try:
            counts = self.build.load(self.to_frames(packages))
        except LoadError as error:
            if len(packages) > 1:
                middle = len(packages) // 2
                self._load(packages[:middle])
                self._load(packages[middle:])
                return
            packages = [refused(packages[0], str(error))]
            counts = self.build.load(self.to_frames(packages))
        self.summary.add_batch(packages, counts)

    def publish(self) -> None:
        """Writes down what was not read and puts the new warehouse in place."""
        untouched = self.feed.untouched
        self.summary.resumed = self.reader.resumed
        self.summary.files.update(planned.action for planned in untouched)
        with staged(self.progress, self.summary.stages, PUBLISHING) as publishing:
            self.build.record_seen([planned.found.source for planned in untouched])
            self.build.record_corrections(self.register.entries)
            self.build.record_reference(self.reference)
            self.summary.missing = self.build.record_missing(self.scanned)
            self.build.publish()
        self.summary.seconds = time.monotonic() - self.started
        self.progress.event(
            "run_published", bytes=size_of(self.summary.warehouse), seconds=publishing.seconds
        )


def size_of(path: str) -> int:
    """Bytes of a file; 0 for one that is not there."""
    return Path(path).stat().st_size if Path(path).exists() else 0


def refused(package: LoadPackage, why: str) -> LoadPackage:
    """What is loaded instead of a package that breaks the contract of the warehouse."""
    detail = f"the warehouse refuses it, a mistake in ogi, please report it: {why}"
    return rejected(package.source, Rejection("unreadable", detail), package.ingredients)


def run_plain(job: Job) -> None:
    """Carries out a job without Prefect."""
    for batch in job.batches():
        job.carry_out(batch)
    job.publish()
