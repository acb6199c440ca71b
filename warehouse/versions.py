"""Which of several versions of a report is the current one, and which are copies of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

_GRADES = ("needs_review", "as_printed", "verified")

Subject = tuple[int, int, str]
"""What versions compete for: agency, year and the scope the report declares."""

Place = tuple[int, int]
"""Agency and year: within one, equal figures under two scopes are one report."""


@dataclass(frozen=True, slots=True)
class Version:
    """A report as far as versions are concerned. `report_id` counts in the order of loading.

    `scope` is the one it declares for itself as a whole, `scope_read` all that its text gives away.
    """

    report_id: int
    sha256: str
    ordinal_in_file: int
    agency_id: int
    year: int
    scope: str
    scope_read: str
    published_on: date | None
    quality: str
    figures_hash: str | None
    ingredients: str
    path: str

    @property
    def subject(self) -> Subject:
        """Agency, year and scope."""
        return self.agency_id, self.year, self.scope

    @property
    def place(self) -> Place:
        """Agency and year."""
        return self.agency_id, self.year

    @property
    def grade(self) -> int:
        """Higher is better."""
        return _GRADES.index(self.quality)

    @property
    def worth(self) -> tuple[int, int]:
        """Of equal figures the better reading: by its grade, then by what it says of its scope."""
        return self.grade, {"unknown": 0, "own": 1}.get(self.scope_read, 2)

    @property
    def reader(self) -> str:
        """What read it, without the limits and corrections of the one document."""
        return self.ingredients.partition("+")[0]

    def has_figures_of(self, other: Version) -> bool:
        """Same form, codes, values and statuses. Reports without figures are never equal."""
        return self.figures_hash is not None and self.figures_hash == other.figures_hash


def settle(versions: Iterable[Version]) -> dict[int, int | None]:
    """For each version of one agency and year the version that took its place; None for a current one.

    In the order of loading each version challenges the one that holds the place of its scope. The
    outcome depends on nothing else, so it is the same however the versions were split into batches.
    Of current ones with equal figures one remains: a file that lost the sentence about its scope.
    """
    superseded: dict[int, int | None] = {}
    holders: list[Version] = []
    by_scope: dict[str, list[Version]] = {}
    for version in versions:
        by_scope.setdefault(version.scope, []).append(version)
    for scope in sorted(by_scope):
        holder, outcome = _settle_scope(by_scope[scope])
        superseded |= outcome
        holders.append(holder)
    for holder in holders:
        equals = [other for other in holders if holder.has_figures_of(other)]
        if len(equals) > 1:
            best = max(equals, key=lambda v: (v.worth, -v.report_id))
            superseded[holder.report_id] = None if best is holder else best.report_id
    return superseded


def _settle_scope(versions: Iterable[Version]) -> tuple[Version, dict[int, int | None]]:
    """The version that holds the place, and for each the one that took its place."""
    holder: Version | None = None
    superseded: dict[int, int | None] = {}
    for version in sorted(versions, key=lambda v: v.report_id):
        superseded[version.report_id] = None
        if holder is None:
            holder = version
        elif _takes_place(version, holder):
            superseded[holder.report_id] = version.report_id
            holder = version
        else:
            superseded[version.report_id] = holder.report_id
    assert holder is not None
    return holder, superseded


IsCurrent = Callable[[str], bool]
"""Whether a reading with these ingredients would come out the same today."""


def copied_from(
    version: Version, others: Iterable[Version], is_current: IsCurrent = lambda ingredients: False
) -> Version | None:
    """The report among `others` that this one only repeats, if there is one.

    A better reading of the same figures is no mere copy. Readings that are out of date do not count: they
    may be replaced in the same run and say something else then, and what was dropped as their copy
    would be lost. What was read like this version is as good as it; of other files `is_current` knows.
    """
    equals = [
        other
        for other in others
        if version.has_figures_of(other)
        and (other.reader == version.reader or is_current(other.ingredients))
    ]
    best = max(equals, key=lambda other: (other.worth, -other.report_id), default=None)
    return best if best is not None and best.worth >= version.worth else None


def _takes_place(challenger: Version, holder: Version) -> bool:
    """Whether `challenger`, loaded after `holder`, is the later version."""
    if challenger.has_figures_of(holder) and challenger.worth != holder.worth:
        return challenger.worth > holder.worth
    if challenger.published_on and holder.published_on:
        return challenger.published_on >= holder.published_on
    return True
