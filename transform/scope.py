"""Whose work the tables of a report count, with the evidence for it; nothing is guessed.

Three kinds of evidence decide: marks in name and title, sentences about what the statistics cover, and a
sentence that gives a body with the very figure the table prints. Words with another figure than the table's
speak of another body: they are kept and decide nothing. Where evidence contradicts itself nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.model import Document
from transform.agency import Agency
from transform.form import Slot
from transform.model import Fact, NarrativeFigure
from transform.running_text import clean
from transform.scope_claims import Claim, claims, figures
from transform.scope_declared import declared
from transform.scope_publisher import Publisher, publisher_of
from transform.scope_statement import Scope, ScopeStatement
from transform.sections import Section

_TABLES = {"requests": "requests", "reconsideration": "disputes", "litigation": "disputes"}
_READINGS: dict[str, tuple[tuple[Slot, ...], ...]] = {
    "requests": (
        (("requests", "new_received", "total"),),
        (("requests", "new_received", "total"), ("requests", "carried_over", "total")),
    ),
    "reconsideration": ((("disputes", "reconsideration", "total"),),),
    "litigation": (
        (
            ("disputes", "litigation_direct", "total"),
            ("disputes", "litigation_after_reconsideration", "total"),
        ),
    ),
}
"""Sums of the tables that a figure of the text can mean."""
_SURE = Decimal(10)
"""From this figure on that text and table agree is hardly chance."""
_KEPT = 200
"""Characters of a sentence that are enough to find it by."""


@dataclass(frozen=True, slots=True)
class ScopeReading:
    """The scope of table 三 with its basis, the scope that versions are told apart by, all evidence."""

    scope: Scope
    basis: str | None
    version_scope: Scope
    statements: tuple[ScopeStatement, ...]
    publisher: Publisher
    year: int


def read_scope(
    printed: str,
    title: str,
    year: int,
    agency: Agency | None,
    sections: Sequence[Section],
    facts: Mapping[Slot, Fact],
) -> ScopeReading:
    """The scope of a report from its printed name, title, text and tables."""
    publisher = publisher_of(agency, printed)
    own_words = list(dict.fromkeys(declared(printed, title, sections, publisher)))
    given = _distinct(claims(sections, year, publisher))
    stated = [*own_words, *_confirmed(given, facts)]
    by_kind = _assumed(publisher)
    scope, basis = _decided([each for each in stated if each.table_name == "requests"])
    if scope == "unknown" and not basis and by_kind:
        scope, basis = by_kind.scope, "assumed"
    as_declared, _ = _decided(own_words)
    if as_declared == "unknown" and not own_words and by_kind:
        as_declared = by_kind.scope
    statements = (*stated, *([by_kind] if by_kind else []))
    return ScopeReading(
        scope, None if scope == "unknown" else basis, as_declared, statements, publisher, year
    )


def with_pages(
    statements: Sequence[ScopeStatement], document: Document
) -> tuple[ScopeStatement, ...]:
    """The statements with the pages their sentences begin on, where the document has pages."""
    if not document.pages:
        return tuple(statements)
    return tuple(
        replace(each, page=_page(each.evidence, document)) if each.basis == "stated" else each
        for each in statements
    )


def other_body(figure: NarrativeFigure, reading: ScopeReading) -> str:
    """The body the sentence of a figure speaks of, where it is another than the table's; else empty."""
    whose = {
        (found.name, found.body)
        for found in figures(figure.sentence, reading.year, reading.publisher)
        if found.number.printed == figure.printed or found.number.value == figure.value
    }
    if len(whose) != 1:
        return ""
    name, body = whose.pop()
    if body is None:
        return ""
    if body.scope is None:
        return name
    if reading.basis == "stated":
        return "" if body.scope == reading.scope or not body.alone else name
    return name if body.alone and not _is_itself(body.scope, reading.publisher) else ""


def _is_itself(scope: Scope, publisher: Publisher) -> bool:
    """Whether a body may well be what a report of this publisher counts when it does not say so."""
    if publisher.words == "organ":
        return scope in ("own", "own_and_subordinates")
    return scope == ("own" if publisher.is_office else "whole_region")


def _decided(statements: Sequence[ScopeStatement]) -> tuple[Scope, str | None]:
    """The one scope all evidence that counts agrees on; unknown with a basis where it contradicts itself."""
    found = {each.scope for each in statements if each.confidence != "low"}
    if len(found) == 1:
        return found.pop(), "stated"
    return "unknown", "stated" if found else None


def _distinct(given: Iterator[Claim]) -> list[Claim]:
    return list({(c.what, c.body, c.value): c for c in given}.values())


def _confirmed(given: Sequence[Claim], facts: Mapping[Slot, Fact]) -> Iterator[ScopeStatement]:
    """Claims as evidence: of low confidence where the table prints another figure."""
    for claim in given:
        if claim.body.scope is None:
            continue
        agrees = claim.value in _printed(claim.what, facts)
        contrasted = any(o.what == claim.what and o.body != claim.body for o in given)
        decides = agrees and (claim.body.alone or contrasted)
        sure = "high" if claim.value >= _SURE else "medium"
        yield ScopeStatement(
            _TABLES[claim.what],
            claim.body.scope,
            "stated",
            claim.sentence[:_KEPT],
            claim.section,
            None,
            sure if decides else "low",  # type: ignore[arg-type]
        )


def _printed(what: str, facts: Mapping[Slot, Fact]) -> set[Decimal]:
    """What the table prints for it; nothing where a cell of the sum is blank."""
    sums: set[Decimal] = set()
    for slots in _READINGS[what]:
        values = [facts[slot].value for slot in slots if slot in facts]
        if len(values) == len(slots) and None not in values:
            sums.add(sum((v for v in values if v is not None), Decimal(0)))
    return sums


def _assumed(publisher: Publisher) -> ScopeStatement | None:
    if publisher.assumed is None:
        return None
    why = "kind of agency / 按机构类型"
    return ScopeStatement("requests", publisher.assumed, "assumed", why, None, None, "low")


def _page(evidence: str, document: Document) -> int | None:
    """The page of the paragraph that holds the beginning of a sentence."""
    start = clean(evidence)[:14]
    for paragraph in document.paragraphs:
        if start in clean(paragraph.text):
            return paragraph.page
    return None
