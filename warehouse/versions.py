"""Which of several versions of a report is the current one, and which are copies of each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_GRADES = ("needs_review", "as_printed", "verified")

Subject = tuple[int, int, str]
"""What versions compete for: agency, year and scope."""


@dataclass(frozen=True, slots=True)
class Version:
    """A report as far as versions are concerned. `report_id` counts in the order of loading."""

    report_id: int
    sha256: str
    ordinal_in_file: int
    agency_id: int
    year: int
    scope: str
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
    def grade(self) -> int:
        """Higher is better."""
        return _GRADES.index(self.quality)

    @property
    def reader(self) -> str:
        """What read it, without the limits and corrections of the one document."""
        return self.ingredients.partition("+")[0]

    def has_figures_of(self, other: Version) -> bool:
        """Same form, codes, values and statuses. Reports without figures are never equal."""
        return self.figures_hash is not None and self.figures_hash == other.figures_hash


def settle(versions: Iterable[Version]) -> dict[int, int | None]:
    """For each version of one subject the version that took its place; None for the current one.

    In the order of loading each version challenges the one that holds the place. The outcome
    depends on nothing else, so it is the same however the versions were split into batches.
    """
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
    return superseded


def copied_from(version: Version, others: Iterable[Version]) -> Version | None:
    """The report among `others` that this one only repeats, if there is one.

    A better reading of the same figures is no mere copy. Readings made with other ingredients do
    not count: they may be replaced in the same run and say something else then, and what was
    dropped as their copy would be lost.
    """
    equals = [
        other
        for other in others
        if version.has_figures_of(other) and other.reader == version.reader
    ]
    best = max(equals, key=lambda other: (other.grade, -other.report_id), default=None)
    return best if best is not None and best.grade >= version.grade else None


def _takes_place(challenger: Version, holder: Version) -> bool:
    """Whether `challenger`, loaded after `holder`, is the later version."""
    if challenger.has_figures_of(holder) and challenger.grade != holder.grade:
        return challenger.grade > holder.grade
    if challenger.published_on and holder.published_on:
        return challenger.published_on >= holder.published_on
    return True
