"""A series as a table that reads without a script: items down, years across, every doubt marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flows.dashboard_series import Series, Year
from flows.dashboard_spark import Spark, spark
from flows.dashboard_text import NONE, count, percent
from flows.dashboard_words import Names, items, items_of, names

ITEMS = (
    *items_of("intake"),
    *items_of("outcomes"),
    *(item for item in items_of("disputes") if item.endswith("_total")),
)

STARTS = ("granted", "reconsideration_total", "normative_documents_issued")
"""Items that begin a group."""
OWN = ("本级政府报告范围", "The government itself")
WITHOUT = ("小字为不计全地区报告的合计", "small: the total without reports on whole regions")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: the number, smaller words beside it, a mark and what the mark says."""

    text: str
    beside: str = ""
    mark: str = ""
    says: Names = ("", "")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its line over the years."""

    code: str
    name: Names
    cells: tuple[Cell, ...]
    line: Spark | None
    starts: bool = False
    """Whether it begins a group."""


def figure_rows(series: Series, years: tuple[int, ...]) -> list[Row]:
    """Rows of counts and of rates."""
    return [*_counts(series, years), *_rates(series, years)]


def year_heads(series: Series, years: tuple[int, ...]) -> list[Cell]:
    """The years, marked where all figures of one are to be read with care."""
    heads = []
    for number in years:
        year, marks = series.years.get(number), []
        if year and year.status != "ok":
            marks.append(names("statuses").get(year.status, (year.status, year.status)))
        if year and year.quality == "needs_review":
            marks.append(names("qualities")["needs_review"])
        if year and year.scope == "unknown" and not series.is_region:
            marks.append(names("scopes")["unknown"])
        heads.append(Cell(str(number), mark="*" if marks else "", says=_joined(marks)))
    return heads


def note_rows(series: Series, years: tuple[int, ...]) -> list[Row]:
    """What the figures of each year rest on: reports and gaps of a region, form and scope of an agency."""
    if not series.is_region:
        return [
            _notes("form", ("表格版本", "Form"), series, years, lambda year: year.form),
            _notes("scope", ("统计范围", "Scope"), series, years, _scope),
            _notes(
                "quality",
                ("数据质量", "Quality"),
                series,
                years,
                lambda year: names("qualities")[year.quality or ""],
            ),
        ]
    return [
        _notes(
            "n_reports",
            ("计入报告", "Reports added up"),
            series,
            years,
            lambda year: year.n_reports,
        ),
        _notes("n_missing", ("缺报", "Missing"), series, years, lambda year: year.n_missing),
        _notes(
            "n_unknown", ("范围未知", "Scope unknown"), series, years, lambda year: year.n_unknown
        ),
        _notes("n_review", ("待核对", "Need review"), series, years, lambda year: year.n_review),
        _notes("scope", OWN, series, years, _scope),
    ]


def _counts(series: Series, years: tuple[int, ...]) -> Iterator[Row]:
    for item in ITEMS if series.is_region else (*ITEMS, *items_of("proactive")):
        cells, values = [], []
        for year in map(series.years.get, years):
            value = year.values.get(item) if year else None
            values.append(None if value is None else float(value))
            cells.append(Cell(NONE) if year is None else _count(year, item))
        starts = item in STARTS
        yield Row(item, items()[item], tuple(cells), line_of(series, years, values), starts)


def _count(year: Year, item: str) -> Cell:
    value, blank, other = year.values.get(item), year.blank.get(item, 0), year.bottom_up.get(item)
    marks: list[Names] = []
    if blank and value is not None:
        marks.append(
            (f"{blank}份报告此项空白，未计入", f"blank in {blank} reports, which are left out")
        )
    if other is not None:
        marks.append(WITHOUT)
    return Cell(
        count(value),
        "" if other is None else count(other),
        "*" if marks and value is not None else "",
        _joined(marks),
    )


def _rates(series: Series, years: tuple[int, ...]) -> Iterator[Row]:
    for place, (metric, name) in enumerate(names("rates").items()):
        cells, values = [], []
        for year in map(series.years.get, years):
            rate = year.rates.get(metric) if year else None
            shown = None if rate is None else rate.shown
            values.append(shown)
            if rate is None or year is None:
                cells.append(Cell(NONE))
                continue
            says = names("statuses").get(rate.status, (rate.status, rate.status))
            small = f"n={count(rate.count)}" if rate.count is not None else ""
            mark = "*" if rate.status not in ("ok", year.status) and shown is not None else ""
            cells.append(Cell(percent(shown), small, mark, says))
        yield Row(metric, name, tuple(cells), line_of(series, years, values), not place)


def _scope(year: Year) -> Names:
    """The scope and, unless the report states it, how it is known."""
    scope = year.scope or "unknown"
    zh, en = names("scopes").get(scope) or names("states")["missing"]
    how = names("bases").get(year.scope_basis or "", ("", ""))
    return (f"{zh}（{how[0]}）", f"{en} ({how[1]})") if how[0] else (zh, en)


def line_of(series: Series, years: Sequence[int], values: Sequence[float | None]) -> Spark | None:
    """The line of a row; it begins anew where other bodies are counted."""
    starts = series.starts(years)
    return spark(values, {place for place, year in enumerate(years) if year in starts})


def _notes(
    code: str, name: Names, series: Series, years: tuple[int, ...], of: Callable[[Year], object]
) -> Row:
    cells = []
    for year in map(series.years.get, years):
        said = None if year is None else of(year)
        if isinstance(said, tuple):
            cells.append(Cell("", says=said))
        else:
            cells.append(Cell(NONE if said is None else str(said)))
    return Row(code, name, tuple(cells), None)


def _joined(marks: list[Names]) -> Names:
    return "；".join(zh for zh, _ in marks), "; ".join(en for _, en in marks)
