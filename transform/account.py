"""What became of every cell of a report's tables: fact, head or label, note, problem. None is left out.

A cell that belongs to a slot of the form is a fact, or a problem where it cannot be read. Words of the
form (or a part of them, for a page break cuts labels anywhere) are heads; other words are notes. What
remains looks like a figure and must stand in a problem; if it stands in none, it was lost: that is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache

from extract.model import Problem, RawCell
from transform.alignment import Alignment, problem
from transform.form import FormTable, Slot
from transform.grounds import Account
from transform.labels import caption_key, has_cjk, label_key, normalise, parse_label

LOST = "figure_unaccounted"


def account(
    alignment: Alignment, problems: Sequence[Problem], facts: Collection[Slot]
) -> tuple[Account, tuple[Problem, ...]]:
    """The account of a table, and a problem for each figure that would otherwise be lost.

    `problems` are those of the report, `facts` the slots that have a fact: a cell of a slot whose
    text is no value is a problem.
    """
    name = alignment.table.name
    slots = {id(cell): "heads" for cell in alignment.labels}
    slots |= {id(reading.cell): "problems" for reading in alignment.readings}
    slots |= {id(r.cell): "facts" for r in alignment.readings if (name, r.row, r.column) in facts}
    said = _said([*problems, *alignment.problems])
    table = alignment.table
    count = dict.fromkeys(("facts", "heads", "notes", "empty", "problems"), 0)
    lost: list[Problem] = []
    total = 0
    for cell in _cells(alignment):
        total += 1
        fate = slots.get(id(cell)) or _fate(cell, table, said)
        if fate == "lost":
            lost.append(problem(LOST, cell, label=name))
            fate = "problems"
        count[fate] += 1
    return Account(name, total, **count), tuple(lost)


def _cells(alignment: Alignment) -> Iterable[RawCell]:
    """The cells of the pages, and those of slots that were put together from several of them."""
    for grid in alignment.grids:
        yield from grid.table.cells


def _fate(cell: RawCell, table: FormTable, said: frozenset[tuple[object, ...]]) -> str:
    if fate := _fate_of(cell.text, table):
        return fate
    return "problems" if _place(cell) in said or (None, normalise(cell.text)) in said else "lost"


@lru_cache(maxsize=4096)
def _fate_of(printed: str, table: FormTable) -> str:
    """What becomes of a cell by its text alone; nothing of one that looks like a figure."""
    text = normalise(printed)
    if not text:
        return "empty"
    if has_cjk(printed):
        key = label_key(printed) or caption_key(text)
        return "heads" if key in _words(table) or text in _words(table) else "notes"
    if parse_label(text + "甲").ordinal is not None and not text.isdigit():
        return "heads"  # 1. or （一） in a cell of its own
    return ""


def _said(problems: Iterable[Problem]) -> frozenset[tuple[object, ...]]:
    """Places and texts that problems speak of, a row's cells each for itself."""
    places: set[tuple[object, ...]] = set()
    for found in problems:
        places.add((found.page, found.box) if found.box else (None, normalise(found.raw)))
        places.update((None, normalise(part)) for part in found.raw.split("|"))
    return frozenset(places - {(None, "")})


def _place(cell: RawCell) -> tuple[object, ...]:
    return (cell.page, cell.box) if cell.box else (cell.path,)


@cache
def _words(table: FormTable) -> str:
    """Every word of the form table, one after the other: a part of a label is a part of this."""
    named = [*table.rows, *table.columns, *table.groups, *(block.title for block in table.blocks)]
    keys = {key for each in named for key in each.keys} | table.header_keys
    texts = {normalise(each.label) for each in named}
    return "\n".join([*sorted(keys), *sorted(texts)])
