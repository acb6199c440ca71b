"""Invented figures in which every identity of the form holds, unless one is broken on purpose."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal

from examples.draw.amounts import BY_APPLICANT, BY_OUTCOME, SIZES, Scale, Size, Some, shares
from examples.draw.figures import Figures, Key
from examples.draw.form import OUTCOMES, PARTS, PROCEDURES, outcomes, proactive_cells
from examples.draw.habits import Habits, as_typed
from examples.draw.prose import written

Identity = Literal["R1", "R2", "R3", "R4"]
IDENTITIES: tuple[Identity, ...] = ("R1", "R2", "R3", "R4")


def balanced(
    rng: random.Random,
    agency: str = "示例市示例区人民政府",
    year: int = 2023,
    *,
    form: str = "",
    requests_form: str = "",
    scale: Scale = "county",
    broken: Sequence[Identity] = (),
    habits: Habits | None = None,
    region: str = "",
) -> Figures:
    """Figures of an agency of the given size, with prose that agrees with them.

    The form follows the year unless given. `broken` names identities that must not hold;
    `habits` says how figures are typed (blanks for zeros, "/", separators, full-width digits).
    """
    numbers = balanced_numbers(
        rng, agency, year, form=form, requests_form=requests_form, scale=scale, broken=broken,
        region=region,
    )
    return as_typed(written(numbers, rng), habits or Habits(), rng)


def balanced_numbers(
    rng: random.Random,
    agency: str,
    year: int,
    *,
    form: str = "",
    requests_form: str = "",
    scale: Scale = "county",
    broken: Sequence[Identity] = (),
    region: str = "",
    spread: float = 0.7,
) -> Figures:
    """The figures alone, as plain numbers; `spread` says how far from typical they may be."""
    form = form or ("2021" if year >= 2021 else "2019")
    requests_form = requests_form or form
    size = SIZES[scale]
    some = Some(rng, spread)
    requests = _requests(some, requests_form, size)
    disputes = _disputes(some, size)
    for identity in broken:
        _break(rng, identity, requests, disputes)
    proactive: dict[Key, float] = {
        key: _proactive(some, size, scale, *key) for key in proactive_cells(form)
    }
    for subject in ("rules", "normative_documents"):
        if (subject, "newly_made") in proactive:
            proactive[subject, "newly_published"] = proactive[subject, "newly_made"]
    return Figures(
        agency=agency, year=year, form=form, requests_form=requests_form, region=region,
        proactive={key: f"{value:.12g}" for key, value in proactive.items()},
        requests={key: str(value) for key, value in requests.items()},
        disputes={key: str(value) for key, value in disputes.items()},
    )


def _requests(some: Some, form: str, size: Size) -> dict[Key, int]:
    """Table 三 from the single applicants up: R1, R2, R3 hold by construction."""
    rows, rng = outcomes(form), some.rng
    cells: dict[Key, int] = {}
    received = shares(rng, some(size.requests), BY_APPLICANT)
    for applicant, new in zip(PARTS, received, strict=True):
        carried = int(new * rng.uniform(0, 0.12))
        forward = int((new + carried) * rng.uniform(0, 0.1))
        handled = new + carried - forward
        cells["new_received", applicant] = new
        cells["carried_over", applicant] = carried
        dealt = shares(rng, handled, [BY_OUTCOME.get(row, 0.5) for row in rows])
        cells.update({(row, applicant): n for row, n in zip(rows, dealt, strict=True)})
        cells["handled_total", applicant] = handled
        cells["carried_forward", applicant] = forward
    for row in ("new_received", "carried_over", *rows, "handled_total", "carried_forward"):
        cells[row, "total"] = sum(cells[row, part] for part in PARTS)
    return cells


def _disputes(some: Some, size: Size) -> dict[Key, int]:
    """Table 四: R4 holds by construction."""
    cells: dict[Key, int] = {}
    for procedure, share in zip(PROCEDURES, (1.0, 0.3, 0.3), strict=True):
        n = some(size.cases * share)
        dealt = shares(some.rng, n, (6, 1, 2, 1.5))
        cells.update({(procedure, o): k for o, k in zip(OUTCOMES, [*dealt, n], strict=True)})
    return cells


def _proactive(some: Some, size: Size, scale: Scale, subject: str, measure: str) -> float:
    """One figure of table 二."""
    documents = float(size.documents)
    if subject == "rules":
        documents = 24.0 if scale in ("city", "province") else 0.0
    if measure in ("issued", "repealed", "newly_made", "newly_published", "procurement_items"):
        return some(documents / 10)
    if measure in ("in_force", "total_published", "items_previous_year"):
        return some(documents)
    if measure == "items_change":
        return some.rng.randint(-size.documents // 10, size.documents // 8)
    if measure in ("fee_amount", "procurement_amount"):
        return round(some(size.fees) * some.rng.uniform(0.7, 1), some.rng.choice((0, 1, 2, 2, 4)))
    weight = {"penalties": 0.6, "coercive_measures": 0.05, "other_external_services": 0.3}
    return some(size.decisions * weight.get(subject, 1))


def _break(
    rng: random.Random, identity: Identity, requests: dict[Key, int], disputes: dict[Key, int]
) -> None:
    """Changes figures so that this identity fails and the others still hold."""
    off = rng.choice((1, 1, 2, 10))
    if identity == "R4":
        disputes[rng.choice(tuple(PROCEDURES)), "total"] += off
        return
    columns = {"R1": ("natural_person", "total"), "R2": ("natural_person", "total")}
    rows = {"R1": ("new_received",), "R2": ("granted",)}
    for row in rows.get(identity, ("new_received", "granted", "handled_total")):
        for column in columns.get(identity, ("total",)):
            requests[row, column] += off
