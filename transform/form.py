"""What an official form looks like, as objects; `transform.form_file` makes them from `forms/*.yml`.

A form has tables of three kinds: `blocks` (table 二: captioned blocks whose header holds until the
next block), `matrix` (table 三: labelled rows by labelled columns), `line` (table 四: one unlabelled
row of figures under repeated headers). Labels and aliases are matched by `transform.labels`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from transform.labels import Ordinal

ValueType = Literal["count", "signed_count", "amount"]


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
    """One table of a form. `rows` and `columns` are in printed order; blocks use `blocks`.

    Compared and hashed by identity: each is loaded once.
    """

    name: str
    kind: Literal["blocks", "matrix", "line"]
    form: str
    rows: tuple[Named, ...]
    columns: tuple[Named, ...]
    groups: tuple[Named, ...] = ()
    blocks: tuple[Block, ...] = ()
    header_keys: frozenset[str] = frozenset()
    identities: tuple[Identity, ...] = ()

    @cached_property
    def slots(self) -> tuple[tuple[str, str], ...]:
        """Every (row, column) the table prints."""
        if self.kind == "blocks":
            return tuple((s.code, m) for b in self.blocks for s in b.subjects for m in b.measures)
        return tuple((row.code, column.code) for row in self.rows for column in self.columns)

    def measure(self, code: str) -> Measure | None:
        """The measure of a column code; None where every figure is a plain count."""
        for column in self.columns:
            if column.code == code and isinstance(column, Measure):
                return column
        return None


@dataclass(frozen=True, eq=False)
class Form:
    """A form: its code (`2021`), the notice that issued it, its tables by name; compared by identity."""

    code: str
    issued_by: str
    first_year: int
    last_year: int | None
    tables: Mapping[str, FormTable] = field(default_factory=dict)
