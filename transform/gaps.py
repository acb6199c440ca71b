"""Cells that are not on the page: whether what stands in their row is proved to stand where it is meant.

A row of a web page, a Word file or a text may end before the last column (quirks C17, C18). It shows its
figures from the left: they may be meant so, or a cell further left was lost and all behind it moved. The
sums of the form decide: every way to place the row's cells in order that contradicts no sum must give the
numbers that stand under the headings now, or force them. Rows that lack cells prove nothing for each other.
PDF is left out: a cell that was not found on a page may be there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from transform.arithmetic import Instance, instances
from transform.facts import FactSet
from transform.form import FormTable, Slot
from transform.model import Fact

MOST_LACKING = 3
"""Cells a row may lack; one that lacks more is another row, or none."""

Line = tuple[Slot, ...]
Values = Mapping[Slot, Decimal | None]
"""Printed numbers; of what has none it is only known that it is not negative."""


def not_printed(tables: Sequence[FormTable], found: FactSet) -> frozenset[Slot]:
    """Slots without a printed cell in rows whose other figures are proved to stand where they are meant."""
    if any(cell.page is not None for cell in found.cells):
        return frozenset()
    facts = found.by_slot()
    present = {slot: fact for slot, fact in facts.items() if fact.cell is not None}
    short = [line for table in tables for line in _lines(table) if _is_short(line, present)]
    if not short:
        return frozenset()
    printed = {slot: fact.value for slot, fact in present.items()}
    sums = instances(tables)
    if any(_contradicted(each, printed) for each in sums):
        return frozenset()
    unsure = {slot for line in short for slot in line}
    others = {slot: value for slot, value in printed.items() if slot not in unsure}
    proved = (
        line
        for line in short
        if _ends_early(line, present) and _only_way(line, facts, present, others, sums)
    )
    return frozenset(slot for line in proved for slot in line if slot not in present)


def _lines(table: FormTable) -> list[Line]:
    """The slots of each printed row, left to right."""
    rows: dict[str, list[Slot]] = {}
    for row, column in table.slots:
        rows.setdefault("" if table.kind == "line" else row, []).append((table.name, row, column))
    return [tuple(line) for line in rows.values()]


def _is_short(line: Line, present: Mapping[Slot, Fact]) -> bool:
    return 0 < sum(1 for slot in line if slot in present) < len(line)


def _ends_early(line: Line, present: Mapping[Slot, Fact]) -> bool:
    """Whether the row has cells under its first columns and lacks a few at its end."""
    count = sum(1 for slot in line if slot in present)
    return len(line) - count <= MOST_LACKING and all(slot in present for slot in line[:count])


def _only_way(
    line: Line,
    facts: Mapping[Slot, Fact],
    present: Mapping[Slot, Fact],
    others: Values,
    sums: Sequence[Instance],
) -> bool:
    """Whether no way to place the row's cells gives another number under any heading."""
    concerned = [each for each in sums if any(slot in line for slot in (*each.left, *each.right))]
    cells = [present[slot].value for slot in line if slot in present]
    for way in _ways(line, cells):
        values = {**others, **way}
        if any(_contradicted(each, values) for each in concerned):
            continue
        if not all(_agrees(slot, facts.get(slot), values, concerned) for slot in line):
            return False
    return True


def _ways(line: Line, cells: Sequence[Decimal | None]) -> Iterator[Values]:
    """The row's cells in order, under any of its columns."""
    for places in combinations(line, len(cells)):
        yield dict(zip(places, cells, strict=True))


def _agrees(slot: Slot, said: Fact | None, values: Values, sums: Sequence[Instance]) -> bool:
    """Whether what is said of a slot is right the other way, too: it is there, or forced to be 0."""
    other = values.get(slot)
    if said is None or said.value is None:
        return not other
    if other is None:
        return said.status == "derived" or (said.value == 0 and _must_be_zero(slot, values, sums))
    return other == said.value


def _must_be_zero(slot: Slot, values: Values, sums: Sequence[Instance]) -> bool:
    """Whether a sum is reached without the slot while nothing on its other side is unknown."""
    return any(
        slot in here
        and all(values.get(other) is not None for other in there)
        and _known(here, values) == _known(there, values)
        for each in sums
        for here, there in ((each.left, each.right), (each.right, each.left))
    )


def _contradicted(each: Instance, values: Values) -> bool:
    """Whether no numbers of at least 0 for what is unknown make both sides equal."""
    left, right = _known(each.left, values), _known(each.right, values)
    less = each.left if left < right else each.right
    return left != right and all(values.get(slot) is not None for slot in less)


def _known(slots: Sequence[Slot], values: Values) -> Decimal:
    return sum((value for slot in slots if (value := values.get(slot)) is not None), Decimal(0))
