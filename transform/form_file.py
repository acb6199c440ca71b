"""Forms as data: loads `transform/forms/*.yml` and refuses what it does not know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from extract.yaml_file import read_yaml
from transform.form import Block, Form, FormTable, Identity, Measure, Named
from transform.form_list import read_list
from transform.labels import Label, caption_key, parse_label, split_unit

FOLDER = Path(__file__).parent / "forms"


class FormError(ValueError):
    """A form file that cannot be used; the message names the file and the key."""


@cache
def load_forms(folder: Path = FOLDER) -> tuple[Form, ...]:
    """All forms of a folder, newest first."""
    forms = [read_form(path) for path in sorted(folder.glob("*.yml"))]
    return tuple(sorted(forms, key=lambda form: -form.first_year))


def read_form(path: Path) -> Form:
    """One form file. Raises FormError naming the file and what is wrong."""
    try:
        raw = read_yaml(path)
        _known(raw, {"form", "issued_by", "first_year", "last_year", "tables"})
        code = str(raw["form"])
        tables = {name: _checked(_table(name, code, spec)) for name, spec in raw["tables"].items()}
        return Form(code, raw["issued_by"], raw["first_year"], raw["last_year"], tables)
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise FormError(f"{path.name}: {error}") from error


def _table(name: str, form: str, spec: Mapping[str, Any]) -> FormTable:
    identities = tuple(_identity(item) for item in spec["identities"])
    if spec["kind"] == "list":
        return read_list(name, form, spec, _named(spec["columns"]), identities)
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
        return FormTable(
            name,
            "matrix",
            form,
            tuple(rows),
            _named(spec["columns"]),
            tuple(groups),
            (),
            header,
            identities,
        )
    if spec["kind"] == "line":
        _known(spec, {"kind", "header", "procedures", "outcomes", "identities"})
        rows_, columns = _named(spec["procedures"]), _named(spec["outcomes"])
        return FormTable(name, "line", form, rows_, columns, (), (), header, identities)
    raise ValueError(f"table {name}: unknown kind {spec['kind']!r}")


def _identity(item: Mapping[str, Any]) -> Identity:
    _known(item, {"check", "per", "left", "right"})
    if item["per"] not in ("row", "column"):
        raise ValueError(f"identity {item['check']}: per is row or column, not {item['per']!r}")
    return Identity(item["check"], item["per"], tuple(item["left"]), tuple(item["right"]))


def _checked(table: FormTable) -> FormTable:
    """The table, if its identities name only codes it has."""
    for identity in table.identities:
        named = {part.code for part in (table.rows if identity.per == "column" else table.columns)}
        unknown = {*identity.left, *identity.right} - named
        if unknown:
            raise ValueError(
                f"identity {identity.check}: unknown code {', '.join(sorted(unknown))}"
            )
    return table


def _walk(
    items: Sequence[Mapping[str, Any]], group: str, rows: list[Named], groups: list[Named]
) -> None:
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
    return tuple(
        _make(code, item["label"], item.get("aliases", ())) for code, item in items.items()
    )


def _block(item: Mapping[str, Any]) -> Block:
    _known(item, {"title", "aliases", "measures", "subjects"})
    title = _caption(item["title"], item.get("aliases", ()))
    return Block(title, tuple(item["measures"]), _named(item["subjects"]))


def _caption(label: str, aliases: Sequence[str]) -> Named:
    """Captions are numbers (第二十条第（一）项), so the whole text is the key, ordinals included."""
    keys = frozenset(caption_key(text) for text in (label, *aliases))
    return Named(label, label, keys)


def _measure(code: str, item: Mapping[str, Any]) -> Measure:
    _known(item, {"label", "aliases", "type", "unit", "unit_on_form"})
    named = _make(code, item["label"], item.get("aliases", ()))
    return Measure(
        code,
        named.label,
        named.keys,
        None,
        "",
        item["type"],
        item.get("unit"),
        item.get("unit_on_form", True),
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
        raise ValueError(
            f"unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(allowed))}"
        )
