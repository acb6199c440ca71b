"""From a figure in the warehouse back to its file, page and cell, and everything said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.discover import Found
from flows.check_sides import Sides, sides_of
from flows.opened_source import CannotShow, OpenedSource, opened_source
from flows.source_files import GONE, SourceFiles
from flows.trace_choice import Labels, choose_figures, choose_report
from flows.trace_picture import Picture, write_picture
from warehouse import provenance
from warehouse.provenance import Check, Figure, ReportSource, Trouble


@dataclass(frozen=True, slots=True)
class CheckOfFigure:
    """A check that adds up the figure, and the number with which it would hold."""

    check: Check
    sides: Sides
    demanded: Decimal | None


@dataclass(frozen=True, slots=True)
class Trace:
    """The chain behind one figure. `again` is the text layer within its box; None where there is none.

    `found` is its file as it lies now; without one, or without a place, `why_no_picture` says so.
    """

    report: ReportSource
    figure: Figure
    row_labels: tuple[str, str]
    column_labels: tuple[str, str]
    found: Found | None
    again: str | None
    checks: tuple[CheckOfFigure, ...]
    troubles: tuple[Trouble, ...]
    corrections: tuple[dict[str, Any], ...]
    picture: Picture | None
    why_no_picture: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; `report_id` names a report itself, also one that is not current."""

    agency: str
    year: int
    item: str
    column: str | None = None
    report_id: int | None = None
    folder: Path | None = None
    out: Path | None = None
    pictures: bool = True


def trace(warehouse: Path, wanted: Wanted) -> list[Trace]:
    """The chains of the figures of a row, each with its picture written where `wanted` says.

    Raises UserError when the question is unclear or a picture would take the place of another file.
    """
    ids = None if wanted.report_id is None else [wanted.report_id]
    report = choose_report(provenance.reports(warehouse, ids), wanted.agency, wanted.year)
    figures = provenance.figures(warehouse, [report.report_id])
    labels = provenance.labels(warehouse)
    chosen = choose_figures(figures, labels, wanted.item, wanted.column)
    found = SourceFiles(wanted.folder).find(report)
    everything = _Everything(warehouse, report, figures, labels)
    if found is None:
        return [everything.trace(figure, None, None, None, GONE) for figure in chosen]
    with opened_source(found) as source:
        return [_shown(everything, figure, found, source, wanted, len(chosen)) for figure in chosen]


def _shown(
    everything: _Everything,
    figure: Figure,
    found: Found,
    source: OpenedSource,
    wanted: Wanted,
    count: int,
) -> Trace:
    again = source.text(figure, everything.figures)
    if not wanted.pictures:
        return everything.trace(figure, found, again, None, "not asked for")
    try:
        picture = write_picture(
            everything.report, figure, everything.figures, source, wanted.out, count
        )
    except CannotShow as error:
        return everything.trace(figure, found, again, None, str(error))
    return everything.trace(figure, found, again, picture, "")


class _Everything:
    """What the warehouse says about a report, asked once for all its figures."""

    def __init__(
        self, warehouse: Path, report: ReportSource, figures: Sequence[Figure], labels: Labels
    ) -> None:
        self.report, self.figures, self._labels = report, figures, labels
        self._checks = provenance.checks(warehouse, [report.report_id])
        self._troubles = provenance.troubles(warehouse, [report.report_id])
        self._corrections = provenance.corrections(warehouse, [report.report_id])

    def trace(
        self,
        figure: Figure,
        found: Found | None,
        again: str | None,
        picture: Picture | None,
        why: str,
    ) -> Trace:
        """The chain of a figure."""
        return Trace(
            self.report,
            figure,
            self._labels.get((figure.table, figure.row), ("", "")),
            self._labels.get((figure.table, figure.column), ("", "")),
            found,
            again,
            self._checks_of(figure),
            tuple(each for each in self._troubles if each.concerns(figure)),
            tuple(each for each in self._corrections if _corrects(each, figure)),
            picture,
            why,
        )

    def _checks_of(self, figure: Figure) -> tuple[CheckOfFigure, ...]:
        values = {each.slot: each.value for each in self.figures}
        sides = sides_of(self.report.form, self.report.requests_form)
        return tuple(
            CheckOfFigure(check, of, of.demanded(figure.slot, values))
            for check in self._checks
            if (of := sides.get((check.code, check.scope))) and figure.slot in of.slots
        )


def _corrects(correction: dict[str, Any], figure: Figure) -> bool:
    cell = correction.get("cell_id")
    slot = tuple(correction.get(name) for name in ("table_name", "row_code", "column_code"))
    return cell == figure.cell_id if cell is not None else slot == figure.slot
