"""Names and choices of the dashboard: `dashboard_words.yml`, and fields of work from the agencies' words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from extract.yaml_file import read_yaml
from transform.agency_words import words

FILE = Path(__file__).with_name("dashboard_words.yml")

Names = tuple[str, str]
"""Chinese, English."""


@cache
def names(kind: str) -> Mapping[str, Names]:
    """Names by code of a kind such as `scopes`.

    >>> names("qualities")["needs_review"]
    ('待人工核对', 'Needs review')
    """
    return {code: (zh, en) for code, (zh, en) in _content()[kind].items()}


@cache
def items() -> Mapping[str, Names]:
    """All items with their names, in order."""
    return {
        code: (zh, en) for group in _content()["items"].values() for code, (zh, en) in group.items()
    }


def items_of(group: str) -> tuple[str, ...]:
    """Items of a group, in order."""
    return tuple(_content()["items"][group])


@cache
def _content() -> Any:
    return read_yaml(FILE)


@cache
def function_names(function: str) -> Names:
    """A field of work in words; its code where it has none.

    >>> function_names("naturalres")
    ('自然资源', 'Natural resources')
    """
    known = words()
    listed = [*known.stems.items(), *known.names.items()]
    zh = next((name for name, work in listed if work.code == function), function)
    return zh, _content()["functions"].get(function, function)


def peer_group_names(group: str) -> Names:
    """A peer group (`kind|level|scope or function`) in words.

    >>> peer_group_names("government|county|whole_region")
    ('县级政府（全地区）', 'County governments (whole region)')
    """
    kind, level, rest = group.split("|")
    level_zh, level_en = names("levels").get(level, (level, level.capitalize()))
    if kind == "function":
        work_zh, work_en = function_names(rest)
        return f"{level_zh}·{work_zh}", f"{level_en}: {work_en.lower()}"
    kind_zh, kind_en = names("kinds")[kind]
    if rest:
        scope_zh, scope_en = names("scopes")[rest]
        return (
            f"{level_zh}{kind_zh}（{scope_zh}）",
            f"{level_en} {kind_en.lower()} ({scope_en.lower()})",
        )
    return kind_zh, kind_en
