"""Which agency a report is of: one key across years and spellings, from what the report says alone.

A name becomes the code of its region and its organ. Nothing depends on which other reports are
known, and nothing is guessed: what a name and its evidence leave open keeps its printed name as key,
and is a problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.model import Problem
from transform.agency import Agency
from transform.agency_evidence import Evidence, decide
from transform.agency_name import Parsed, parse_name, plain_name
from transform.agency_statements import NO_STATEMENTS, Statements
from transform.identity import ReportIdentity
from transform.region_gazetteer import gazetteer
from transform.regions import Place

_MOST_NAMED = 6
"""Candidates a problem names; more are counted."""


def place_agency(
    printed: str,
    year: int | None = None,
    evidence: Evidence | None = None,
    statements: Statements = NO_STATEMENTS,
) -> tuple[Agency, tuple[Problem, ...]]:
    """The agency of a printed name, and what a person should know about it.

    >>> place_agency("山东省德州市统计局")[0] == place_agency("德州市统计局")[0]
    True
    """
    evidence = evidence or Evidence()
    meant = statements.meant(printed, year, evidence.path)
    if meant is not None:
        evidence = Evidence()
    agency, problems = _place(meant or printed, year, evidence)
    for below, above in statements.parents:
        if stated_key(below) == agency.key:
            return replace(agency, parent=stated_key(above)), problems
    return agency, problems


@cache
def stated_key(stated: str) -> str:
    """Key of an agency as a person states it: by its name alone."""
    return _place(stated, None, Evidence())[0].key


def place_report(
    identity: ReportIdentity, evidence: Evidence, statements: Statements = NO_STATEMENTS
) -> ReportIdentity:
    """The identity with its agency, and with the problems that came of looking for it."""
    agency, problems = place_agency(identity.agency, identity.year, evidence, statements)
    return replace(identity, placed=agency, problems=(*identity.problems, *problems))


def _place(
    printed: str, year: int | None, evidence: Evidence
) -> tuple[Agency, tuple[Problem, ...]]:
    if not plain_name(printed):
        return Agency("", ""), ()  # agency_not_in_title has said so
    parsed = parse_name(printed, year)
    if parsed.nationwide:
        return _agency(parsed, parsed.places[0] if parsed.places else None), ()
    if parsed.clash:
        return _unplaced(printed, parsed), (_problem("agency_unplaced", printed, parsed.clash),)
    places = parsed.places if _is_settled(parsed) else decide(parsed, evidence, year)
    if len(places) == 1:
        return _agency(parsed, places[0]), ()
    if places:
        return _unplaced(printed, parsed), (_ambiguous(printed, parsed, places),)
    return _unplaced(printed, parsed), (_problem("agency_unplaced", printed),)


def _is_settled(parsed: Parsed) -> bool:
    """Whether the name alone says where its agency is; of a township also in which county."""
    if len(parsed.places) != 1:
        return False
    return not (parsed.organ.is_below_county and gazetteer().has_counties(parsed.places[0].code))


def _agency(parsed: Parsed, place: Place | None) -> Agency:
    organ = parsed.organ
    if parsed.nationwide:
        return Agency(
            key=f"|{organ.key}",
            name=parsed.whole,
            region=place.code if place else None,
            kind=organ.kind,
            level=None if place else "national",
            function=organ.function,
        )
    assert place is not None
    region = gazetteer().region(place.code)
    level: str | None = region.level
    if organ.zone:
        level = None
    elif organ.is_below_county:
        level = "township"
    return Agency(
        key=f"{place.code}|{organ.key}",
        name=parsed.whole or organ.whole_name(gazetteer().full_name(place.code), region.short),
        region=place.code,
        kind=organ.kind,
        level=level,
        function=organ.function,
        parent=_above(parsed, place),
    )


def _above(parsed: Parsed, place: Place) -> str | None:
    """Key of the agency above: the government of the region; for governments and organs led from
    above (tax) the same organ of the region above."""
    organ = parsed.organ
    if organ.kind not in ("government", "vertical"):
        zone = f"{organ.zone}管理委员会"
        return f"{place.code}|{zone if organ.zone and organ.key != zone else 'government'}"
    above = gazetteer().parent(place.code)
    return f"{above}|{organ.key if organ.kind == 'vertical' else 'government'}" if above else None


def _unplaced(printed: str, parsed: Parsed) -> Agency:
    """An agency by its printed name alone."""
    organ = parsed.organ
    known = organ.is_listed and not parsed.clash
    return Agency(
        key=plain_name(printed),
        name="".join(printed.split()),
        kind=organ.kind if known else None,
        function=organ.function if known else None,
    )


def _ambiguous(printed: str, parsed: Parsed, places: Sequence[Place]) -> Problem:
    names = [gazetteer().full_name(place.code) + parsed.organ.name for place in places]
    more = f" (+{len(names) - _MOST_NAMED})" if len(names) > _MOST_NAMED else ""
    params = {"agency": printed, "candidates": ", ".join(names[:_MOST_NAMED]) + more}
    return Problem("agency_ambiguous", printed, params=params)


def _problem(code: str, printed: str, clash: str = "") -> Problem:
    return Problem(code, printed, params={"agency": printed, "named": clash or "—"})
