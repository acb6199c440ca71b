"""What a dashboard counts over all its agencies: coverage, quality, faults, and one ranking."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.problems import catalogue
from flows.dashboard_data import Data
from flows.dashboard_words import Names, names, peer_group_names
from warehouse.dashboard_rows import Body, Rate, Seen

LONGEST = 12
"""Rows of a ranking, of a list of gaps and of faults that stand in the page before any script runs."""
RANKED = "disclosure_rate"


@dataclass(frozen=True, slots=True)
class Faults:
    """A rule that is broken or a kind of problem: in how many reports, and how often by year."""

    kind: str
    code: str
    name: Names
    reports: int
    by_year: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Gap:
    """Years for which an agency owes a report; those of `unread` have a file that could not be read."""

    agency: str
    missing: tuple[int, ...]
    unread: tuple[int, ...]
    has_reports: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """Peers by the lower bound of their interval; `small` have too few cases to be ranked."""

    metric: Names
    group: Names
    year: int
    ranked: tuple[tuple[Body, Rate], ...]
    of: int
    small: tuple[tuple[Body, Rate], ...]


def states(data: Data) -> dict[int, Counter[str]]:
    """Reports by year and state: in_time, late, undated, missing."""
    found: dict[int, Counter[str]] = {year: Counter() for year in data.years}
    for seen in data.seen:
        found[seen.year][seen.state] += 1
    return found


def qualities(data: Data) -> dict[int, Counter[str]]:
    """Reports by year and quality."""
    found: dict[int, Counter[str]] = {year: Counter() for year in data.years}
    for source in data.sources:
        found[source.year][source.quality] += 1
    return found


def faults(data: Data) -> list[Faults]:
    """Broken rules and kinds of problems, those of most reports first."""
    known = catalogue()
    titles: dict[tuple[str, str], Names] = {}
    reports: Counter[tuple[str, str]] = Counter()
    by_year: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for fault in data.faults:
        key = (fault.kind, fault.code)
        listed = known.get(fault.code)
        titles[key] = (
            fault.title_zh or (listed.title_zh if listed else fault.code),
            fault.title_en or (listed.title_en if listed else fault.code),
        )
        reports[key] += 1
        by_year[key][fault.year] += 1
    return [
        Faults(*key, titles[key], count, by_year[key])
        for key, count in sorted(reports.items(), key=lambda each: (-each[1], each[0]))
    ]


def gaps(data: Data) -> list[Gap]:
    """Agencies that owe reports, those that owe most first."""
    missing: dict[tuple[int | None, str], list[Seen]] = defaultdict(list)
    for seen in data.seen:
        if seen.state == "missing":
            missing[seen.agency_id, seen.agency].append(seen)
    found = [
        Gap(
            agency,
            tuple(seen.year for seen in each if seen.reason != "rejected"),
            tuple(seen.year for seen in each if seen.reason == "rejected"),
            number is not None,
        )
        for (number, agency), each in missing.items()
    ]
    return sorted(found, key=lambda gap: -len(gap.missing) - len(gap.unread))


def ranking(data: Data) -> Ranking | None:
    """The latest ranking of the largest group of peers; None where nobody has peers."""
    groups = {(row.agency_id, row.year): row.peer_group for row in data.figures}
    rates: dict[tuple[int, str], list[Rate]] = defaultdict(list)
    for rate in data.rates:
        group = groups.get((rate.agency_id, rate.year))
        if rate.metric == RANKED and group and rate.status in ("ok", "small_n"):
            rates[rate.year, group].append(rate)
    placed = {key: [rate for rate in found if rate.place] for key, found in rates.items()}
    if not any(placed.values()):
        return None
    year, group = max(
        placed, key=lambda key: (len(placed[key]) > 1, key[0], len(placed[key]), key[1])
    )
    bodies = {body.agency_id: body for body in data.bodies}
    ranked = sorted(placed[year, group], key=lambda rate: rate.place or 0)
    small = [rate for rate in rates[year, group] if rate.status == "small_n"]
    return Ranking(
        names("rates")[RANKED],
        peer_group_names(group),
        year,
        _with(bodies, ranked[:LONGEST]),
        ranked[0].peers or 0,
        _with(bodies, small),
    )


def _with(bodies: Mapping[int, Body], rates: Sequence[Rate]) -> tuple[tuple[Body, Rate], ...]:
    return tuple((bodies[rate.agency_id], rate) for rate in rates)
