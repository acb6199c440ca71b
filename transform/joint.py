"""Sums that blanks leave open one by one, decided together.

A row left blank in every column is unknown, but not free: its figures, whatever they are, add up across the
columns as every row does. If what the columns demand of it does not, no assignment satisfies them all: the
blanks stand for nothing, and the sums that do not hold without them fail. The same holds for blank columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from transform.form import FormTable, Identity, Slot
from transform.model import CheckResult, Fact

Facts = Mapping[Slot, Fact]


def decide_together(
    table: FormTable, facts: Facts, results: Sequence[CheckResult]
) -> tuple[CheckResult, ...]:
    """The results of a table, open ones decided where all together leave no way out."""
    failing: dict[tuple[str, str], Decimal] = {}
    for identity in table.identities if table.kind == "matrix" else ():
        lacking = _lacking(table, identity, facts)
        if lacking and not _can_be(table, identity, lacking):
            failing.update({(identity.check, s): lack for s, lack in lacking.items() if lack})
    return tuple(
        replace(result, status="fail", note=f"{result.note}; blanks cannot hold the difference")
        if result.status == "not_assessable" and (result.check_code, result.scope) in failing
        else result
        for result in results
    )


def _lacking(table: FormTable, identity: Identity, facts: Facts) -> dict[str, Decimal]:
    """What each column (or row) lacks on the left, to be held by lines that are blank throughout.

    Empty where some cell is missing, derived, or blank in a line that prints figures elsewhere.
    """
    scopes = [each.code for each in (table.columns if identity.per == "column" else table.rows)]
    lines = (*identity.left, *identity.right)
    if not any(_is_blank(table, identity, line, scopes, facts) for line in lines):
        return {}
    cells = {
        (line, scope): facts.get(_slot(table, identity, line, scope))
        for line in lines
        for scope in scopes
    }
    if any(fact is None or fact.status == "derived" for fact in cells.values()):
        return {}
    values = {place: fact.value for place, fact in cells.items() if fact is not None}
    blank = {line for line in lines if all(values[line, scope] is None for scope in scopes)}
    if not blank or any(v is None for (line, _), v in values.items() if line not in blank):
        return {}
    return {
        scope: sum((values[line, scope] or Decimal(0) for line in identity.right), Decimal(0))
        - sum((values[line, scope] or Decimal(0) for line in identity.left), Decimal(0))
        for scope in scopes
    }


def _is_blank(
    table: FormTable, identity: Identity, line: str, scopes: Sequence[str], facts: Facts
) -> bool:
    """Whether a line prints no number; asked first, since hardly any is blank throughout."""
    for scope in scopes:
        fact = facts.get(_slot(table, identity, line, scope))
        if fact is None or fact.value is not None:
            return False
    return True


def _slot(table: FormTable, identity: Identity, line: str, scope: str) -> Slot:
    row, column = (line, scope) if identity.per == "column" else (scope, line)
    return table.name, row, column


def _can_be(table: FormTable, identity: Identity, lacking: Mapping[str, Decimal]) -> bool:
    """Whether what is lacking adds up across, as figures of the form do."""
    return all(
        sum(lacking[scope] for scope in across.left)
        == sum(lacking[scope] for scope in across.right)
        for across in table.identities
        if across.per != identity.per
    )
