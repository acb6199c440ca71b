"""Invented reports of one agency over several years, which fit each other."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from examples.draw.amounts import Scale
from examples.draw.figures import Figures
from examples.draw.form import PARTS
from examples.draw.habits import Habits, as_typed
from examples.draw.invent import balanced_numbers
from examples.draw.printed import number
from examples.draw.prose import written


def series(
    rng: random.Random,
    agency: str,
    years: Iterable[int],
    *,
    scale: Scale = "city",
    habits: Habits | None = None,
    region: str = "",
) -> list[Figures]:
    """A report a year: what is carried forward is carried over, documents in force add up."""
    found: list[Figures] = []
    for year in years:
        figures = balanced_numbers(rng, agency, year, scale=scale, region=region, spread=0.12)
        if found:
            figures = _in_force(_carried(figures, found[-1]), found[-1])
        found.append(figures)
    return [as_typed(written(figures, rng), habits or Habits(), rng) for figures in found]


def _int(figures: Figures, item: str, applicant: str) -> int:
    """A figure of table 三."""
    return int(number(figures.requests[item, applicant]) or 0)


def _carried(figures: Figures, before: Figures) -> Figures:
    """This year's 上年结转 is last year's 结转下年度 in every column; 新收 makes up for it."""
    cells = dict(figures.requests)
    for applicant in PARTS:
        old = _int(before, "carried_forward", applicant)
        handled = _int(figures, "handled_total", applicant)
        forward = max(_int(figures, "carried_forward", applicant), old - handled)
        cells["carried_over", applicant] = str(old)
        cells["carried_forward", applicant] = str(forward)
        cells["new_received", applicant] = str(handled + forward - old)
    for item in ("new_received", "carried_over", "carried_forward"):
        cells[item, "total"] = str(sum(int(cells[item, part] or 0) for part in PARTS))
    return replace(figures, requests=cells)


def _in_force(figures: Figures, before: Figures) -> Figures:
    """现行有效 is last year's, with what was issued and without what was repealed."""
    cells = dict(figures.proactive)
    for subject in ("rules", "normative_documents"):
        old = number(before.proactive.get((subject, "in_force")))
        if old is None or (subject, "in_force") not in cells:
            continue
        issued = int(number(cells[subject, "issued"]) or 0)
        repealed = min(int(number(cells[subject, "repealed"]) or 0), int(old) + issued)
        cells[subject, "repealed"] = str(repealed)
        cells[subject, "in_force"] = str(int(old) + issued - repealed)
    return replace(figures, proactive=cells)
