"""From a draft to a report: its quality, and the problems that belong to the whole of it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Document, Problem
from transform.interpret import Draft
from transform.model import Quality, Report


def settle(
    draft: Draft, document: Document, agree: bool | None, extra: Sequence[Problem] = ()
) -> Report:
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
        problems=(
            *identity.problems,
            *draft.found.problems,
            *_missing(draft),
            *_failed(draft),
            *extra,
        ),
    )


def grade(draft: Draft, agree: bool | None) -> Quality:
    """verified: complete, no identity fails; as_printed: the publication itself is at fault.

    Either some identity fails and two readings agree, or cells are not printed and no identity fails."""
    if not draft.complete or not draft.identity.agency or agree is False:
        return "needs_review"
    if not draft.failures:
        return "as_printed" if draft.not_printed else "verified"
    return "as_printed" if agree and not draft.not_printed else "needs_review"


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


def _failed(draft: Draft) -> list[Problem]:
    return [
        Problem(
            "identity_fails",
            params={
                "check": result.check_code,
                "scope": result.scope,
                "expected": str(result.expected),
                "found": str(result.found),
            },
        )
        for result in draft.failures
    ]
