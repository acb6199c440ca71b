"""From a draft to a report: its quality, and the problems that belong to the whole of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.model import Document, Problem
from transform.account import account
from transform.form import Form
from transform.grading import disputes, grade
from transform.grounds import Account, Grounds, Measures
from transform.interpret import Draft
from transform.measures import (
    OF_TABLES,
    measures_of_report,
    measures_of_sections,
    measures_of_table,
    with_doubts,
)
from transform.model import CheckResult, Report
from transform.rule_checks import check_measures
from transform.scope import ScopeReading, other_body, read_scope, with_pages
from transform.settled_problems import failed_sums
from transform.text_checks import check_text


def settle(
    draft: Draft,
    document: Document,
    agree: bool | None,
    extra: Sequence[Problem] = (),
    forms: Sequence[Form] = (),
) -> Report:
    """The report with its quality. `agree`: whether a second, independent reading gave the same figures
    (None: none was needed or possible). `forms` are all that are known."""
    codes = {alignment.table.name: alignment.table.form for alignment in draft.alignments}
    identity = draft.identity
    assert identity.year is not None
    accounts, lost = _accounts(draft)
    problems = (
        *identity.problems,
        *draft.found.problems,
        *lost,
        *_missing(draft),
        *failed_sums(draft.checks),
        *extra,
    )
    grounds = grounds_of(draft, agree, len(lost))
    scope = read_scope(
        identity.agency,
        identity.title,
        identity.year,
        identity.placed,
        draft.sections,
        draft.found.by_slot(),
    )
    measures = with_doubts(_measures(draft, accounts, lost, forms), grounds, disputes(problems))
    return Report(
        ordinal_in_file=draft.ordinal,
        agency_as_printed=identity.agency,
        year=identity.year,
        form=codes.get("proactive") or next(iter(codes.values())),
        requests_form=codes.get("requests"),
        title=identity.title,
        published_on=identity.published_on,
        published_basis=identity.published_basis,
        media=document.media,
        pages=document.pages,
        quality=grade(grounds, draft.checks, named=bool(identity.agency)),
        scope=scope.scope,
        facts=draft.found.facts,
        cells=draft.found.cells,
        checks=(*draft.checks, *check_measures(measures), *_text_checks(draft, scope)),
        narrative=draft.narrative,
        problems=problems,
        grounds=grounds,
        accounts=accounts,
        measures=measures,
        agency=identity.placed,
        scope_basis=scope.basis,
        version_scope=scope.version_scope,
        scopes=with_pages(scope.statements, document),
        sections=draft.sections,
    )


def grounds_of(draft: Draft, agree: bool | None, lost: int = 0) -> Grounds:
    """What the quality of a draft rests on; `lost` counts figures that no row accounts for."""
    return Grounds(
        doubtful=tuple(sorted(draft.found.doubtful.items())),
        missing=tuple(sorted(draft.lost)),
        not_printed=tuple(sorted(draft.not_printed)),
        left_over=lost + sum(alignment.unmatched for alignment in draft.alignments),
        agree=agree,
    )


def _accounts(draft: Draft) -> tuple[tuple[Account, ...], tuple[Problem, ...]]:
    """What became of every cell of each table, and figures that would be lost otherwise."""
    facts = draft.found.by_slot()
    found = [account(each, draft.found.problems, facts) for each in draft.alignments]
    return tuple(each for each, _ in found), tuple(p for _, lost in found for p in lost)


def _measures(
    draft: Draft, accounts: Sequence[Account], lost: Sequence[Problem], forms: Sequence[Form]
) -> Measures:
    beside = Counter(problem.params["label"] for problem in lost)
    pairs = zip(draft.alignments, accounts, strict=True)
    with_cells = frozenset(each.table for each in accounts if each.facts)
    said = [statement.code for statement in draft.statements]
    six = any(each.table in OF_TABLES.values() for each in accounts)  # the sheet before has none
    return {
        "table": {
            account.table: measures_of_table(
                alignment, account, draft.found.facts, beside[account.table], forms
            )
            for alignment, account in pairs
        },
        "section": measures_of_sections(draft.sections, with_cells) if six else {},
        "report": {"report": measures_of_report(draft.sections, draft.identity.problems, said)},
    }


def _text_checks(draft: Draft, scope: ScopeReading) -> tuple[CheckResult, ...]:
    said = [(statement.code, statement.sentence) for statement in draft.statements]
    return check_text(
        draft.narrative, said, draft.found.by_slot(), lambda figure: other_body(figure, scope)
    )


def _missing(draft: Draft) -> list[Problem]:
    """One problem for each row of the form with cells that are not on the page."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for slot in sorted(draft.lost):
        table, row, column = slot
        code = "cell_not_printed" if slot in draft.not_printed else "cell_missing"
        rows.setdefault((code, table, row), []).append(column)
    return [
        Problem(code, params={"table": table, "row": row, "columns": ", ".join(columns)})
        for (code, table, row), columns in rows.items()
    ]
