"""The work of a run in batches: plain methods that anybody may schedule.

Prefect wraps them as tasks, `--engine plain` calls them one after the other. Batches are loaded in
the order of the plan, so that the result does not depend on timing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from extract.model import Rejection, SourceFile
from flows.plan import NOTHING_DECLARED, Planned, with_corrections
from flows.progress import Progress
from flows.reader import DocumentReader, rejected
from flows.settings import Settings
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

    def publish(self) -> object:
        """Puts the new warehouse in place of the old one."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that are read and loaded together. Numbers count from 1."""

    number: int
    documents: tuple[Planned, ...]

    def __str__(self) -> str:
        return f"batch {self.number} ({len(self.documents)} documents)"


def split(plan: Sequence[Planned], settings: Settings) -> list[Batch]:
    """The documents to load, in their order, in batches."""
    work = [planned for planned in plan if planned.action in ("read", "reject")]
    size = settings.batch_size(len(work))
    starts = range(0, len(work), size)
    return [
        Batch(number, tuple(work[start : start + size]))
        for number, start in enumerate(starts, start=1)
    ]


@dataclass(slots=True)
class Job:
    """A planned run: its batches, and what is needed to carry them out."""

    batches: list[Batch]
    reader: DocumentReader
    build: Build
    to_frames: ToFrames
    summary: Summary
    progress: Progress
    untouched: list[Planned]
    register: Register = NOTHING_DECLARED
    reference: Reference = field(default_factory=Reference)

    def start(self) -> None:
        """Begins to read, ahead of the batches."""
        documents = [planned for batch in self.batches for planned in batch.documents]
        self.progress.expect(len(documents))
        to_read = sum(planned.action == "read" for planned in documents)
        self.summary.resumed = self.reader.start(documents, self.progress.advance)
        self.progress.advance(len(documents) - to_read + self.summary.resumed)

    def read(self, batch: Batch) -> int:
        """Returns when every document of the batch is read; doing it twice is harmless."""
        for planned in batch.documents:
            self.reader.finish(planned)
        return len(batch.documents)

    def load(self, batch: Batch) -> int:
        """Loads a batch that was read; returns its number of reports."""
        packages = [self._corrected(self.reader.package(each)) for each in batch.documents]
        self._load(packages)
        self.progress.report(self.summary.problems, self.summary.files["rejected"])
        return sum(len(package.reports) for package in packages)

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
        self.progress.stage("publishing")
        self.build.record_seen([planned.found.source for planned in self.untouched])
        self.summary.files.update(planned.action for planned in self.untouched)
        self.build.record_corrections(self.register.entries)
        self.build.record_reference(self.reference)
        self.build.publish()


def refused(package: LoadPackage, why: str) -> LoadPackage:
    """What is loaded instead of a package that breaks the contract of the warehouse."""
    detail = f"the warehouse refuses it, a mistake in ogi, please report it: {why}"
    return rejected(package.source, Rejection("unreadable", detail), package.ingredients)


def run_plain(job: Job) -> None:
    """Carries out a job without Prefect."""
    for batch in job.batches:
        job.read(batch)
        job.load(batch)
    job.publish()
