"""Reports graded as right whose figures are not those that were drawn: printed so, or read wrong?

A change may well change a printed figure; then another one is printed, and reading it is right. It is
taken for that only where the file itself shows it, without asking the readers: in a PDF the pixels of
the cell are others than before; elsewhere the drawn row of numbers is not in the file any more.
Whatever cannot be explained in this way is `unexplained`, and a person has to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from tests.extract_pdf.scoring import Slot, read_bytes, truth_cells
from tests.fuzz.draw import donor, original
from tests.fuzz.mutant import Mutant, Original
from tests.fuzz.printed_page import Place, PrintedPages, is_blank, same_print
from tests.fuzz.visible_text import holds, rows
from tests.fuzz.zip_container import members
from warehouse.query import run_sql

Wrong = tuple[Slot, Decimal | None, Decimal | None]
"""A slot, the number drawn there, the number read."""
Verdict = Literal["printed so", "unexplained", "not printed"]
Truth = Mapping[Slot, Decimal | None]
Explained = Iterator[tuple[Wrong, Verdict]]
_FACTS = """
WITH f AS (
  SELECT 'requests' AS t, report_id, item AS r, applicant AS c, value, status, cell_id FROM fact_request
  UNION ALL SELECT 'proactive', report_id, subject, measure, value, status, cell_id FROM fact_proactive
  UNION ALL SELECT 'disputes', report_id, procedure, outcome, value, status, cell_id FROM fact_dispute)
SELECT d.source_path, d.report_id, d.year, d.quality, d.media, f.t, f.r, f.c, f.value, f.status,
       a.page, a.x0, a.y0, a.x1, a.y1
FROM dim_report d JOIN f USING (report_id) LEFT JOIN audit.cell a USING (cell_id)
WHERE d.quality IN ('verified', 'as_printed') ORDER BY d.report_id
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that a report graded as right claims to be printed; `place` in a PDF only."""

    value: Decimal | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A report graded as right: where it was read, and its figures."""

    path: str
    year: int
    quality: str
    claims: Mapping[Slot, Claim]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not the drawn one, or that is not printed at all."""

    path: str
    slot: Slot
    drawn: Decimal | None
    read: Decimal | None
    verdict: Verdict

    def __str__(self) -> str:
        at = "/".join(self.slot)
        return f"{self.path} {at}: drawn {self.drawn}, read {self.read}, {self.verdict}"


def claimed(warehouse: Path) -> Iterator[Claimed]:
    """The reports of a warehouse that are graded as right."""
    reports: dict[int, tuple[Any, dict[Slot, Claim]]] = {}
    for row in run_sql(warehouse, _FACTS).rows:
        path, report, year, quality, _, table, line, column, value, status, page, *box = row
        place = (page, *box) if page is not None and box[0] is not None else None
        claims = reports.setdefault(report, ((path, year, quality), {}))[1]
        shown = None if value is None or status == "derived" else Decimal(str(value))
        claims[table, line, column] = Claim(shown, place)
    for head, claims in reports.values():
        yield Claimed(*head, claims)


def differences(report: Claimed, mutant: Mutant) -> list[Difference]:
    """Where a report graded as right departs from what was drawn, and why."""
    drawn = original(mutant.seed, mutant.kind)
    found = _found(report.path, mutant, drawn)
    if found is None:
        return []
    truth, before, now, kind = found
    expected = truth_cells(truth)
    wrong = [
        (slot, expected.get(slot), claim.value)
        for slot, claim in report.claims.items()
        if claim.value != expected.get(slot)
    ]
    if report.year != truth["year"]:
        year = ("report", "year", "")
        wrong.append((year, Decimal(truth["year"]), Decimal(report.year)))
    wrong = [each for each in wrong if not _from_donor(each, mutant)]
    explain = _by_pixels if kind == "pdf" else _by_rows
    verdicts = explain(wrong, before, now, kind, expected)
    told = [Difference(report.path, *each, verdict) for each, verdict in verdicts]
    return told + (_not_printed(report, now) if kind == "pdf" else [])


def _found(
    path: str, mutant: Mutant, drawn: Original
) -> tuple[Mapping[str, Any], bytes, bytes, str] | None:
    """Truth, drawn and changed bytes and kind of what a report was read from; None if it is new."""
    name = path.rpartition("!/")[2].rpartition("/")[2] if "!/" in path else ""
    if name not in drawn.truths:
        return None
    before = drawn.contents[name]
    now = mutant.content if not name else _member(mutant.content, name)
    suffixes = {"pdf": "pdf", "html": "html", "docx": "docx", "txt": "text"}
    return (
        drawn.truths[name],
        before,
        now,
        suffixes[name.rpartition(".")[2]] if name else drawn.kind,
    )


def _member(content: bytes, name: str) -> bytes:
    """The bytes of a member, also of an archive in an archive."""
    try:
        for path, data in members(content):
            if path.rpartition("/")[2] == name:
                return data
            if path.endswith(".zip"):
                return _member(data, name)
    except Exception:  # damaged on purpose, in ways zipfile has no name for
        return b""
    return b""


def _from_donor(wrong: Wrong, mutant: Mutant) -> bool:
    """Whether the figure is that of the file whose end was put behind this one's beginning."""
    if not any("splice" in change for change in mutant.changes):
        return False
    slot, _, read = wrong
    truth = donor(mutant.seed).figures.truth()
    year = ("report", "year", "")
    return read == (Decimal(truth["year"]) if slot == year else truth_cells(truth).get(slot))


def _by_rows(wrong: list[Wrong], before: bytes, now: bytes, kind: str, truth: Truth) -> Explained:
    """A row of numbers that was drawn is no longer there: its figures are others now."""
    old, new = rows(kind, before), rows(kind, now)
    for each in wrong:
        table, line, _ = each[0]
        drawn = [v for slot, v in truth.items() if slot[:2] == (table, line) and v is not None]
        gone = any(holds(row, tuple(drawn)) and new[row] < count for row, count in old.items())
        yield each, "printed so" if gone else "unexplained"


def _by_pixels(wrong: list[Wrong], before: bytes, now: bytes, kind: str, truth: Truth) -> Explained:
    """In the cell where the drawn figure stood other pixels are printed now."""
    if not wrong:
        return
    places = _drawn_places(before)
    one, two = PrintedPages.opened(before), PrintedPages.opened(now)
    for each in wrong:
        place = places.get(each[0])
        known = one is not None and two is not None and place is not None
        if known and not same_print(one, two, place):  # type: ignore[arg-type]
            yield each, "printed so"
        else:
            yield each, "unexplained"


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


def _not_printed(report: Claimed, now: bytes) -> list[Difference]:
    """Figures at whose place the page is blank: nobody who looks at it sees them."""
    pages = PrintedPages.opened(now)
    return [
        Difference(report.path, slot, None, claim.value, "not printed")
        for slot, claim in report.claims.items()
        if pages and claim.value is not None and claim.place and is_blank(pages, claim.place)
    ]
