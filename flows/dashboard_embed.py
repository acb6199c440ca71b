"""What the charts and agency pages draw, as JSON: short rows, since thousands of reports share one file.

Shares are in ten-thousandths, which is more than a chart or a table shows. A missing figure is null.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flows.dashboard_data import SHARE, Data
from flows.dashboard_series import Amount, RateAt, Series
from flows.dashboard_summary import faults, qualities, states
from flows.dashboard_words import function_names, items, items_of, names, peer_group_names
from warehouse.dashboard_rows import Body, Spread

KINDS = ("states", "qualities", "scopes", "bases", "kinds", "levels", "statuses", "groups", "rates")
GROUPS = ("intake", "outcomes", "reasons", "applicants", "disputes", "proactive")


def overview(data: Data, regions: Sequence[Series]) -> dict[str, Any]:
    """Everything but the agencies: words, counts by year, totals of regions, spreads of peers."""
    groups = peer_groups(data)
    return {
        "years": data.years,
        "words": {kind: names(kind) for kind in KINDS},
        "items": {group: {item: items()[item] for item in items_of(group)} for group in GROUPS},
        "peers": {group: peer_group_names(group) for group in groups},
        "states": {year: dict(count) for year, count in states(data).items()},
        "qualities": {year: dict(count) for year, count in qualities(data).items()},
        "faults": [[fault.kind, fault.code, *fault.name, fault.reports] for fault in faults(data)],
        "minimum": {
            each.metric: each.min_n
            for each in data.definitions
            if each.metric in (*names("rates"), SHARE)
        },
        "regions": [series_json(series, data.years, groups) for series in regions],
        "spreads": _spreads(data.spreads),
    }


def agencies(data: Data, series: Sequence[Series]) -> dict[str, Any]:
    """The agencies with their figures, rates, reports and faults, in the order of the data."""
    groups = peer_groups(data)
    marks: dict[int, dict[int, str]] = defaultdict(dict)
    never: dict[str, dict[int, str]] = defaultdict(dict)
    for seen in data.seen:
        held = never[seen.agency] if seen.agency_id is None else marks[seen.agency_id]
        held[seen.year] = seen.state[0]
    found: dict[int, list[list[Any]]] = defaultdict(list)
    for fault in data.faults:
        found[fault.report_id].append([fault.code, fault.times])
    reports: dict[int, list[list[Any]]] = defaultdict(list)
    for source in data.sources:
        published = source.published_on.isoformat() if source.published_on else 0
        reports[source.agency_id].append(
            [source.year, source.quality[0], source.scope, source.form, published, source.media,
             source.sha256[:12], source.path, found[source.report_id]]
        )  # fmt: skip
    return {
        "agencies": [
            [*_body(body), _marks(marks[body.agency_id], data.years),
             series_json(one, data.years, groups), reports[body.agency_id]]
            for body, one in zip(data.bodies, series, strict=True)
        ],
        "never": [[agency, _marks(held, data.years)] for agency, held in sorted(never.items())],
        "functions": {
            body.function: function_names(body.function) for body in data.bodies if body.function
        },
    }  # fmt: skip


def peer_groups(data: Data) -> list[str]:
    """All groups of peers; notes refer to them by their place."""
    return sorted({row.peer_group for row in data.figures if row.peer_group})


def series_json(series: Series, years: Sequence[int], groups: Sequence[str]) -> dict[str, Any]:
    """A series: notes, values and rates by year, null for a year without a report."""
    number = {group: place for place, group in enumerate(groups)}
    found = [series.years.get(year) for year in years]
    return {
        "code": series.code,
        "name": series.name,
        "region": int(series.is_region),
        "notes": [
            year
            and (
                [
                    year.n_reports,
                    year.n_missing,
                    year.n_unknown,
                    year.n_review,
                    year.status,
                    year.scope,
                ]
                if series.is_region
                else [
                    year.form,
                    year.scope,
                    year.scope_basis,
                    year.quality,
                    number.get(year.peer_group or ""),
                ]
            )
            for year in found
        ],
        "values": [year and [_amount(year.values.get(item)) for item in items()] for year in found],
        "blank": [year and year.blank for year in found] if series.is_region else 0,
        "up": [
            year and {item: _amount(value) for item, value in year.bottom_up.items()}
            for year in found
        ]
        if series.is_region
        else 0,
        "rates": [
            year and [_rate(year.rates.get(rate)) for rate in names("rates")] for year in found
        ],
    }


def as_script(content: Mapping[str, Any]) -> str:
    """JSON that can stand in a script element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _marks(marks: Mapping[int, str], years: Sequence[int]) -> str:
    return "".join(marks.get(year, ".") for year in years)


def _body(body: Body) -> list[Any]:
    return [body.agency_id, body.agency, body.names, body.kind or "", body.level or "",
            body.region_code or "", body.region or "", body.function or ""]  # fmt: skip


def _amount(value: Amount) -> int | float | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _rate(rate: RateAt | None) -> Any:
    """[value, denominator, status unless ok, low, high, place, peers] without what is missing at the end."""
    if rate is None:
        return None
    row = [
        _share(rate.shown), _amount(rate.count), 0 if rate.status == "ok" else rate.status,
        _share(rate.low), _share(rate.high), rate.place, rate.peers,
    ]  # fmt: skip
    while row and row[-1] is None:
        row.pop()
    return row


def _share(value: float | None) -> int | None:
    return None if value is None else round(value * 10000)


def _spreads(spreads: Sequence[Spread]) -> dict[str, list[Any]]:
    """[count, least, five quantiles, most] by `group metric year`."""
    return {
        f"{each.peer_group} {each.metric} {each.year}": [
            each.count, *map(_share, (each.least, *each.tenths, each.most))
        ]
        for each in spreads
    }  # fmt: skip
