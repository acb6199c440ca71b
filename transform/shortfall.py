"""Rows that read blank although the sums of every column lack just such a row: their figures were lost.

A page may print a row blank, and a sum may fall short of it (quirks E1, H3). But figures that all columns
lack at once, and that make up a row of the form by themselves, were printed somewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.model import Problem
from transform.facts import FactSet
from transform.form import FormTable, Identity, Slot
from transform.model import Fact

WANTED = "blank_row_wanted"


def doubt_wanted_rows(tables: Sequence[FormTable], found: FactSet) -> FactSet:
    """The facts with a doubt on every blank row that could hold what the columns lack."""
    facts = found.by_slot()
    problems, doubtful = list(found.problems), dict(found.doubtful)
    for table in tables:
        blank = _blank_rows(table, facts)
        for identity in table.identities if blank else ():
            for row in _lacking(table, identity, facts) & blank:
                slots = [(table.name, row, column.code) for column in table.columns]
                doubtful.update({slot: WANTED for slot in slots if slot not in doubtful})
                label = next(named.label for named in table.rows if named.code == row)
                place = found.cells[facts[slots[0]].cell or 0]
                problems.append(Problem(WANTED, "", place.page, place.box, {"label": label}))
    if len(problems) == len(found.problems):
        return found
    return replace(found, problems=tuple(problems), doubtful=doubtful)


def _blank_rows(table: FormTable, facts: Mapping[Slot, Fact]) -> frozenset[str]:
    """Rows of a matrix whose cells are all there and all blank."""
    return frozenset(
        row.code
        for row in (table.rows if table.kind == "matrix" else ())
        if all(
            (fact := facts.get((table.name, row.code, column.code))) and fact.status == "blank"
            for column in table.columns
        )
    )


def _lacking(table: FormTable, identity: Identity, facts: Mapping[Slot, Fact]) -> frozenset[str]:
    """Rows of the side that falls short in all columns together by what could be a row of the form."""
    lack: dict[str, Decimal] = {}
    for column in table.columns if identity.per == "column" else ():
        left = [facts.get((table.name, row, column.code)) for row in identity.left]
        right = [facts.get((table.name, row, column.code)) for row in identity.right]
        if any(fact is None or fact.status == "derived" for fact in (*left, *right)):
            return frozenset()
        lack[column.code] = _sum(right) - _sum(left)
    if not any(lack.values()) or min(lack.values()) < 0 < max(lack.values()):
        return frozenset()
    if not all(_adds_up(other, lack) for other in table.identities if other.per == "row"):
        return frozenset()
    return frozenset(identity.left if max(lack.values()) > 0 else identity.right)


def _sum(facts: Sequence[Fact | None]) -> Decimal:
    return sum((f.value for f in facts if f is not None and f.value is not None), Decimal(0))


def _adds_up(across: Identity, lack: Mapping[str, Decimal]) -> bool:
    return sum(lack[c] for c in across.left) == sum(lack[c] for c in across.right)
