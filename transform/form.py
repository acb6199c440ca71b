"""What an official form looks like, as objects; `transform.form_file` makes them from `forms/*.yml`.

A form has tables of four kinds: `blocks` (table 二: captioned blocks whose header holds until the
next block), `matrix` (table 三: labelled rows by labelled columns), `line` (table 四: one unlabelled
row of figures under repeated headers), `list` (the sheet before 2019: indicators, each with a unit and
one figure). Labels and aliases are matched by `transform.labels`, those of lists by
`transform.indicator_label`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from transform.labels import Ordinal

ValueType = Literal["count", "signed_count", "amount"]

Slot = tuple[str, str, str]
"""What a figure is of: table, row code, column code."""


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its official label and every listed alias, as match keys.

    `scoped` keys hold only together with their group or caption (a bare 其他 or 总计).
    """

    code: str
    label: str
    keys: frozenset[str]
    ordinal: Ordinal | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Measure(Named):
    """A column of a block: what kind of number it holds and in which unit."""

    type: ValueType = "count"
    unit: str | None = None
    unit_on_form: bool = True


@dataclass(frozen=True, slots=True)
class Indicator(Measure):
    """A row of a list: a measure by itself. `part` is the part of the list it stands in, by the label of
    the part; `parent` the code of the indicator it is a part of, empty for none."""

    part: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Heading(Named):
    """A row of a list that prints no figure; `part` as for an indicator."""

    part: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A captioned block of table 二: its measures and subjects in printed order."""

    title: Named
    measures: tuple[str, ...]
    subjects: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Sum of `left` equals sum of `right`, for every column (`per` column) or every row."""

    check: str
    per: Literal["row", "column"]
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class FormTable:
    """One table of a form. `rows` and `columns` are in printed order; blocks use `blocks`. `heads` are
    the heads of a list's columns by their role: indicator, unit, number, and the words of its foot.

    Compared and hashed by identity: each is loaded once.
    """

    name: str
    kind: Literal["blocks", "matrix", "line", "list"]
    form: str
    rows: tuple[Named, ...]
    columns: tuple[Named, ...]
    groups: tuple[Named, ...] = ()
    blocks: tuple[Block, ...] = ()
    header_keys: frozenset[str] = frozenset()
    identities: tuple[Identity, ...] = ()
    heads: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def slots(self) -> tuple[tuple[str, str], ...]:
        """Every (row, column) the table prints."""
        if self.kind == "blocks":
            return tuple((s.code, m) for b in self.blocks for s in b.subjects for m in b.measures)
        return tuple((row.code, column.code) for row in self.rows for column in self.columns)

    @cached_property
    def places(self) -> dict[tuple[str, str], int]:
        """Where each slot stands among them."""
        return {slot: number for number, slot in enumerate(self.slots)}

    @cached_property
    def row_keys(self) -> frozenset[str]:
        """Keys of all rows and groups."""
        return frozenset(key for named in (*self.rows, *self.groups) for key in named.keys)

    @cached_property
    def head_keys(self) -> frozenset[str]:
        """Keys of all columns, and of the other heads."""
        return self.header_keys.union(*(column.keys for column in self.columns))

    @cached_property
    def _measures(self) -> dict[str, Measure]:
        named = self.rows if self.kind == "list" else self.columns
        return {each.code: each for each in reversed(named) if isinstance(each, Measure)}

    def measure(self, column: str, row: str = "") -> Measure | None:
        """The measure of a column, in a list of a row; None where every figure is a plain count."""
        return self._measures.get(row if self.kind == "list" else column)


@dataclass(frozen=True, eq=False)
class Form:
    """A form: its code (`2021`), the notice that issued it, its tables by name; compared by identity."""

    code: str
    issued_by: str
    first_year: int
    last_year: int | None
    tables: Mapping[str, FormTable] = field(default_factory=dict)

    @property
    def is_sheet(self) -> bool:
        """Whether it is a list of indicators and nothing else."""
        return all(table.kind == "list" for table in self.tables.values())

    @property
    def outline(self) -> str:
        """What a form changes for documents that did not consult it: its place among the forms, and the kinds
        of its tables."""
        kinds = ",".join(f"{name}:{table.kind}" for name, table in self.tables.items())
        return f"{self.code} {self.first_year} {kinds}"
