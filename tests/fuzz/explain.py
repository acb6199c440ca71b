"""Why a figure is not the drawn one, as the files themselves show it: no reader is believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from tests.extract_pdf.scoring import Slot, read_bytes
from tests.fuzz.printed_page import Place, PrintedPages, same_print
from tests.fuzz.visible_text import rows, spans

Verdict = Literal["printed so", "moved", "unexplained", "not printed"]
Wrong = tuple[Slot, Decimal | None, Decimal | None]
"""A slot, the number drawn there, the number read."""
Truth = Mapping[Slot, Decimal | None]

_FIRST_PAGE: Place = (1, 0.0, 0.0, 5000.0, 5000.0)
"""Where a year is printed, which is no figure of a table."""


def explained(
    wrong: list[Wrong], kind: str, before: bytes, now: bytes, truth: Truth
) -> Iterator[tuple[Wrong, Verdict]]:
    """Each figure with what the drawn and the changed file say of it."""
    if wrong:
        told = _by_pixels(wrong, before, now) if kind == "pdf" else None
        yield from told or _by_rows(wrong, kind, before, now, truth)


def _by_rows(
    wrong: list[Wrong], kind: str, before: bytes, now: bytes, truth: Truth
) -> Iterator[tuple[Wrong, Verdict]]:
    """A row of numbers that was drawn is no longer there, or its cells are not what they were."""
    old, new = rows(kind, before), rows(kind, now)
    other_spans = spans(old) != spans(new)
    there = Counter(row.numbers for row in old.elements())
    left = Counter(row.numbers for row in new.elements())
    for each in wrong:
        table, line, _ = each[0]
        drawn = tuple(v for slot, v in truth.items() if slot[:2] == (table, line) and v is not None)
        own = [row for row in old if row.holds(drawn)]
        if any(left[row.numbers] < there[row.numbers] for row in own):
            yield each, "printed so"
        elif other_spans or any(new[row] < old[row] for row in own):
            yield each, "moved"
        else:
            yield each, "unexplained"


def _by_pixels(wrong: list[Wrong], before: bytes, now: bytes) -> Iterator[tuple[Wrong, Verdict]]:
    """In the cell where the drawn figure stood other pixels are printed now."""
    places = _drawn_places(before)
    one, two = PrintedPages.opened(before), PrintedPages.opened(now)
    for each in wrong:
        place = _FIRST_PAGE if each[0][0] == "report" else places.get(each[0])
        other = one and two and place and not same_print(one, two, place)
        yield each, "printed so" if other else "unexplained"


def _drawn_places(content: bytes) -> dict[Slot, Place]:
    """Where each figure stands in the drawn file, which is read as any other."""
    places: dict[Slot, Place] = {}
    for report in read_bytes(content, "pdf").reports:
        for fact in report.facts:
            cell = report.cells[fact.cell] if fact.cell is not None else None
            if cell is not None and cell.box is not None and cell.page is not None:
                box = cell.box
                slot = (fact.table, fact.row, fact.column)
                places[slot] = (cell.page, box.x0, box.y0, box.x1, box.y1)
    return places
