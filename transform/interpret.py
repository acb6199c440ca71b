"""From a document to its reports: the whole of transform in one function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath

from extract.model import Document, Rejection
from transform.agencies import place_report
from transform.agency_evidence import Evidence
from transform.agency_statements import NO_STATEMENTS, Statements
from transform.align_blocks import align_blocks
from transform.align_line import align_line
from transform.align_list import align_list
from transform.align_matrix import align_matrix
from transform.alignment import Alignment, best_fit
from transform.arithmetic import check_all, confirm, derive
from transform.classify import Fragment
from transform.extent import around, blocks_of
from transform.facts import FactSet, read_facts
from transform.form import Form, FormTable, Slot
from transform.gaps import not_printed
from transform.grid import Grid
from transform.identity import ReportIdentity, identify
from transform.joined_rows import prove_joined_rows
from transform.model import CheckResult, NarrativeFigure
from transform.no_report import hint, no_tables, unidentified
from transform.prose import read_prose
from transform.report_groups import report_groups
from transform.sections import Section
from transform.sheet_year import sheet_of_other_year
from transform.shortfall import WANTED, doubt_wanted_rows
from transform.statements import Statement
from transform.uncertain import settle_uncertain

CONFIRMED_BY_SUMS = frozenset({"value_wrapped"})
"""Doubts that the printed sums settle: a number broken over two lines of its own cell."""

ALIGN = {"blocks": align_blocks, "matrix": align_matrix, "line": align_line, "list": align_list}


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as one reading gave it, before a second reading settles its quality.

    `not_printed`: slots without a cell whose rows are proved to be read as they are meant. `sections`,
    `narrative` and `statements` are what the text says; tables come from `found` alone."""

    identity: ReportIdentity
    ordinal: int
    alignments: tuple[Alignment, ...]
    found: FactSet
    checks: tuple[CheckResult, ...]
    not_printed: frozenset[Slot] = frozenset()
    sections: tuple[Section, ...] = ()
    narrative: tuple[NarrativeFigure, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def failures(self) -> tuple[CheckResult, ...]:
        """Identities the printed figures break."""
        return tuple(result for result in self.checks if result.status == "fail")

    @property
    def lost(self) -> frozenset[Slot]:
        """Slots without a cell, also those whose number was derived."""
        derived = (f for f in self.found.facts if f.status == "derived")
        return self.found.missing | {(fact.table, fact.row, fact.column) for fact in derived}

    @property
    def wanted_blanks(self) -> frozenset[Slot]:
        """Slots of rows that read blank although the sums lack just such a row."""
        return frozenset(slot for slot, code in self.found.doubtful.items() if code == WANTED)

    @property
    def says_anything(self) -> bool:
        """Whether any figure cell has text: the blank form itself is no report."""
        return any(fact.printed for fact in self.found.facts) or bool(self.found.doubtful)

    @property
    def unmatched(self) -> int:
        """Rows with figures that belong to no row of their form."""
        return sum(alignment.unmatched for alignment in self.alignments)

    @property
    def misfit(self) -> int:
        """How far the reading is from complete; 0 when nothing is missing, derived or doubtful."""
        return len(self.lost) + len(self.found.doubtful) + self.unmatched


@dataclass(frozen=True, slots=True)
class Interpretation:
    """Reports of a document, or why there is none. `consulted`: codes of the forms whose content could have
    made it otherwise; None for all."""

    drafts: tuple[Draft, ...]
    rejection: Rejection | None = None
    consulted: frozenset[str] | None = None


def interpret(
    document: Document,
    forms: Sequence[Form],
    file_name: str = "",
    stated: Statements = NO_STATEMENTS,
) -> Interpretation:
    """Drafts of every report in the document. `file_name`, with its folders, is the last resort for the
    agency's name and region; `stated` is what a person says of agencies."""
    reports = report_groups(document, forms)
    groups = reports.groups
    if not groups:
        return Interpretation((), no_tables(document, file_name))
    drafts = []
    for number, group in enumerate(groups):
        opening, closing = around(document, groups, number)
        title_hint = hint(document) if number == 0 else ""
        identity = identify(opening, closing, title_hint, PurePath(file_name).name)
        if identity is None or identity.year is None:
            return Interpretation((), unidentified(identity), reports.consulted)
        year = identity.year
        lines = [line for p in (*opening, *closing) for line in p.text.splitlines()]
        identity = place_report(identity, Evidence(lines, title_hint, file_name), stated)
        other = sheet_of_other_year(year, opening, group) if reports.sheet else reports.problems
        identity = replace(identity, problems=(*identity.problems, *other))
        draft = _draft(identity, number, group, forms, reports.tables)
        prose = read_prose(blocks_of(document, groups, number), year)
        drafts.append(
            replace(
                draft,
                sections=prose.sections,
                narrative=prose.narrative,
                statements=prose.statements,
            )
        )
    if not any(draft.says_anything for draft in drafts):
        nothing = Rejection("no_tables", "the tables are there, but nothing is filled in")
        return Interpretation((), nothing, reports.consulted)
    return Interpretation(tuple(drafts), None, reports.consulted)


def _draft(
    identity: ReportIdentity,
    ordinal: int,
    group: Sequence[Fragment],
    forms: Sequence[Form],
    names: Sequence[str],
) -> Draft:
    alignments = []
    for name in names:
        grids = [fragment.grid for fragment in group if fragment.name == name]
        tables = [form.tables[name] for form in forms if name in form.tables]
        alignments.append(_fit(_distinct(tuple(tables)), grids))
    tables = [alignment.table for alignment in alignments]
    found = settle_uncertain(tables, derive(tables, read_facts(alignments)))
    found = prove_joined_rows(tables, confirm(tables, found, CONFIRMED_BY_SUMS))
    found = doubt_wanted_rows(tables, found)
    checks = check_all(tables, found.by_slot())
    return Draft(identity, ordinal, tuple(alignments), found, checks, not_printed(tables, found))


def _fit(tables: Sequence[FormTable], grids: Sequence[Grid]) -> Alignment:
    """The alignment with the form that fits best; a perfect fit needs no other form tried."""
    tried: list[Alignment] = []
    for table in tables:
        tried.append(ALIGN[table.kind](table, grids))
        if not tried[-1].misfit:
            break
    return best_fit(tried)


@cache
def _distinct(tables: tuple[FormTable, ...]) -> list[FormTable]:
    """Tables that differ in more than the name of their form, the newest form's first."""
    distinct: list[FormTable] = []
    for table in tables:
        if not any(_same(table, other) for other in distinct):
            distinct.append(table)
    return distinct


def _same(one: FormTable, other: FormTable) -> bool:
    return (one.rows, one.columns, one.blocks, one.identities) == (
        other.rows,
        other.columns,
        other.blocks,
        other.identities,
    )
