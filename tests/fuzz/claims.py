"""Reports graded as right, and the figures they claim to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.extract_pdf.scoring import Slot
from tests.fuzz.printed_page import Place
from warehouse.query import run_sql

_FACTS = """
WITH f AS (
  SELECT 'requests' AS t, report_id, item AS r, applicant AS c, value, status, cell_id FROM fact_request
  UNION ALL SELECT 'proactive', report_id, subject, measure, value, status, cell_id FROM fact_proactive
  UNION ALL SELECT 'disputes', report_id, procedure, outcome, value, status, cell_id FROM fact_dispute)
SELECT d.source_path, d.report_id, d.year, f.t, f.r, f.c, f.value, f.status,
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
    """A report graded as right: the path it was read from, its year, its figures."""

    path: str
    year: int
    claims: Mapping[Slot, Claim]

    @property
    def file(self) -> str:
        """The file on disk."""
        return self.path.partition("!/")[0]

    @property
    def member(self) -> str:
        """The name of the member of an archive, without its folders; empty for a file."""
        return self.path.rpartition("!/")[2].rpartition("/")[2] if "!/" in self.path else ""


def claimed(warehouse: Path) -> Iterator[Claimed]:
    """The reports of a warehouse that are graded as right."""
    reports: dict[int, tuple[Any, dict[Slot, Claim]]] = {}
    for row in run_sql(warehouse, _FACTS).rows:
        path, report, year, table, line, column, value, status, page, *box = row
        place = (page, *box) if page is not None and box[0] is not None else None
        claims = reports.setdefault(report, ((path, year), {}))[1]
        shown = None if value is None or status == "derived" else Decimal(str(value))
        claims[table, line, column] = Claim(shown, place)
    for head, claims in reports.values():
        yield Claimed(*head, claims)
