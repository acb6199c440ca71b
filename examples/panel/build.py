"""The panel as a whole: its reports with what is planted in them, and their packages."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cache

from examples.panel.planted import Place, Planted
from examples.panel.plants import PLANTS, REISSUED, Plant, change
from examples.panel.printed import Printed, document
from examples.panel.tree import YEARS, bodies
from examples.panel.truth import truth
from extract.model import SourceFile
from transform.corrections import correct_package
from transform.form_file import load_forms
from transform.interpret import interpret
from transform.model import LoadPackage
from transform.register import Entry
from transform.settle import settle


@dataclass(frozen=True)
class Panel:
    """All reports in the order of their publication, and what must be found in them."""

    reports: tuple[Printed, ...]
    planted: Planted

    def report(self, place: Place) -> Printed:
        """The current report of a body and year."""
        return max(
            (r for r in self.reports if (r.body.name, r.year) == place), key=lambda r: r.version
        )


@cache
def panel(plants: tuple[Plant, ...] = PLANTS) -> Panel:
    """The panel with these faults in it, all unless given, and none and no re-issue where none are given."""
    reports = {(r.body.name, r.year): r for r in _true_reports()}
    planted = Planted()
    for plant in plants:
        planted = _joined(planted, plant(reports))
    if not plants:
        return Panel(tuple(reports.values()), planted)
    first, second = _reissued(reports[REISSUED])
    reports[REISSUED] = first
    changed = frozenset(
        (item, column, first.counts[table, item, column], second.counts[table, item, column])
        for table, item, column in first.counts
        if first.counts[table, item, column] != second.counts[table, item, column]
    )
    planted = replace(planted, reissued=REISSUED, reissued_cells=changed)
    return Panel((*reports.values(), second), planted)


def _true_reports() -> Iterator[Printed]:
    for year in YEARS:
        for body in bodies().values():
            rng = random.Random(f"published {body.name} {year}")
            month, last = (3, 30) if body.kind == "government" else (1, 30)
            day = datetime.date(year + 1, month, rng.randint(4, last))
            yield Printed(body, year, truth().counted(body, year), day)


def _reissued(report: Printed) -> tuple[Printed, Printed]:
    """A report on time and its second version months later, with four cells changed."""
    late = datetime.date(report.year + 1, 5, 12)
    again = change(report, granted=-2, partially_granted=2)
    return report, replace(again, published_on=late, version=2)


def _joined(one: Planted, other: Planted) -> Planted:
    """Both: what the second says nothing of is kept from the first."""
    nothing = Planted()
    new = {f.name: getattr(other, f.name) for f in fields(Planted)}
    new = {name: value for name, value in new.items() if value != getattr(nothing, name)}
    new |= {
        name: getattr(one, name) | value for name, value in new.items() if isinstance(value, dict)
    }
    return replace(one, **new)


def packages(of: Panel) -> list[LoadPackage]:
    """The panel's files as the warehouse takes them: read, checked and graded like any other."""
    found = [_package(report, _entries(report, of.planted)) for report in of.reports]
    return [*found, *([_rejected(of.planted.rejected)] if of.planted.rejected[1] else [])]


def _package(report: Printed, entries: list[Entry]) -> LoadPackage:
    read = document(report)
    (draft,) = interpret(read, load_forms(), report.path).drafts
    # a misprint is read alike by every reader
    agree = True if draft.failures else None
    settled = settle(draft, read, agree, forms=load_forms())
    source = SourceFile("", report.path, 100_000, 0, report.sha256, "pdf")
    package = LoadPackage(source, "loaded", None, "", (settled,), (), "panel", 0.0)
    return correct_package(package, entries, load_forms())


def _entries(report: Printed, planted: Planted) -> list[Entry]:
    """What a person has declared of the report."""
    place, day = (report.body.name, report.year), datetime.date(2026, 6, 1)
    return [
        Entry(
            report.sha256[:16], each.reason, "示例", day, f"panel.yml:{number}",
            figure=("requests", each.item, each.applicant), seen=str(each.printed),
            should_be=str(each.meant),
        )
        for number, each in enumerate(planted.misprints, 1)
        if each.place == place
    ]  # fmt: skip


def _rejected(place: Place) -> LoadPackage:
    """A file of that body and year in which there is no table."""
    name, year = place
    path = f"{year}/{name}{year}年政府信息公开工作年度报告.pdf"
    source = SourceFile("", path, 4_000, 0, f"{year:064x}", "pdf")
    return LoadPackage(
        source, "rejected", "no_tables", "the report has no table", (), (), "panel", 0.0
    )
