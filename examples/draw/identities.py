"""The arithmetic of the form, R1 to R4, and where a report breaks it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from examples.draw.form import APPLICANTS, OUTCOMES, PARTS, PROCEDURES, outcomes
from examples.draw.printed import Printed, number

if TYPE_CHECKING:
    from examples.draw.figures import Figures


def broken_identities(figures: Figures) -> list[dict[str, Any]]:
    """Every identity that the printed figures break: parts on the left, totals on the right.

    A blank among printed parts counts as nothing; an identity whose total, or all of whose parts,
    are blank cannot be assessed.
    """
    cells, found = figures.requests, []
    for column in APPLICANTS:
        left = _sum(cells.get((item, column)) for item in ("new_received", "carried_over"))
        right = _sum(cells.get((item, column)) for item in ("handled_total", "carried_forward"))
        found.append(("request_balance", column, left, right))
        parts = (cells.get((item, column)) for item in outcomes(figures.requests_form))
        found.append(("handled_sum", column, _sum(parts), _one(cells, "handled_total", column)))
    for item in figures.item_codes():
        parts = (cells.get((item, part)) for part in PARTS)
        found.append(("applicant_sum", item, _sum(parts), _one(cells, item, "total")))
    for procedure in PROCEDURES:
        parts = (figures.disputes.get((procedure, o)) for o in OUTCOMES if o != "total")
        total = _one(figures.disputes, procedure, "total")
        found.append(("dispute_sum", procedure, _sum(parts), total))
    return [
        {"id": f"{name}/{at}", "identity": name, "at": at, "left": left, "right": right}
        for name, at, left, right in found
        if left is not None and right is not None and left != right
    ]


def _sum(texts: Iterable[Printed]) -> int | float | None:
    """The sum of what is printed; None when nothing is."""
    values = [value for value in map(number, texts) if value is not None]
    return sum(values) if values else None


def _one(cells: Any, row: str, column: str) -> int | float | None:
    """The printed number of one cell."""
    return number(cells.get((row, column)))
