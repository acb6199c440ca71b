"""Where numbers come from: reports with their files, figures with their cells, checks, problems.

Questions to a published warehouse for `ogi trace` and `ogi review`; each answer is frozen rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from warehouse.query import run_sql

_FOLDER = Path(__file__).parent / "questions"

T = TypeVar("T")

Slot = tuple[str, str, str]
"""Table, row code, column code."""

Corners = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


@dataclass(frozen=True, slots=True)
class ReportSource:
    """A report and the file it was read from; `names` are all names its agency has used."""

    report_id: int
    agency_id: int
    agency: str
    names: tuple[str, ...]
    year: int
    form: str
    requests_form: str | None
    title: str
    quality: str
    scope: str
    is_current: bool
    media: str
    pages: int | None
    ordinal_in_file: int
    sha256: str
    path: str
    folder: str | None
    other_paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and where it stands; place and reader are None for a derived one off the page."""

    report_id: int
    table: str
    row: str
    column: str
    value: Decimal | None
    unit: str | None
    status: str
    printed: str
    cell_id: int | None
    page: int | None
    box: Corners | None
    text: str | None
    reader: str | None
    path: str | None

    @property
    def slot(self) -> Slot:
        """Table, row and column."""
        return self.table, self.row, self.column


@dataclass(frozen=True, slots=True)
class Check:
    """The result of a rule on a report; `difference` is found minus expected."""

    report_id: int
    code: str
    scope: str
    expected: Decimal | None
    found: Decimal | None
    difference: Decimal | None
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem of a report or of a file (`report_id` None), with its place as far as it has one."""

    code: str
    severity: str
    sha256: str
    report_id: int | None
    page: int | None
    box: Corners | None
    raw: str
    second: str | None
    table: str | None
    row: str | None
    column: str | None
    cell_id: int | None
    message: str
    message_zh: str

    def concerns(self, figure: Figure) -> bool:
        """Whether it is about this figure: its cell, its slot or row, or a box within its own."""
        if self.cell_id is not None:
            return self.cell_id == figure.cell_id
        if self.table and self.row:
            columns = (self.column or figure.column).split(", ")
            return (self.table, self.row) == figure.slot[:2] and figure.column in columns
        if not (self.box and figure.box and self.page == figure.page):
            return False
        x, y = (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2
        return figure.box[0] <= x <= figure.box[2] and figure.box[1] <= y <= figure.box[3]


def reports(path: Path, ids: Iterable[int] | None = None) -> list[ReportSource]:
    """Reports with these numbers; every current one if none are given."""
    found = run_sql(path, _question("reports"), {"ids": None if ids is None else list(ids)})
    return [
        _named(ReportSource, (*row[:3], tuple(row[3]), *row[4:17], tuple(row[17])))
        for row in found.rows
    ]


def figures(path: Path, ids: Iterable[int]) -> list[Figure]:
    """All figures of the reports with these numbers, in the order of their cells."""
    found = run_sql(path, _question("figures"), {"ids": list(ids)})
    return [_named(Figure, (*row[:10], _corners(row[10:14]), *row[14:])) for row in found.rows]


def checks(path: Path, ids: Iterable[int]) -> list[Check]:
    """Results of all rules on the reports with these numbers."""
    found = run_sql(path, _question("checks"), {"ids": list(ids)})
    return [Check(*row) for row in found.rows]


def failed_checks(path: Path) -> list[Check]:
    """The rules that current reports break."""
    return [Check(*row) for row in run_sql(path, _question("failed")).rows]


def troubles(path: Path, ids: Iterable[int] | None = None) -> list[Trouble]:
    """Problems of these reports; without numbers, all that nobody has settled."""
    name, wanted = ("open_problems", None) if ids is None else ("problems", {"ids": list(ids)})
    rows = run_sql(path, _question(name), wanted).rows
    return [
        _named(Trouble, (*row[:5], row[5] and _corners(row[5]), row[6] or "", *row[7:]))
        for row in rows
    ]


def corrections(path: Path, ids: Iterable[int]) -> list[dict[str, Any]]:
    """Declared corrections of these reports, by the names of their columns."""
    sql = "SELECT * FROM audit.correction WHERE report_id IN (SELECT unnest($ids::INTEGER[]))"
    found = run_sql(path, sql, {"ids": list(ids)})
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def labels(path: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Official labels (Chinese, English) of rows and columns, by (table, code)."""
    return {
        (table, code): (zh, en) for table, code, zh, en in run_sql(path, _question("labels")).rows
    }


def other_years(
    path: Path, wanted: Sequence[tuple[int, Slot]]
) -> Mapping[tuple[int, Slot], dict[int, Decimal | None]]:
    """What current reports of an agency give for a slot in each year, by (agency_id, slot)."""
    columns = (
        zip(*((agency, *slot) for agency, slot in wanted), strict=True) if wanted else [()] * 4
    )
    names = ("agencies", "tables", "rows", "columns")
    found = run_sql(path, _question("years"), dict(zip(names, map(list, columns), strict=True)))
    years: dict[tuple[int, Slot], dict[int, Decimal | None]] = {}
    for agency, table, row, column, year, value in found.rows:
        years.setdefault((agency, (table, row, column)), {})[year] = value
    return years


def _named(kind: Callable[..., T], row: Sequence[Any]) -> T:
    """A row as an object with the same fields in the same order."""
    return kind(*row)


def _corners(values: Sequence[float | None]) -> Corners | None:
    return None if values[0] is None else tuple(values)  # type: ignore[return-value]


@cache
def _question(name: str) -> str:
    text = (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return text.replace("{facts}", _question("facts")) if "{facts}" in text else text
