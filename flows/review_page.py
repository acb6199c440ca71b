"""Items and pictures as one HTML page that needs nothing else: no network, no file beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.correction_stub import correction_stub, number, verdict_stub
from flows.review_album import Album
from flows.review_item import Item
from flows.review_years import Years, years_of
from flows.source_files import SourceFiles
from flows.trace_text import equation
from warehouse.provenance import Figure, Slot

FOLDER = Path(__file__).parent / "templates"
AT_ONCE = 6
"""Cards whose pictures are there without a script: those of the first screen."""
MOST_CELLS = 10
QUALITY = {
    "verified": ("核验一致", "verified"),
    "as_printed": ("原文自相矛盾", "as printed"),
    "needs_review": ("待人工核对", "needs review"),
}
SEVERITY = {"error": ("错误", "error"), "warning": ("警告", "warning"), "info": ("提示", "info")}

Labels = Mapping[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What the page is made of; `left` counts items beyond the limit."""

    warehouse: Path
    items: Sequence[Item]
    album: Album
    labels: Labels
    years: Mapping[tuple[int, Slot], Mapping[int, Decimal | None]]
    files: SourceFiles
    left: int
    made: datetime


def page_html(page: Page) -> str:
    """The page."""
    cards = [_card(page, place, item) for place, item in enumerate(page.items)]
    counts = Counter(item.severity for item in page.items)
    text: str = _template().render(
        page=page,
        cards=cards,
        pictures=page.album.pictures,
        at_once=_at_once(page),
        severities=[(code, *SEVERITY[code], counts[code]) for code in SEVERITY if counts[code]],
        codes=sorted(Counter(code for item in page.items for code in item.codes).items()),
        years=sorted({item.report.year for item in page.items}),
        made=f"{page.made:%Y-%m-%d %H:%M}",
        reports=len({item.report.report_id for item in page.items}),
        without=sum(1 for place in range(len(cards)) if place not in page.album.of_item),
    )
    return text


@cache
def _template() -> Any:
    loader = FileSystemLoader(FOLDER)
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("review.html")


def _at_once(page: Page) -> set[int]:
    """Pictures of the first cards, which are there before any script runs."""
    return {number for place in range(AT_ONCE) for number in page.album.of_item.get(place, ())}


def _card(page: Page, place: int, item: Item) -> dict[str, Any]:
    report = item.report
    first = item.shown[0] if item.shown else None
    return {
        "number": place + 1,
        "severity": item.severity,
        "severity_zh": SEVERITY[item.severity][0],
        "quality": QUALITY[report.quality],
        "quality_code": report.quality,
        "agency": report.agency,
        "year": report.year,
        "report": report,
        "labels": _labels(page.labels, first, item),
        "slot": "/".join(first.slot) if first else "",
        "codes": item.codes,
        "said": item.said,
        "link": _link(page.files, item),
        "page": item.page,
        "pictures": page.album.of_item.get(place, []),
        "why": page.album.why.get(place, ("", "")),
        "printed": first,
        "value": number(first.value) if first else "",
        "crossing": bool(item.crossing),
        "asked": sorted({number(asked) for _, asked in item.asked}),
        "asked_by": [check.code for check, _ in item.asked],
        "readings": item.readings,
        "equation": _sums(page.labels, item),
        "years": _years(page, item),
        "correction": _correction(item, first),
        "verdict": verdict_stub(report, item.check.code, item.check.scope) if item.check else "",
    }


def _labels(labels: Labels, first: Figure | None, item: Item) -> tuple[str, str]:
    if first is None:
        return "", ""
    row = labels.get((first.table, first.row), (first.row, first.row))
    column = labels.get((first.table, first.column), (first.column, first.column))
    return f"{row[0]} × {column[0]}", f"{row[1]} × {column[1]}"


def _link(files: SourceFiles, item: Item) -> str:
    """Opens the file at the page; empty where it is gone or a member of an archive."""
    found = files.find(item.report)
    if found is None or found.chain:
        return ""
    page = f"#page={item.page}" if item.page and found.source.kind == "pdf" else ""
    return found.location.absolute().as_uri() + page


def _sums(labels: Labels, item: Item) -> dict[str, Any] | None:
    """The sums of a failed check with their numbers, for a table of its figures."""
    check, sides = item.check, item.sides
    if check is None:
        return None
    if sides is None:
        return {"text": "", "cells": [], "more": 0, "sums": _compared(check.expected, check.found)}
    values = {figure.slot: figure for figure in item.known}
    rows = len({row for _, row, _ in sides.slots}) > 1
    cells = []
    for slot in sides.slots:
        code = slot[1] if rows else slot[2]
        figure = values.get(slot)
        cells.append(
            {
                "label": labels.get((slot[0], code), (code, code))[0],
                "printed": figure.printed if figure else "?",
                "total": slot in sides.right,
                "crossing": slot in item.crossing,
            }
        )
    blank = [cell for cell in cells if cell["printed"] in ("0", "") and not cell["crossing"]]
    shown = cells if len(cells) <= MOST_CELLS else [cell for cell in cells if cell not in blank]
    return {
        "text": equation(sides),
        "cells": shown,
        "more": len(cells) - len(shown),
        "sums": _compared(check.expected, check.found),
    }


def _compared(expected: Decimal | None, found: Decimal | None) -> tuple[str, str, str]:
    difference = found - expected if expected is not None and found is not None else None
    sign = "+" if difference is not None and difference > 0 else ""
    return number(expected), number(found), f"{sign}{number(difference)}"


def _years(page: Page, item: Item) -> Years | None:
    if not item.shown:
        return None
    given = page.years.get((item.report.agency_id, item.shown[0].slot), {})
    return years_of(given, item.report.year)


def _correction(item: Item, first: Figure | None) -> str:
    if first is None:
        return ""
    asked = {number(value) for _, value in item.asked if value >= 0}
    proposed = f'"{asked.pop()}"' if len(asked) == 1 else "..."
    seen = None if first.cell_id is None else first.printed
    return correction_stub(item.report, first.slot, seen, proposed)
