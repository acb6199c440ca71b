"""What a document says once it is aligned with a form: facts, check results, reports, packages."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extract.model import Box, Media, Problem, Reason, SourceFile
from transform.agency import Agency
from transform.correction import Correction
from transform.form import Slot
from transform.grounds import Account, Grounds, Measures
from transform.scope_statement import ScopeStatement
from transform.sections import Section

Status = Literal["printed", "blank", "not_applicable", "derived", "corrected"]
"""What a value says; see the value statuses in docs/architecture.md."""

Quality = Literal["verified", "as_printed", "needs_review"]
"""How far a report's numbers can be trusted."""

CheckStatus = Literal["pass", "fail", "not_assessable"]


@dataclass(frozen=True, slots=True)
class CellRef:
    """Where a number stands: page and box, or a path in a file without pages.

    `again` is the text of the same place read in another way; None where there is none.
    """

    text: str
    reader: str
    page: int | None = None
    box: Box | None = None
    path: str | None = None
    again: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the form. `value` is None unless `status` is printed, derived or corrected.

    `table` is `requests`, `proactive` or `disputes`; `row` and `column` are codes of that table's
    form (item/applicant, subject/measure, procedure/outcome). `cell` indexes `Report.cells`;
    None only for a derived value of a cell that is not on the page. `unit` is set for amounts.
    """

    table: str
    row: str
    column: str
    value: Decimal | None
    status: Status
    printed: str
    cell: int | None
    unit: str | None = None

    @property
    def slot(self) -> Slot:
        """Table, row and column."""
        return self.table, self.row, self.column


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A rule applied to a report. `difference` is found minus expected; numbers None when unknown."""

    check_code: str
    scope: str
    expected: Decimal | None
    found: Decimal | None
    difference: Decimal | None
    status: CheckStatus
    note: str = ""


@dataclass(frozen=True, slots=True)
class NarrativeFigure:
    """A figure stated in the text of a report; it never overrides a table.

    `metric` is a code of `transform/narrative.yml`; `value` has 万 and 亿 multiplied out; `period` is
    year, cumulative, event or other; `section` is 一 to 六, None outside of them. `printed` is the figure,
    or the phrase that says zero in words. `channel` is where it was published or read, None for all.
    """

    metric: str
    value: Decimal
    unit: str
    approximate: bool
    period: str
    section: str | None
    sentence: str
    printed: str
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published report, one version, as read from one file.

    `scope` is whose work table 三 counts, `scope_basis` what that rests on (None while it is unknown),
    `scopes` the evidence. `version_scope` tells versions apart: the scope that title, name or a sentence
    on coverage declare; a figure of the text that happens to agree with the table is not enough for it.
    """

    ordinal_in_file: int
    agency_as_printed: str
    year: int
    form: str
    requests_form: str | None
    title: str
    published_on: str | None
    published_basis: str | None
    media: Media
    pages: int | None
    quality: Quality
    scope: str
    facts: tuple[Fact, ...]
    cells: tuple[CellRef, ...]
    checks: tuple[CheckResult, ...]
    problems: tuple[Problem, ...]
    grounds: Grounds = Grounds()
    narrative: tuple[NarrativeFigure, ...] = ()
    accounts: tuple[Account, ...] = ()
    measures: Measures = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    agency: Agency | None = None
    scope_basis: str | None = None
    version_scope: str = "unknown"
    scopes: tuple[ScopeStatement, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadPackage:
    """Everything one file brings into the warehouse: loaded in one transaction or not at all.

    `ingredients` is the checksum of everything but the file that shaped the result (code version,
    forms, settings): the same file with the same ingredients need not be read again. `consulted` are codes
    of the forms that could have made another result; None where any could.
    """

    source: SourceFile
    status: Literal["loaded", "rejected"]
    reason: Reason | None
    detail: str
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    ingredients: str
    seconds: float
    consulted: tuple[str, ...] | None = None
