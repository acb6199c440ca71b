"""From a document to its reports: the whole of transform in one function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from extract.model import Document, Paragraph, Problem, Rejection
from transform.align_blocks import align_blocks
from transform.align_line import align_line
from transform.align_matrix import align_matrix
from transform.alignment import Alignment, best_fit
from transform.arithmetic import check_all, confirm, derive
from transform.classify import Fragment, Vocabulary, fragments, split_reports, vocabulary
from transform.facts import FactSet, Slot, read_facts
from transform.form import Form, FormTable
from transform.grid import Grid
from transform.identity import ReportIdentity, identify
from transform.model import CheckResult, Quality, Report

CONFIRMED_BY_SUMS = frozenset({"value_wrapped"})
"""Doubts that the printed sums settle: a number broken over two lines of its own cell."""

ALIGN = {"blocks": align_blocks, "matrix": align_matrix, "line": align_line}


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as one reading gave it, before a second reading settles its quality."""

    identity: ReportIdentity
    ordinal: int
    alignments: tuple[Alignment, ...]
    found: FactSet
    checks: tuple[CheckResult, ...]

    @property
    def failures(self) -> tuple[CheckResult, ...]:
        """Identities the printed figures break."""
        return tuple(result for result in self.checks if result.status == "fail")

    @property
    def complete(self) -> bool:
        """Every cell of the forms is found, readable and undoubted; nothing printed is left over."""
        derived = any(fact.status == "derived" for fact in self.found.facts)
        left_over = any(alignment.unmatched for alignment in self.alignments)
        return not (self.found.missing or self.found.doubtful or derived or left_over)

    @property
    def says_anything(self) -> bool:
        """Whether any figure cell has text: the blank form itself is no report."""
        return any(fact.printed for fact in self.found.facts) or bool(self.found.doubtful)

    @property
    def misfit(self) -> int:
        """How far the reading is from complete; 0 when nothing is missing, derived or doubtful."""
        unmatched = sum(alignment.unmatched for alignment in self.alignments)
        derived = sum(1 for fact in self.found.facts if fact.status == "derived")
        return len(self.found.missing) + derived + len(self.found.doubtful) + unmatched


@dataclass(frozen=True, slots=True)
class Interpretation:
    """Reports of a document, or why there is none."""

    drafts: tuple[Draft, ...]
    rejection: Rejection | None = None


def interpret(document: Document, forms: Sequence[Form], file_name: str = "") -> Interpretation:
    """Drafts of every report in the document. `file_name` is the last resort for the agency's name."""
    words = vocabulary(tuple(forms))
    order = list(dict.fromkeys(name for form in forms for name in form.tables))
    groups = split_reports(fragments(document.tables, words), order)
    if not groups:
        return Interpretation((), _no_tables(document, file_name))
    drafts = []
    for number, group in enumerate(groups):
        opening, closing = _around(document, groups, number)
        hint = _hint(document) if number == 0 else ""
        identity = identify(opening, closing, hint, PurePath(file_name).name)
        if identity is None or identity.year is None:
            return Interpretation((), _unidentified(identity))
        drafts.append(_draft(identity, number, group, forms, words))
    if not any(draft.says_anything for draft in drafts):
        return Interpretation((), Rejection("no_tables", "the tables are there, but nothing is filled in"))
    return Interpretation(tuple(drafts))


def _draft(
    identity: ReportIdentity, ordinal: int, group: Sequence[Fragment], forms: Sequence[Form], words: Vocabulary
) -> Draft:
    alignments = []
    for name in words.keys:
        grids = [fragment.grid for fragment in group if fragment.name == name]
        tables = [form.tables[name] for form in forms if name in form.tables]
        alignments.append(_fit(_distinct(tuple(tables)), grids))
    tables = [alignment.table for alignment in alignments]
    found = confirm(tables, derive(tables, read_facts(alignments)), CONFIRMED_BY_SUMS)
    return Draft(identity, ordinal, tuple(alignments), found, check_all(tables, found.by_slot()))


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
    return (one.rows, one.columns, one.blocks, one.identities) == (other.rows, other.columns, other.blocks, other.identities)


