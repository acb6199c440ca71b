"""Everything a dashboard shows, asked from a warehouse at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.dashboard_words import items, names
from flows.failures import UserError
from warehouse import dashboard_questions as ask
from warehouse.dashboard_rows import (
    Body,
    Definition,
    Fault,
    Figures,
    Governed,
    Rate,
    Seen,
    Source,
    Span,
    Spread,
    Total,
    TotalRate,
)

MOST_REGIONS = 60
"""Regions whose totals are in the page: that asked for and those right below."""
SHARE = "applicant_share"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a dashboard is to be about; None for all. `years` are the first and the last."""

    region: str | None = None
    agency: str | None = None
    years: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Release:
    """The file and the run that published it."""

    file: str
    bytes: int
    sha256: str
    run_id: str | None
    ended_at: datetime | None
    version: str | None


@dataclass(frozen=True, slots=True)
class Data:
    """What the page is made of. `title` is the region or agency asked for, empty for all."""

    title: str
    years: tuple[int, ...]
    bodies: Sequence[Body]
    seen: Sequence[Seen]
    figures: Sequence[Figures]
    rates: Sequence[Rate]
    spreads: Sequence[Spread]
    regions: Sequence[Governed]
    regions_left_out: int
    totals: Sequence[Total]
    total_rates: Sequence[TotalRate]
    root_scopes: Mapping[tuple[str, int], str]
    sources: Sequence[Source]
    faults: Sequence[Fault]
    definitions: Sequence[Definition]
    release: Release


def gather(warehouse: Path, choice: Choice) -> Data:
    """The data of a dashboard; raises UserError where nothing fits the choice."""
    first, last = _years(warehouse, choice.years)
    region, title = _region(warehouse, choice.region)
    bodies = ask.bodies(warehouse, region, choice.agency, first, last)
    if not bodies:
        wanted = " and ".join(filter(None, (choice.region, choice.agency))) or "these years"
        raise UserError(
            f"no report for {wanted} from {first} to {last}; ogi sql "
            '"select agency, year from agency_year" lists what there is'
        )
    ids = tuple(body.agency_id for body in bodies)
    span = Span(ids, first, last, region, choice.agency)
    seen = ask.coverage(warehouse, span)
    held = [each.year for each in seen]
    rates = list(names("rates"))
    # an agency asked for by name is shown by itself; a total of its region would be somebody else's figures
    regions = [] if choice.agency else ask.governed(warehouse, region, first, last)
    codes = [each.region_code for each in regions[:MOST_REGIONS]]
    return Data(
        title=choice.agency or title,
        years=tuple(range(min(held), max(held) + 1)),
        bodies=bodies,
        seen=seen,
        figures=ask.figures(warehouse, span, list(items())),
        rates=ask.rates(warehouse, span, rates),
        spreads=ask.spreads(warehouse, span, rates),
        regions=regions[:MOST_REGIONS],
        regions_left_out=max(0, len(regions) - MOST_REGIONS),
        totals=ask.totals(warehouse, codes, list(items()), first, last),
        root_scopes=ask.root_scopes(warehouse, codes, first, last),
        total_rates=ask.total_rates(warehouse, codes, rates, first, last),
        sources=ask.sources(warehouse, span),
        faults=ask.faults(warehouse, span),
        definitions=ask.definitions(warehouse),
        release=_release(warehouse),
    )


def _years(warehouse: Path, wanted: tuple[int | None, int | None]) -> tuple[int, int]:
    held = ask.years(warehouse)
    if held is None:
        raise UserError(f"{warehouse} holds no report yet: ogi ingest FOLDER")
    first = max(held[0], wanted[0] or held[0])
    last = min(held[1], wanted[1] or held[1])
    if first > last:
        raise UserError(f"no report in these years: {warehouse} holds {held[0]} to {held[1]}")
    return first, last


def _region(warehouse: Path, wanted: str | None) -> tuple[str | None, str]:
    """Code and full name of the region asked for."""
    if wanted is None:
        return None, ""
    found = ask.regions_named(warehouse, wanted)
    if not found:
        raise UserError(f"no region {wanted}; name it by its GB/T 2260 code or as 江苏省, 南京市")
    if len(found) > 1:
        listed = ", ".join(f"{code} {name}" for code, name in found[:10])
        raise UserError(f"several regions are called {wanted}; name one by its code: {listed}")
    return found[0]


def _release(warehouse: Path) -> Release:
    with warehouse.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    run_id, ended_at, version, _ = ask.release(warehouse)
    return Release(warehouse.name, warehouse.stat().st_size, sha256, run_id, ended_at, version)
