"""Which raw tables hold the list of indicators (the statistics sheet before 2019), and where one ends.

A few labels of the sheet stand in many tables of figures; it is there if a good part of its rows is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from extract.model import RawTable
from transform.classify import Fragment
from transform.form import Form, FormTable
from transform.grid import Grid, is_empty, printing_rows
from transform.indicator_label import indicator_label

ENOUGH = 20
"""Rows of the form that must be named before tables are taken for the sheet."""
_NEARBY = 2
"""Rows that a part names; one that stands next to another part needs one only."""
_LONGEST = 120
"""Characters of a cell that may be a label."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A raw table with the codes its labels may name; `headed`: heads or headings of the sheet are in it."""

    table: RawTable
    codes: frozenset[str]
    headed: bool

    @property
    def belongs(self) -> bool:
        """Whether it may be a part, next to one that is."""
        return self.headed or bool(self.codes)


def sheet_parts(
    tables: Sequence[RawTable], forms: tuple[Form, ...], taken: Collection[int] = ()
) -> list[Fragment]:
    """The parts of the sheet in reading order; none where it is not there. `taken`: orders of tables that
    belong to another form."""
    for list_ in _lists(forms):
        parts = [_part(t, list_) for t in tables if t.order not in taken]
        if len({code for part in parts for code in part.codes}) >= ENOUGH:
            return _fragments(list_, parts)
    return []


def may_hold_sheet(tables: Sequence[RawTable], taken: Collection[int]) -> bool:
    """Whether tables that are not `taken` have as many labels as tell the sheet, whatever its labels are."""
    keys = {key for table in tables if table.order not in taken for key in _label_keys(table)}
    return len(keys) >= ENOUGH


def split_sheets(found: Sequence[Fragment]) -> list[list[Fragment]]:
    """Parts by sheet: one that begins the list again belongs to the next report."""
    sheets: list[list[Fragment]] = []
    begun = False
    for part in found:
        if not sheets or (part.opens and begun):
            sheets.append([])
            begun = False
        sheets[-1].append(part)
        begun = begun or part.opens
    return sheets


def _fragments(list_: FormTable, parts: Sequence[_Part]) -> list[Fragment]:
    """The parts that name rows of the list, and what prints figures between them."""
    named = [n for n, part in enumerate(parts) if len(part.codes) >= _NEARBY]
    if not named:
        return []
    first, last = named[0], named[-1]
    while last + 1 < len(parts) and parts[last + 1].belongs:
        last += 1
    while first > 0 and parts[first - 1].belongs:
        first -= 1
    found = []
    for part in parts[first : last + 1]:
        grid = Grid(part.table)
        if part.belongs or printing_rows(grid):
            opens = list_.rows[0].code in part.codes
            found.append(Fragment(list_.name, grid, opens, len(part.codes)))
    return found


def _part(table: RawTable, list_: FormTable) -> _Part:
    words, headings = _words(list_), _headings(list_)
    keys = _label_keys(table)
    codes = frozenset(words[key] for key in keys if key in words)
    return _Part(table, codes, not keys.isdisjoint(headings))


def _label_keys(table: RawTable) -> set[str]:
    texts = (c.text for c in table.cells if len(c.text) <= _LONGEST and not is_empty(c))
    return {key for text in texts for key in indicator_label(text).keys}


@cache
def _lists(forms: tuple[Form, ...]) -> tuple[FormTable, ...]:
    return tuple(t for form in forms for t in form.tables.values() if t.kind == "list")


@cache
def _headings(list_: FormTable) -> frozenset[str]:
    """Keys of the sheet's headings; the heads of its columns stand over other tables too."""
    return frozenset(key for group in list_.groups for key in group.keys)


@cache
def _words(list_: FormTable) -> dict[str, str]:
    """Codes by the keys of their labels; of those that recur the first."""
    words: dict[str, str] = {}
    for row in list_.rows:
        for key in row.keys:
            words.setdefault(key, row.code)
    return words
