"""Questions of `ogi dashboard` to a published warehouse: `questions/dashboard_*.sql`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from warehouse import dashboard_rows as rows
from warehouse.dashboard_rows import Span
from warehouse.query import run_sql

_FOLDER = Path(__file__).parent / "questions"
_PARTS = ("rated", "peer_group", "within")

T = TypeVar("T")


def regions_named(path: Path, wanted: str) -> list[tuple[str, str]]:
    """Code and full name of the regions with this code or name."""
    return [(code, name) for code, name in _ask(path, "region", {"wanted": wanted})]


def years(path: Path) -> tuple[int, int] | None:
    """First and last year with a report; None for an empty warehouse."""
    ((first, last),) = _ask(path, "years")
    return None if first is None else (first, last)


def bodies(
    path: Path, region: str | None, agency: str | None, first: int, last: int
) -> list[rows.Body]:
    """Agencies with a report in these years, governments first, from the highest level down."""
    wanted = {"region": region, "agency": agency, "first": first, "last": last}
    found = _ask(path, "agencies", wanted)
    return _rows(rows.Body, [(*row[:2], tuple(row[2]), *row[3:]) for row in found])


def coverage(path: Path, span: Span) -> list[rows.Seen]:
    """Reports that are there or expected."""
    wanted = {**_of(span), "region": span.region, "agency": span.agency}
    return _rows(rows.Seen, _ask(path, "coverage", wanted))


def figures(path: Path, span: Span, items: Sequence[str]) -> list[rows.Figures]:
    """Figures by agency and year; `items` are columns of agency_year."""
    columns = ", ".join(f'"{item}"' for item in items)
    found = _ask(path, "values", _of(span), items=columns)
    return _rows(rows.Figures, [(*row[:9], tuple(row[9:])) for row in found])


def rates(path: Path, span: Span, metrics: Sequence[str]) -> list[rows.Rate]:
    """Metrics of the agencies beside all their peers in the warehouse."""
    return _rows(rows.Rate, _ask(path, "rates", {**_of(span), "metrics": list(metrics)}))


def spreads(path: Path, span: Span, metrics: Sequence[str]) -> list[rows.Spread]:
    """How metrics lie among the peers of the agencies, over the whole warehouse."""
    found = _ask(path, "peers", {**_of(span), "metrics": list(metrics)})
    return _rows(rows.Spread, [(*row[:5], tuple(row[5]), row[6]) for row in found])


def governed(path: Path, region: str | None, first: int, last: int) -> list[rows.Governed]:
    """Regions with a total, the one to begin with first."""
    wanted = {"region": region, "first": first, "last": last}
    return _rows(rows.Governed, _ask(path, "regions", wanted))


def totals(
    path: Path, regions: Sequence[str], items: Sequence[str], first: int, last: int
) -> list[rows.Total]:
    """Totals of regions by year and item."""
    wanted = {"regions": list(regions), "items": list(items), "first": first, "last": last}
    return _rows(rows.Total, _ask(path, "totals", wanted))


def root_scopes(
    path: Path, regions: Sequence[str], first: int, last: int
) -> dict[tuple[str, int], str]:
    """Scope of the report of a region's own government, by region and year; `missing` without one."""
    wanted = {"regions": list(regions), "first": first, "last": last}
    return {(region, year): scope for region, year, scope in _ask(path, "roots", wanted)}


def total_rates(
    path: Path, regions: Sequence[str], metrics: Sequence[str], first: int, last: int
) -> list[rows.TotalRate]:
    """Metrics of regions by year."""
    wanted = {"regions": list(regions), "metrics": list(metrics), "first": first, "last": last}
    return _rows(rows.TotalRate, _ask(path, "total_rates", wanted))


def sources(path: Path, span: Span) -> list[rows.Source]:
    """Current reports with their files."""
    return _rows(rows.Source, _ask(path, "reports", _of(span)))


def faults(path: Path, span: Span) -> list[rows.Fault]:
    """Failed checks and open problems of current reports."""
    return _rows(rows.Fault, _ask(path, "faults", _of(span)))


def definitions(path: Path) -> list[rows.Definition]:
    """All metrics in their order."""
    return _rows(rows.Definition, _ask(path, "definitions"))


def release(path: Path) -> tuple[Any, ...]:
    """Run, end, version of ogi and reports of the run that published the file; Nones without a run."""
    found = _ask(path, "release")
    return found[0] if found else (None, None, None, None)


def _of(span: Span) -> dict[str, Any]:
    return {"agencies": list(span.agencies), "first": span.first, "last": span.last}


def _ask(
    path: Path, name: str, wanted: dict[str, Any] | None = None, **parts: str
) -> tuple[tuple[Any, ...], ...]:
    sql = _question(name)
    for part, text in parts.items():
        sql = sql.replace("{" + part + "}", text)
    return run_sql(path, sql, wanted).rows


def _rows(kind: Callable[..., T], found: Sequence[Sequence[Any]]) -> list[T]:
    """Rows as objects with the same fields in the same order."""
    return [kind(*row) for row in found]


@cache
def _question(name: str) -> str:
    text = (_FOLDER / f"dashboard_{name}.sql").read_text(encoding="utf-8")
    for part in _PARTS:
        if "{" + part + "}" in text:
            text = text.replace("{" + part + "}", "\n" + _question(part))
    return text