def _around(
    document: Document, groups: Sequence[Sequence[Fragment]], number: int
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Paragraphs before the first and after the last table of a report."""
    first = groups[number][0].grid.table.order
    last = groups[number][-1].grid.table.order
    before = groups[number - 1][-1].grid.table.order if number else -1
    after = groups[number + 1][0].grid.table.order if number + 1 < len(groups) else 1 << 60
    opening = [p for p in document.paragraphs if before < p.order < first]
    closing = [p for p in document.paragraphs if last < p.order < after]
    return _from_title(opening) if number else opening, closing


def _hint(document: Document) -> str:
    """A web page's own title; titles in Word and PDF properties are left over from other documents."""
    return document.title_hint if document.media == "html" else ""


def _from_title(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The opening of a later report begins after the closing of the one before: at its title."""
    for index, paragraph in enumerate(paragraphs):
        if identify(paragraphs[index : index + 4], (), "", "") and "信息公开" in paragraph.text:
            return list(paragraphs[index:])
    return list(paragraphs)


def _no_tables(document: Document, file_name: str) -> Rejection:
    identity = identify(document.paragraphs[:60], (), _hint(document), PurePath(file_name).name)
    if identity is None:
        return Rejection("not_a_report", "no title of an annual report on open government information was found")
    links = f" The page links: {', '.join(document.links[:3])}." if document.links else ""
    return Rejection("no_tables", f"an annual report, but none of its tables could be found.{links}")


def _unidentified(identity: ReportIdentity | None) -> Rejection:
    if identity is None:
        return Rejection("not_a_report", "tables like those of the form, but no title of an annual report")
    return Rejection("not_a_report", f"the reporting year of “{identity.title}” is printed nowhere")


def settle(draft: Draft, document: Document, agree: bool | None, extra: Sequence[Problem] = ()) -> Report:
    """The report with its quality. `agree`: whether a second, independent reading gave the same figures
    (None: none was needed or possible)."""
    forms = {alignment.table.name: alignment.table.form for alignment in draft.alignments}
    identity = draft.identity
    assert identity.year is not None
    return Report(
        ordinal_in_file=draft.ordinal,
        agency_as_printed=identity.agency,
        year=identity.year,
        form=forms.get("proactive") or next(iter(forms.values())),
        requests_form=forms.get("requests"),
        title=identity.title,
        published_on=identity.published_on,
        published_basis=identity.published_basis,
        media=document.media,
        pages=document.pages,
        quality=grade(draft, agree),
        scope="unknown",
        facts=draft.found.facts,
        cells=draft.found.cells,
        checks=draft.checks,
        problems=(*identity.problems, *draft.found.problems, *_missing(draft), *_failed(draft), *extra),
    )


def grade(draft: Draft, agree: bool | None) -> Quality:
    """verified: complete and no identity fails; as_printed: complete, some fail, two readings agree."""
    if not draft.complete or not draft.identity.agency or agree is False:
        return "needs_review"
    if not draft.failures:
        return "verified"
    return "as_printed" if agree else "needs_review"


def _missing(draft: Draft) -> list[Problem]:
    """One problem for each row of the form with cells that are not on the page."""
    rows: dict[tuple[str, str], list[str]] = {}
    lost: set[Slot] = set(draft.found.missing)
    lost.update((f.table, f.row, f.column) for f in draft.found.facts if f.status == "derived")
    for table, row, column in sorted(lost):
        rows.setdefault((table, row), []).append(column)
    return [
        Problem("cell_missing", params={"table": table, "row": row, "columns": ", ".join(columns)})
        for (table, row), columns in rows.items()
    ]


def _failed(draft: Draft) -> list[Problem]:
    return [
        Problem(
            "identity_fails",
            params={"check": result.check_code, "scope": result.scope, "expected": str(result.expected), "found": str(result.found)},
        )
        for result in draft.failures
    ]
