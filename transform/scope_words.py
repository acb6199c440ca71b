"""What `transform/scope.yml` knows, compiled for a publisher's region."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extract.yaml_file import read_yaml
from transform.scope_statement import Scope

FILE = Path(__file__).with_name("scope.yml")
_NO_UNIT = "[省市区县州旗盟]"
"""Stands for the region's kind where it is not known."""

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Body:
    """Who a figure is given for. `scope` None: another body; `alone`: decides by itself."""

    scope: Scope | None
    alone: bool


@dataclass(frozen=True, slots=True)
class Content:
    """What a sentence on coverage must and must not include for a scope."""

    scope: Scope
    every: tuple[Pattern, ...]
    never: Pattern | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns for publishers of one list and one kind of region."""

    marks: tuple[tuple[Scope, Pattern], ...]
    coverage: tuple[tuple[str, Pattern], ...]
    contents: tuple[Content, ...]
    bodies: tuple[Body, ...]
    body: Pattern
    """All bodies; the group `b3` is the fourth of `bodies`."""


@cache
def raw() -> Mapping[str, Any]:
    """The file as it is."""
    content: Mapping[str, Any] = read_yaml(FILE)
    return content


@cache
def pattern(name: str) -> Pattern:
    """A pattern of the file that does not depend on the publisher."""
    return re.compile(raw()[name])


@cache
def dispute_patterns() -> tuple[tuple[str, Pattern], ...]:
    """What a figure of table 四 is called at the end of its clause."""
    return tuple((name, re.compile(text)) for name, text in raw()["disputes"].items())


@cache
def coverage_pattern(name: str) -> Pattern:
    """`not` or `without` of the sentences on coverage."""
    return re.compile(raw()["coverage"][name])


@cache
def anyone() -> tuple[tuple[Scope, Pattern], ...]:
    """Marks that stand for themselves whoever publishes."""
    return tuple((each["scope"], re.compile(each["pattern"])) for each in raw()["anyone"])


@cache
def words(publisher: str, unit: str) -> Words:
    """Patterns for `government` or `organ`; `unit` is the last character of the region's name or empty."""

    def of(text: str) -> Pattern:
        return re.compile(text.replace("{u}", unit or _NO_UNIT))

    bodies: Sequence[Mapping[str, Any]] = raw()["bodies"][publisher]
    coverage = raw()["coverage"]
    named = (f"(?P<b{index}>{body['pattern']})" for index, body in enumerate(bodies))
    return Words(
        marks=tuple((m["scope"], of(m["pattern"])) for m in raw()["marks"][publisher]),
        coverage=tuple((s["confidence"], of(s["pattern"])) for s in coverage["sentences"]),
        contents=tuple(
            Content(
                c["scope"],
                tuple(of(text) for text in c["all"]),
                of(c["never"]) if "never" in c else None,
                c.get("sure", False),
            )
            for c in coverage["contents"][publisher]
        ),
        bodies=tuple(Body(body["scope"], body.get("alone", True)) for body in bodies),
        body=of("|".join(named)),
    )
