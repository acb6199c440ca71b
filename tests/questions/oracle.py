"""The answers by another way: from the printed reports in Python, without a database."""

from __future__ import annotations

from collections.abc import Iterator

from examples.panel.build import Panel
from examples.panel.planted import Place
from examples.panel.printed import Printed
from examples.panel.tree import YEARS, Body, bodies, children

GOVERNMENTS = [body.name for body in bodies().values() if body.kind == "government"]
DEPARTMENTS = ("department", "government_office")


def tiles(name: str, year: int, reports: dict[Place, Printed]) -> list[Body]:
    """The bodies whose reports make up a government's total, missing ones with them.

    A report on the whole region ends the way down; one on government and departments passes over departments;
    any other counts itself alone.
    """
    body = bodies()[name]
    scope = body.scope(year) if (name, year) in reports else "missing"
    found = [body]
    if scope == "whole_region":
        return found
    for child in children(name):
        if scope == "government_and_departments" and child.kind in DEPARTMENTS:
            continue
        found += tiles(child.name, year, reports)
    return found


def current(panel: Panel) -> dict[Place, Printed]:
    """The report in force of every body and year."""
    return {(r.body.name, r.year): r for r in panel.reports}


def dispute(report: Printed, procedure: str, outcome: str) -> int:
    """A figure of table 四."""
    return report.counts["disputes", procedure, outcome]


def governments() -> Iterator[Place]:
    """Every government in every year."""
    return ((name, year) for name in GOVERNMENTS for year in YEARS)


def used(panel: Panel, report: Printed, item: str, column: str = "total") -> int | None:
    """A figure of table 三 as it is to be used: what a person corrected it to, else as printed."""
    for each in panel.planted.misprints:
        if each.place == (report.body.name, report.year) and (each.item, each.applicant) == (
            item,
            column,
        ):
            return each.meant
    return report.value(item, column)
