"""A region or an agency over the years, in one shape: what the tables and charts of a dashboard draw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from flows.dashboard_data import Data
from flows.dashboard_words import items
from warehouse.dashboard_rows import Body, Figures, Governed, Rate, Total, TotalRate

Amount = Decimal | int | None

OF_YEARS = ("no_report", "scope_unknown", "missing_reports")
"""Statuses of a total that all items of its year share."""
SHOWN = ("ok", "scope_unknown", "missing_reports")
"""Statuses of a rate that has a value worth showing; the rest is a dash with its denominator."""
APART = Decimal("0.02")
"""Where totals from the top down and from the bottom up differ by more, both are shown."""


@dataclass(frozen=True, slots=True)
class RateAt:
    """A rate in a year; `count` is its denominator. Interval and place among peers are of agencies only."""

    value: float | None
    count: Decimal | None
    status: str
    low: float | None = None
    high: float | None = None
    place: int | None = None
    peers: int | None = None

    @property
    def shown(self) -> float | None:
        """The value where it may be shown."""
        return self.value if self.status in SHOWN else None


@dataclass(frozen=True, slots=True)
class Year:
    """A year with a report, or of a region with a total. What only one of them has is None in the other.

    `status` is what concerns all figures of the year. `scope` of a region is that of its own government's
    report. `blank` says of how many reports an item lacks a number; `bottom_up` is the total without the
    reports on whole regions, where it is another.
    """

    year: int
    values: Mapping[str, Amount]
    rates: Mapping[str, RateAt]
    status: str = "ok"
    form: str | None = None
    requests_form: str | None = None
    scope: str | None = None
    scope_basis: str | None = None
    quality: str | None = None
    peer_group: str | None = None
    n_reports: int | None = None
    n_missing: int | None = None
    n_unknown: int | None = None
    n_review: int | None = None
    n_expected: int | None = None
    blank: Mapping[str, int] = field(default_factory=dict)
    bottom_up: Mapping[str, Amount] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Series:
    """`years` holds the years there are, the rest is missing. `code` is a region code or agency_id."""

    code: str
    name: str
    is_region: bool
    years: Mapping[int, Year]

    def starts(self, years: Sequence[int]) -> frozenset[int]:
        """Years from which on other bodies are counted: a line into them would be a false trend."""
        held = [(year, self.years[year].scope) for year in years if year in self.years]
        return frozenset(year for (_, before), (year, now) in pairwise(held) if before != now)


def region_series(data: Data) -> list[Series]:
    """Series of all regions of a dashboard, in their order."""
    totals: dict[str, dict[int, list[Total]]] = defaultdict(lambda: defaultdict(list))
    for total in data.totals:
        totals[total.region_code][total.year].append(total)
    rates: dict[tuple[str, int], list[TotalRate]] = defaultdict(list)
    for rate in data.total_rates:
        rates[rate.region_code, rate.year].append(rate)
    return [
        _region(region, totals[region.region_code], rates, data.root_scopes)
        for region in data.regions
    ]


def agency_series(data: Data) -> list[Series]:
    """Series of all agencies of a dashboard, in their order."""
    figures: dict[int, list[Figures]] = defaultdict(list)
    for row in data.figures:
        figures[row.agency_id].append(row)
    rates: dict[tuple[int, int], list[Rate]] = defaultdict(list)
    for rate in data.rates:
        rates[rate.agency_id, rate.year].append(rate)
    return [_agency(body, figures[body.agency_id], rates) for body in data.bodies]


def _region(
    region: Governed,
    totals: Mapping[int, Sequence[Total]],
    rates: Mapping[tuple[str, int], Sequence[TotalRate]],
    scopes: Mapping[tuple[str, int], str],
) -> Series:
    years = {}
    for year, rows in sorted(totals.items()):
        one = rows[0]
        years[year] = Year(
            year,
            {row.item: row.value for row in rows},
            {
                rate.metric: RateAt(rate.value, rate.denominator, rate.status)
                for rate in rates.get((region.region_code, year), ())
            },
            status=next((row.status for row in rows if row.status in OF_YEARS), "ok"),
            scope=scopes.get((region.region_code, year)),
            n_reports=one.n_reports,
            n_missing=one.n_missing,
            n_unknown=one.n_unknown,
            n_review=one.n_review,
            n_expected=one.n_expected,
            blank={row.item: row.n_blank for row in rows if row.n_blank},
            bottom_up={row.item: row.value_bottom_up for row in rows if _differs(row)},
        )
    return Series(region.region_code, region.region or region.region_code, True, years)


def _differs(total: Total) -> bool:
    up, down = total.value_bottom_up, total.value
    return up is not None and down is not None and abs(down - up) > APART * down


def _agency(
    body: Body, figures: Sequence[Figures], rates: Mapping[tuple[int, int], Sequence[Rate]]
) -> Series:
    years = {}
    for row in figures:
        years[row.year] = Year(
            row.year,
            dict(zip(items(), row.values, strict=True)),
            {
                rate.metric: RateAt(
                    rate.value,
                    rate.denominator,
                    rate.status,
                    rate.low,
                    rate.high,
                    rate.place,
                    rate.peers,
                )
                for rate in rates.get((row.agency_id, row.year), ())
            },
            form=row.form,
            requests_form=row.requests_form,
            scope=row.scope,
            scope_basis=row.scope_basis,
            quality=row.quality,
            peer_group=row.peer_group,
        )
    return Series(str(body.agency_id), body.agency, False, years)
