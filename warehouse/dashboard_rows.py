"""Rows that `ogi dashboard` is made of, as `warehouse.dashboard_questions` answers them.

Nothing is computed here or later that the warehouse defines: totals come from region_year, rates from
metrics and region_metrics, intervals from its macros.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """The agencies and the years, first and last, that a dashboard is about.

    `region` (a code) and `agency` (a part of the name) are what the agencies were chosen by.
    """

    agencies: tuple[int, ...]
    first: int
    last: int
    region: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """An agency; `names` are the others it has used."""

    agency_id: int
    agency: str
    names: tuple[str, ...]
    kind: str | None
    level: str | None
    region_code: str | None
    region: str | None
    function: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A report that is there or expected; `state` is in_time, late, undated or missing.

    An agency of which no report is here at all has a name and no number.
    """

    agency_id: int | None
    agency: str
    year: int
    state: str
    is_expected: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of agency_year; `values` in the order of the items asked for, None where no number is printed."""

    agency_id: int
    year: int
    report_id: int
    form: str
    requests_form: str | None
    scope: str
    scope_basis: str | None
    quality: str
    peer_group: str | None
    values: tuple[Decimal | int | None, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """A metric of an agency; `low` and `high` bound it at 95 %, `place` of `peers` is by the lower bound."""

    metric: str
    agency_id: int
    year: int
    value: float | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    low: float | None
    high: float | None
    place: int | None
    peers: int | None


@dataclass(frozen=True, slots=True)
class Spread:
    """How a rate lies among peers; `tenths` are its quantiles 0.1, 0.25, 0.5, 0.75, 0.9."""

    metric: str
    year: int
    peer_group: str
    count: int
    least: float
    tenths: tuple[float, ...]
    most: float


@dataclass(frozen=True, slots=True)
class Governed:
    """A region with a total; `is_top` for those that no other region here contains."""

    region_code: str
    region: str | None
    agency: str | None
    level: str | None
    is_top: bool


@dataclass(frozen=True, slots=True)
class Total:
    """An item of a region's total, and what the total rests on."""

    region_code: str
    year: int
    item: str
    value: Decimal | None
    n_blank: int
    value_bottom_up: Decimal | None
    n_reports: int
    n_missing: int
    n_unknown: int
    n_review: int
    n_expected: int
    share_reporting: float | None
    status: str


@dataclass(frozen=True, slots=True)
class TotalRate:
    """A metric of a region; `part` is empty for metrics that are no family."""

    region_code: str
    year: int
    metric: str
    part: str
    value: float | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: str
    n_blank: int


@dataclass(frozen=True, slots=True)
class Source:
    """A current report and the file it was read from."""

    agency_id: int
    year: int
    report_id: int
    scope: str
    quality: str
    form: str
    published_on: date | None
    media: str
    sha256: str
    path: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A failed check or an open problem of a report, and how often; titles are those of the rule."""

    report_id: int
    year: int
    kind: str
    code: str
    title_zh: str | None
    title_en: str | None
    times: int


@dataclass(frozen=True, slots=True)
class Definition:
    """A metric as the warehouse defines it; `parts` counts the members of a family."""

    metric: str
    label_zh: str
    label_en: str
    numerator: str
    denominator: str | None
    unit: str
    min_n: int | None
    caveat_zh: str | None
    caveat_en: str | None
    source: str | None
    parts: int
