"""Forms as data: loads `transform/forms/*.yml` into frozen objects and refuses what it does not know.

A form has tables of three kinds: `blocks` (table 二: captioned blocks whose header holds until the
next block), `matrix` (table 三: labelled rows by labelled columns), `line` (table 四: one unlabelled
row of figures under repeated headers). Labels and aliases are matched by `transform.labels`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

import yaml

from transform.labels import Label, Ordinal, parse_label, split_unit

FOLDER = Path(__file__).parent / "forms"

ValueType = Literal["count", "signed_count", "amount"]


class FormError(ValueError):
    """A form file that cannot be used; the message names the file and the key."""


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


@cache
def load_forms(folder: Path = FOLDER) -> tuple[Form, ...]:
    """All forms of a folder, newest first."""
    forms = [read_form(path) for path in sorted(folder.glob("*.yml"))]
    return tuple(sorted(forms, key=lambda form: -form.first_year))


def read_form(path: Path) -> Form:
    """One form file. Raises FormError naming the file and what is wrong."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        _known(raw, {"form", "issued_by", "first_year", "last_year", "tables"})
        tables = {name: _table(name, str(raw["form"]), spec) for name, spec in raw["tables"].items()}
        return Form(str(raw["form"]), raw["issued_by"], raw["first_year"], raw["last_year"], tables)
    except (KeyError, TypeError, ValueError) as error:
        raise FormError(f"{path.name}: {error}") from error


def _table(name: str, form: str, spec: Mapping[str, Any]) -> FormTable:
    identities = tuple(
        Identity(item["check"], item["per"], tuple(item["left"]), tuple(item["right"])) for item in spec["identities"]
    )
    header = frozenset(parse_label(text).key for text in spec["header"])
    if spec["kind"] == "blocks":
        _known(spec, {"kind", "header", "measures", "blocks", "identities"})
        measures = tuple(_measure(code, item) for code, item in spec["measures"].items())
        blocks = tuple(_block(item) for item in spec["blocks"])
        subjects = tuple(subject for block in blocks for subject in block.subjects)
        return FormTable(name, "blocks", form, subjects, measures, (), blocks, header, identities)
    if spec["kind"] == "matrix":
        _known(spec, {"kind", "header", "columns", "rows", "identities"})
        rows: list[Named] = []
        groups: list[Named] = []
        _walk(spec["rows"], "", rows, groups)
        return FormTable(name, "matrix", form, tuple(rows), _named(spec["columns"]), tuple(groups), (), header, identities)
    if spec["kind"] == "line":
        _known(spec, {"kind", "header", "procedures", "outcomes", "identities"})
        rows_, columns = _named(spec["procedures"]), _named(spec["outcomes"])
        return FormTable(name, "line", form, rows_, columns, (), (), header, identities)
    raise ValueError(f"table {name}: unknown kind {spec['kind']!r}")


def _walk(items: Sequence[Mapping[str, Any]], group: str, rows: list[Named], groups: list[Named]) -> None:
    for item in items:
        if "group" in item:
            _known(item, {"group", "aliases", "rows"})
            named = _make(item["group"], item["group"], item.get("aliases", ()), group)
            groups.append(named)
            _walk(item["rows"], named.code, rows, groups)
        else:
            _known(item, {"code", "label", "aliases"})
            rows.append(_make(item["code"], item["label"], item.get("aliases", ()), group))


def _named(items: Mapping[str, Mapping[str, Any]]) -> tuple[Named, ...]:
    for item in items.values():
        _known(item, {"label", "aliases"})
    return tuple(_make(code, item["label"], item.get("aliases", ())) for code, item in items.items())


def _block(item: Mapping[str, Any]) -> Block:
    _known(item, {"title", "aliases", "measures", "subjects"})
    title = _caption(item["title"], item.get("aliases", ()))
    return Block(title, tuple(item["measures"]), _named(item["subjects"]))


def _caption(label: str, aliases: Sequence[str]) -> Named:
    """Captions are numbers (第二十条第（一）项), so the whole text is the key, ordinals included."""
    keys = frozenset(caption_key(text) for text in (label, *aliases))
    return Named(label, label, keys)


def caption_key(text: str) -> str:
    """Key of a block caption: 第二十条第(一)项, 第二十条第一项 and 第20条第一项 are one.

    >>> caption_key("第二十条 第（一）项") == caption_key("第二十条第一项")
    True
    """
    plain = split_unit(text)[0].replace("第20条", "第二十条")
    return "".join(character for character in plain if character not in "()（）、.:：,，")


def _measure(code: str, item: Mapping[str, Any]) -> Measure:
    _known(item, {"label", "aliases", "type", "unit", "unit_on_form"})
    named = _make(code, item["label"], item.get("aliases", ()))
    return Measure(
        code, named.label, named.keys, None, "", item["type"], item.get("unit"), item.get("unit_on_form", True)
    )


def _make(code: str, label: str, aliases: Sequence[str], group: str = "") -> Named:
    parsed: Label = parse_label(split_unit(label)[0])
    keys = {parsed.key, *(parse_label(split_unit(alias)[0]).key for alias in aliases)}
    if "" in keys:
        raise ValueError(f"{code}: a label or alias has no Chinese characters")
    return Named(code, label, frozenset(keys), parsed.ordinal, group)


def _known(item: Mapping[str, Any], allowed: set[str]) -> None:
    unknown = set(item) - allowed
    if unknown:
        raise ValueError(f"unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(allowed))}")
