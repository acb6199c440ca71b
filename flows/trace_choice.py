"""What `ogi trace AGENCY YEAR ITEM` means: one report, one row of its tables, one column or more.

A whole name or code wins over a part of one; a part that fits several is an error that lists them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.failures import UserError
from transform.labels import normalise, parse_label
from warehouse.provenance import Figure, ReportSource

TOTAL = "total"
_MOST_LISTED = 12

Labels = Mapping[tuple[str, str], tuple[str, str]]


class Unclear(UserError):
    """What was asked for is nothing in the warehouse, or several things; the message lists them."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table of the report, with its columns."""

    table: str
    code: str
    label: str
    figures: tuple[Figure, ...]


def choose_report(found: Sequence[ReportSource], agency: str, year: int) -> ReportSource:
    """The current report of an agency, named by any part of its name, for a year."""
    wanted = normalise(agency)
    named = [each for each in found if any(wanted in normalise(name) for name in _names(each))]
    if not named:
        names = {name for each in found for name in _names(each)}
        near = difflib.get_close_matches(agency, names, 5, 0.3)
        hint = f"; near: {', '.join(near)}" if near else ""
        raise Unclear(f"no agency has {agency!r} in its name{hint}")
    fitting = [each for each in named if each.year == year]
    if not fitting:
        raise Unclear(
            f"no report of {agency!r} for {year}; there are: {_listed(map(_told, named))}"
        )
    whole = [each for each in fitting if wanted in {normalise(name) for name in _names(each)}]
    left = whole or fitting
    if len(left) > 1:
        told = _listed(
            f"{_told(each)} (scope {each.scope}, --report {each.report_id})" for each in left
        )
        raise Unclear(f"{agency!r} {year} fits several reports, say more of the name: {told}")
    return left[0]


def choose_figures(
    figures: Sequence[Figure], labels: Labels, item: str, column: str | None
) -> list[Figure]:
    """The figures of a row: of one column, `total` by default; of all where there is no total."""
    table, row, named = (*item.split("/"), "", "")[:3] if "/" in item else ("", item, "")
    found = _choose_row(_rows(figures, labels, table), row)
    column = column or named or None
    if column is None:
        total = [figure for figure in found.figures if figure.column == TOTAL]
        return total or list(found.figures)
    known = {
        figure.column: labels.get((found.table, figure.column), ("", ""))[0]
        for figure in found.figures
    }
    codes = _fitting(known, column)
    if len(codes) != 1:
        told = _listed(
            f"{code} {label}" for code, label in known.items() if code in codes or not codes
        )
        wrong = "fits several columns" if codes else "is no column"
        raise Unclear(f"{column!r} {wrong} of {found.code}; choose one of: {told}")
    return [figure for figure in found.figures if figure.column == codes[0]]


def _choose_row(rows: Sequence[_Row], item: str) -> _Row:
    fitting = [row for row in rows if row.code == item]
    if not fitting:
        codes = _fitting({f"{row.table}/{row.code}": row.label for row in rows}, item)
        fitting = [row for row in rows if f"{row.table}/{row.code}" in codes]
    if len(fitting) == 1:
        return fitting[0]
    told = [f"{row.table}/{row.code} {row.label}" for row in fitting]
    if fitting:
        raise Unclear(f"{item!r} fits several rows, name one by its code: {_listed(told)}")
    known = {text: row for row in rows for text in (row.code, row.label)}
    near = [known[text] for text in difflib.get_close_matches(item, known, 5, 0.4)]
    shown = near or rows
    told = list(dict.fromkeys(f"{row.code} {row.label}" for row in shown))
    raise Unclear(
        f"{item!r} is no row of this report; {'near' if near else 'rows'}: {_listed(told)}"
    )


def _fitting(known: Mapping[str, str], wanted: str) -> list[str]:
    """Codes that are, or whose label is or holds what is wanted: the first of these that any does."""
    plain, key = normalise(wanted), parse_label(wanted).key
    steps = (
        lambda code, label: code == wanted or code.endswith(f"/{wanted}"),
        lambda _, label: normalise(label) == plain,
        lambda _, label: bool(key) and parse_label(label).key == key,
        lambda _, label: plain in normalise(label),
        lambda _, label: bool(key) and key in parse_label(label).key,
    )
    for fits in steps:
        found = [code for code, label in known.items() if fits(code, label)]
        if found:
            return found
    return []


def _rows(figures: Sequence[Figure], labels: Labels, table: str) -> list[_Row]:
    rows: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        if not table or figure.table == table:
            rows.setdefault((figure.table, figure.row), []).append(figure)
    return [
        _Row(name, code, labels.get((name, code), ("", ""))[0], tuple(those))
        for (name, code), those in rows.items()
    ]


def _names(report: ReportSource) -> set[str]:
    return {report.agency, *report.names}


def _told(report: ReportSource) -> str:
    return f"{report.agency} {report.year}"


def _listed(texts: Iterable[str]) -> str:
    every = list(texts)
    more = f" and {len(every) - _MOST_LISTED} more" if len(every) > _MOST_LISTED else ""
    return "; ".join(every[:_MOST_LISTED]) + more
