"""What a person has to look at, one item a place: open problems with a place, and failed checks.

Problems of one cell are one item. The figures of a failed check are listed with those first that stand
at a crossing: in a failed row and in a failed column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.problems import catalogue
from flows.review_checks import check_items
from flows.review_item import Item, Said
from warehouse import provenance
from warehouse.provenance import Check, Figure, ReportSource, Trouble

SEVERITIES = ("error", "warning", "info")
IN_CHECKS = frozenset({"identity_fails"})
"""Problems that only say that a check failed; the check is an item itself."""
CHUNK = 200
"""Reports whose figures are held at a time."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items are wanted; `severities` besides those of the other limits."""

    agency: str | None = None
    year: int | None = None
    severities: tuple[str, ...] = ("error", "warning")
    codes: tuple[str, ...] = ()
    limit: int | None = None


def items(warehouse: Path, wanted: Filter) -> list[Item]:
    """All items of current reports that are wanted, the worst first, then by agency and year."""
    reports = {
        each.report_id: each
        for each in provenance.reports(warehouse)
        if wanted.year in (None, each.year)
        and (wanted.agency is None or any(wanted.agency in n for n in (each.agency, *each.names)))
    }
    troubles: dict[int, list[Trouble]] = {}
    for trouble in provenance.troubles(warehouse):
        if trouble.report_id in reports and trouble.code not in IN_CHECKS and _has_place(trouble):
            troubles.setdefault(trouble.report_id, []).append(trouble)
    failed: dict[int, list[Check]] = {}
    for check in provenance.failed_checks(warehouse):
        if check.report_id in reports:
            failed.setdefault(check.report_id, []).append(check)
    found: list[Item] = []
    ids = sorted({*troubles, *failed})
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        figures: dict[int, list[Figure]] = {}
        for figure in provenance.figures(warehouse, chunk):
            figures.setdefault(figure.report_id, []).append(figure)
        for number in chunk:
            known = tuple(figures.get(number, ()))
            every = (
                *_problem_items(reports[number], troubles.get(number, ()), known),
                *check_items(reports[number], failed.get(number, ()), known),
            )
            found += [item for item in every if _is_wanted(item, wanted)]
    found.sort(key=_order)
    return found


def _is_wanted(item: Item, wanted: Filter) -> bool:
    return item.severity in wanted.severities and (
        not wanted.codes or any(code in wanted.codes for code in item.codes)
    )


def _order(item: Item) -> tuple[int, bool, str, int, int, int]:
    trusted = item.report.quality != "needs_review"
    first = (item.shown[0].cell_id or 0) if item.shown else 0
    severity = SEVERITIES.index(item.severity)
    return severity, trusted, item.report.agency, item.report.year, item.report.report_id, first


def _has_place(trouble: Trouble) -> bool:
    return bool(trouble.row or trouble.cell_id is not None or trouble.page)


def _problem_items(
    report: ReportSource, troubles: Sequence[Trouble], known: tuple[Figure, ...]
) -> Iterator[Item]:
    """One item for each place; several problems of one place are told together."""
    places: dict[object, list[Trouble]] = {}
    for trouble in troubles:
        about = tuple(figure.slot for figure in known if trouble.concerns(figure))
        box = (trouble.page, trouble.box, trouble.raw if trouble.box is None else "")
        places.setdefault(about or box, []).append(trouble)
    for those in places.values():
        those.sort(key=lambda each: SEVERITIES.index(each.severity))
        first = those[0]
        shown = tuple(figure for figure in known if first.concerns(figure))
        readings = {(each.raw, each.second): None for each in those if each.second is not None}
        yield Item(
            report,
            first.severity,
            tuple(_said(each) for each in those),
            shown,
            known,
            None if shown else first,
            tuple((raw, second or "") for raw, second in readings),
        )


def _said(trouble: Trouble) -> Said:
    kind = catalogue().get(trouble.code)
    if kind is None:
        return Said(trouble.code, trouble.code, trouble.code, trouble.message_zh, trouble.message)
    texts = (kind.title_zh, kind.title_en, trouble.message_zh, trouble.message)
    return Said(trouble.code, *texts, kind.advice_zh, kind.advice_en)
