"""Decide the fate of each package of a batch: new report, same report again, copy, or rejection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from warehouse.versions import IsCurrent, Place, Subject, Version, copied_from, settle


@dataclass(frozen=True, slots=True)
class Content:
    """A content that was read before, and what came of it."""

    path: str
    status: str
    ingredients: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A package of the batch. `reports` are versions whose `report_id` is their `report_no`."""

    package_no: int
    path: str
    sha256: str
    ingredients: str
    status: str
    reason: str | None
    detail: str
    reports: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a package; `is_written` says whether its rows replace older ones."""

    package_no: int
    status: str
    reason: str | None
    detail: str
    is_written: bool


@dataclass(slots=True)
class Shelf:
    """The versions and contents a batch can meet; `place` moves them on, package by package.

    One package after another in the order given, so that two in one batch meet exactly as two in
    two batches would.
    """

    contents: dict[str, Content]
    versions: dict[int, Version]
    next_id: int
    is_current: IsCurrent = lambda ingredients: False
    numbers: dict[int, int] = field(default_factory=dict)
    """`report_id` by `report_no` of the batch, for the reports that are kept."""
    removed: set[int] = field(default_factory=set)
    touched: set[Place] = field(default_factory=set)
    _at: dict[Place | str, set[int]] = field(default_factory=dict)
    """Numbers of versions by agency and year, and by content: not all are looked through for each."""

    def __post_init__(self) -> None:
        for version in self.versions.values():
            self._file(version)

    def place(self, package: Incoming) -> Fate:
        """Decide one package and remember the decision for those that follow."""
        if not package.sha256:  # could not be read, so nobody knows what other file it equals
            return Fate(package.package_no, package.status, package.reason, package.detail, False)
        before = self.contents.get(package.sha256)
        is_known = before is not None and before.ingredients == package.ingredients
        if before and is_known and before.path != package.path:
            return Fate(package.package_no, "duplicate", None, same_bytes(before), False)
        held = self._held_by(package.sha256)
        reader_is_gone = package.reason == "unsupported_type"  # the bytes are those that were read
        if before and held and not package.reports and (is_known or reader_is_gone):
            detail = f"{package.detail}; what was read before is kept"
            return Fate(package.package_no, package.status, package.reason, detail, False)
        kept, copies = self._place_reports(package, held)
        for version in held:
            if version.report_id not in kept:
                self._remove(version)
        status, detail = package.status, package.detail
        if copies:
            paths = ", ".join(sorted({copy.path for copy in copies}))
            status = status if kept else "duplicate"
            detail = f"{'a report in it has the ' if kept else ''}same figures as {paths}"
        self.contents[package.sha256] = Content(
            package.path, status, package.ingredients, package.reason
        )
        return Fate(package.package_no, status, package.reason, detail, True)

    def settled(self) -> dict[int, int | None]:
        """For every version of the agencies and years touched the one that took its place, or None."""
        outcome: dict[int, int | None] = {}
        for place in self.touched:
            outcome |= settle(self._found(place))
        return outcome

    def _place_reports(
        self, package: Incoming, held: Iterable[Version]
    ) -> tuple[set[int], list[Version]]:
        """Give each report its number, or find the report it copies."""
        before = {version.ordinal_in_file: version for version in held}
        kept: set[int] = set()
        copies: list[Version] = []
        for report in package.reports:
            old = before.get(report.ordinal_in_file)
            if old is not None:
                self._take_out(old)
                self.touched.add(old.place)
            is_again = old is not None and old.ingredients == report.ingredients
            original = (
                None if is_again else copied_from(report, self._of(report.subject), self.is_current)
            )
            if original is not None:
                copies.append(original)
                if old is not None:
                    self.removed.add(old.report_id)
                continue
            number = old.report_id if old is not None else self._new_number()
            self.versions[number] = replace(report, report_id=number)
            self._file(self.versions[number])
            self.numbers[report.report_id] = number
            self.touched.add(report.place)
            kept.add(number)
        return kept, copies

    def _held_by(self, sha256: str) -> list[Version]:
        return self._found(sha256)

    def _of(self, subject: Subject) -> list[Version]:
        return [version for version in self._found(subject[:2]) if version.subject == subject]

    def _found(self, key: Place | str) -> list[Version]:
        return [self.versions[number] for number in sorted(self._at.get(key, ()))]

    def _file(self, version: Version) -> None:
        for key in (version.place, version.sha256):
            self._at.setdefault(key, set()).add(version.report_id)

    def _take_out(self, version: Version) -> None:
        del self.versions[version.report_id]
        for key in (version.place, version.sha256):
            self._at[key].discard(version.report_id)

    def _new_number(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    def _remove(self, version: Version) -> None:
        if version.report_id in self.versions:
            self._take_out(version)
            self.touched.add(version.place)
        self.removed.add(version.report_id)


def same_bytes(content: Content) -> str:
    """Why a file with these bytes is not read again.

    >>> same_bytes(Content("a/x.pdf", "rejected", "i", "encrypted"))
    'same bytes as a/x.pdf (rejected: encrypted)'
    """
    rejected = f" (rejected: {content.reason})" if content.status == "rejected" else ""
    return f"same bytes as {content.path}{rejected}"
