"""The tables of a document by report, and which tables of the forms those reports are to have.

The three tables since 2019 and the sheet before are told apart by their words. A document that holds both
is read by the newer ones; the sheet is said to be left aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Document, Problem
from transform.classify import Fragment, fragments, split_reports, vocabulary
from transform.form import Form
from transform.sheet_parts import ENOUGH, may_hold_sheet, sheet_parts, split_sheets

ASIDE = "sheet_left_aside"


@dataclass(frozen=True, slots=True)
class ReportGroups:
    """Fragments by report, names of the tables each report is to have, and what was left aside. `sheet`:
    they are sheets of before 2019. `consulted`: the forms that could have made another choice, by their
    labels or by others in their place; None for all."""

    groups: tuple[tuple[Fragment, ...], ...]
    tables: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    sheet: bool = False
    consulted: frozenset[str] | None = None


def report_groups(document: Document, forms: Sequence[Form]) -> ReportGroups:
    """The reports of a document; no group where it holds no table of a form."""
    known = tuple(forms)
    words = vocabulary(known)
    found = fragments(document.tables, words)
    newer = sum(fragment.known for fragment in found) >= ENOUGH
    taken = [fragment.grid.table.order for fragment in found] if newer else []
    sheet = sheet_parts(document.tables, known, taken)
    if sheet and not newer:
        return ReportGroups(_frozen(split_sheets(sheet)), (sheet[0].name,), sheet=True)
    order = [name for form in known for name in form.tables if name in words.keys]
    groups = split_reports(found, list(dict.fromkeys(order)))
    aside = tuple(
        Problem(ASIDE, part.grid.first_text, part.grid.table.page) for part in sheet[:1] if groups
    )
    consulted = None
    if newer and not may_hold_sheet(document.tables, taken):
        consulted = frozenset(form.code for form in known if not form.is_sheet)
    return ReportGroups(_frozen(groups), tuple(words.keys), aside, consulted=consulted)


def _frozen(groups: Sequence[Sequence[Fragment]]) -> tuple[tuple[Fragment, ...], ...]:
    return tuple(tuple(group) for group in groups)
