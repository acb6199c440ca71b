"""The words by which figures in the text are known: `narrative.yml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extract.yaml_file import read_yaml

FILE = Path(__file__).with_name("narrative.yml")

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Metric:
    """A row of `dim_narrative_metric`."""

    code: str
    label_zh: str
    label_en: str
    group: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Which figures are a metric's; the keys of `rules` in `narrative.yml`."""

    metric: str
    units: tuple[str, ...]
    lead: Pattern | None
    tail: Pattern | None
    exclude: Pattern | None
    topic: str | None
    channel: str | None
    after: str | None
    paragraph: Pattern | None
    stock: bool


@dataclass(frozen=True, slots=True)
class Zero:
    """A phrase that says none: metrics with the unit of their zero."""

    pattern: Pattern
    exclude: Pattern | None
    metrics: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All of `narrative.yml`. `topics` and `channels` find the name of what is named; `by_unit` are the
    rules that accept a unit, those that look before the figure first."""

    metrics: tuple[Metric, ...]
    masks: Pattern
    patterns: Mapping[str, Pattern]
    topics: Pattern
    channels: Pattern
    social: frozenset[str]
    by_unit: Mapping[str, tuple[Rule, ...]]
    zeros: tuple[Zero, ...]


PATTERNS = [
    "year",
    "years",
    "own_year",
    "last_year",
    "since",
    "plan",
    "about_before",
    "about_after",
    "change",
    "change_after",
    "parts",
    "resets",
    "event",
    "no_period",
    "in_year",
    "chrome",
]


@cache
def words(file: Path = FILE) -> Words:
    """The words, read once."""
    raw = read_yaml(file)
    rules = [_rule(spec, raw["words"]) for spec in raw["rules"]]
    units = {unit for rule in rules for unit in rule.units}
    return Words(
        tuple(Metric(code, *labels) for code, labels in raw["metrics"].items()),
        _masks(raw["mask_begins"], raw["masks"]),
        {name: re.compile(raw[name]) for name in PATTERNS},
        _named(raw["topics"]),
        _named(raw["channels"]),
        frozenset(raw["social"]),
        {unit: _ordered([rule for rule in rules if unit in rule.units]) for unit in units},
        tuple(_zero(spec) for spec in raw["zeros"]),
    )


def metrics() -> tuple[Metric, ...]:
    """What is looked for in the text, in the order of the dictionary."""
    return words().metrics


def _rule(spec: Mapping[str, Any], parts: Mapping[str, str]) -> Rule:
    return Rule(
        spec["metric"],
        tuple(spec["units"]),
        _compiled(spec.get("lead"), parts),
        _compiled(spec.get("tail"), parts),
        _compiled(spec.get("not"), parts),
        spec.get("topic"),
        spec.get("channel"),
        spec.get("after"),
        _compiled(spec.get("paragraph"), parts),
        spec.get("stock", False),
    )


def _zero(spec: Mapping[str, Any]) -> Zero:
    exclude = _compiled(spec.get("not"), {})
    return Zero(re.compile(spec["pattern"]), exclude, tuple(spec["metrics"].items()))


def _compiled(pattern: str | None, parts: Mapping[str, str]) -> Pattern | None:
    if pattern is None:
        return None
    for _ in range(2):  # a part may contain a part
        for name, part in parts.items():
            pattern = pattern.replace("{" + name + "}", part)
    return re.compile(pattern)


def _ordered(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Rules that look before the figure, then those that look behind it only."""
    return tuple(sorted(rules, key=lambda rule: rule.lead is None))


def _masks(begins: str, masks: Sequence[str]) -> Pattern:
    return re.compile(f"(?=[{begins}])(?:" + "|".join(f"(?:{mask})" for mask in masks) + ")")


def _named(patterns: Mapping[str, str]) -> Pattern:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.items()))
