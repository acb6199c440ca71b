"""The key figures at the head of a dashboard, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.dashboard_data import Data
from flows.dashboard_series import RateAt, Series
from flows.dashboard_spark import Spark
from flows.dashboard_table import line_of
from flows.dashboard_text import NONE, count, percent, points
from flows.dashboard_words import Names, names

RATES = ("disclosure_rate", "reconsideration_correction_rate")


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure, smaller words below it, and its line; `warns` where it rests on less than it should."""

    name: Names
    text: str
    below: Names
    line: Spark | None = None
    warns: bool = False


def tiles(data: Data, series: Series) -> list[Tile]:
    """Reports, coverage, quality; then requests and rates of the series for its latest year."""
    return [_reports(data), _coverage(data), _quality(data), *_series(data, series)]


def _reports(data: Data) -> Tile:
    first, last = data.years[0], data.years[-1]
    agencies = len(data.bodies)
    kind = "agency" if agencies == 1 else "agencies"
    return Tile(
        ("报告", "Reports"),
        count(len(data.sources)),
        (f"{count(agencies)}个机关，{first}–{last}年", f"{count(agencies)} {kind}, {first}–{last}"),
    )


def _coverage(data: Data) -> Tile:
    expected = [seen for seen in data.seen if seen.is_expected]
    missing = sum(seen.state == "missing" for seen in expected)
    late = sum(seen.state == "late" for seen in data.seen)
    return Tile(
        ("缺报", "Missing reports"),
        count(missing),
        (
            f"应有{count(len(expected))}份；迟发{count(late)}份",
            f"of {count(len(expected))} expected; {count(late)} late",
        ),
        warns=missing > 0,
    )


def _quality(data: Data) -> Tile:
    total = len(data.sources)
    review = sum(source.quality == "needs_review" for source in data.sources)
    odd = sum(source.quality == "as_printed" for source in data.sources)
    return Tile(
        ("待人工核对", "Need review"),
        count(review),
        (
            f"核验一致{count(total - review - odd)}份；原文自相矛盾{count(odd)}份",
            f"{count(total - review - odd)} verified; {count(odd)} as printed",
        ),
        warns=review > 0,
    )


def _series(data: Data, series: Series) -> Iterator[Tile]:
    if not series.years:
        return
    latest = series.years[max(series.years)]
    known = {number: year.values.get("new_received") for number, year in series.years.items()}
    values = [None if (value := known.get(year)) is None else float(value) for year in data.years]
    status = names("statuses").get(latest.status, (latest.status, latest.status))
    yield Tile(
        _title(series, latest.year, "新收申请", "New requests"),
        count(latest.values.get("new_received")),
        _basis(series, latest.n_reports, latest.scope, status),
        line_of(series, data.years, values),
        warns=latest.status != "ok" or latest.quality == "needs_review",
    )
    for metric in RATES:
        yield _rate(data, series, metric)


def _title(series: Series, year: int, zh: str, en: str) -> Names:
    """Whose figure it is, too: a page of many regions shows the first of them here."""
    return f"{series.name} {year}年{zh}", f"{series.name} {year}: {en}"


def _basis(series: Series, reports: int | None, scope: str | None, status: Names) -> Names:
    if not series.is_region:
        return names("scopes")[scope or "unknown"]
    one = "report" if reports == 1 else "reports"
    zh, en = f"{count(reports)}份报告不重复相加", f"{count(reports)} {one}, each counted once"
    return (f"{zh}；{status[0]}", f"{en}; {status[1].lower()}") if status[0] else (zh, en)


def _rate(data: Data, series: Series, metric: str) -> Tile:
    zh, en = names("rates")[metric]
    rates = {number: year.rates.get(metric) for number, year in series.years.items()}
    shown = [rate.shown if (rate := rates.get(year)) else None for year in data.years]
    latest = max(series.years)
    rate = rates.get(latest)
    number = count(rate.count) if rate else NONE
    if rate is None or rate.shown is None:
        why = names("statuses").get(rate.status if rate else "no_report", ("", ""))
        below = f"n={number}；{why[0]}", f"n={number}; {why[1].lower()}"
    elif (change := _change(series, rates, latest)) is None:
        below = f"n={number}", f"n={number}"
    else:
        below = (
            f"n={number}；较上年{points(change)}个百分点",
            f"n={number}; {points(change)} points on the year before",
        )
    line = line_of(series, data.years, shown)
    return Tile(
        _title(series, latest, zh, en), percent(rate.shown if rate else None), below, line
    )


def _change(series: Series, rates: Mapping[int, RateAt | None], year: int) -> float | None:
    """The change of a rate on the year before, if both count the same bodies."""
    now, before = rates.get(year), rates.get(year - 1)
    if now is None or before is None or series.starts((year - 1, year)):
        return None
    return None if now.shown is None or before.shown is None else now.shown - before.shown
