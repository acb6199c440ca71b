"""Lists of indicators in form files: rows with a code and a unit, rows beneath them, headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from transform.form import FormTable, Heading, Identity, Indicator, Named, ValueType
from transform.indicator_label import indicator_label
from transform.labels import parse_label

_TABLE = frozenset({"kind", "heads", "columns", "rows", "identities"})
_HEADS = frozenset({"indicator", "unit", "number", "total", "foot"})
_HEADING = frozenset({"group", "aliases", "rows"})
_INDICATOR = frozenset({"code", "label", "aliases", "type", "unit", "rows"})


def read_list(
    name: str,
    form: str,
    spec: Mapping[str, Any],
    columns: tuple[Named, ...],
    identities: tuple[Identity, ...],
) -> FormTable:
    """The table of a list. Raises ValueError for keys it does not know and for codes that stand twice."""
    _only(spec, _TABLE)
    _only(spec["heads"], _HEADS)
    if len(columns) != 1:
        raise ValueError(f"table {name}: a list has one column of figures, not {len(columns)}")
    heads = {
        role: frozenset(parse_label(text).key for text in texts)
        for role, texts in spec["heads"].items()
    }
    found = list(_rows(spec["rows"], "", "", ""))
    rows = tuple(each for each in found if isinstance(each, Indicator))
    groups = tuple(each for each in found if isinstance(each, Heading))
    codes = [row.code for row in rows]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise ValueError(f"table {name}: {', '.join(sorted(twice))} stands twice")
    return FormTable(
        name, "list", form, rows, columns, groups, (), heads["indicator"], identities, heads
    )


def _rows(
    items: Sequence[Mapping[str, Any]], part: str, group: str, parent: str
) -> Iterator[Indicator | Heading]:
    """Headings and indicators in printed order; the outermost rows are the parts, `group` is the heading
    or indicator next above."""
    for item in items:
        label = item["group"] if "group" in item else item["label"]
        here = part or label
        keys = frozenset(
            key for text in (label, *item.get("aliases", ())) for key in indicator_label(text).keys
        )
        if not keys:
            raise ValueError(f"{label}: a label has no Chinese characters")
        ordinal = indicator_label(label).ordinal
        if "group" in item:
            _only(item, _HEADING)
            yield Heading(label, label, keys, ordinal, group, here)
            yield from _rows(item["rows"], here, label, "")
            continue
        _only(item, _INDICATOR)
        kind = item.get("type", "count")
        if kind not in get_args(ValueType):
            raise ValueError(f"{item['code']}: unknown type {kind!r}")
        yield Indicator(
            item["code"], label, keys, ordinal, group, kind, item["unit"], True, here, parent
        )
        yield from _rows(item.get("rows", ()), here, item["code"], item["code"])


def _only(item: Mapping[str, Any], allowed: frozenset[str]) -> None:
    if unknown := set(item) - allowed:
        raise ValueError(
            f"unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(allowed))}"
        )
