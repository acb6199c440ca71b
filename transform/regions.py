"""Regions of GB/T 2260 as they are and were, and what people leave out of their names."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from extract.yaml_file import read_yaml

TABLE = Path(__file__).with_name("regions.csv")
NAMES = Path(__file__).with_name("region_names.yml")

RegionLevel = Literal["province", "prefecture", "county"]
SUFFIX = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|特区|林区|[省市县区旗盟州])$"
)
_LATE = 1
"""Years for which the name of a region that is gone still stands on reports."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region as it was or is. `until`: the first year without it; None while it is in force."""

    code: str
    name: str
    until: int | None = None
    successor: str = ""

    @property
    def level(self) -> RegionLevel:
        """By the code; a county-level city directly under a province is a county."""
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"

    @property
    def short(self) -> str:
        """The name without its kind: 达州 for 达州市."""
        plain = SUFFIX.sub("", self.name)
        return plain if len(plain) > 1 else self.name


@dataclass(frozen=True, slots=True)
class Place:
    """What a name can mean: a region by its newest code, and all that it was or is part of. `until`:
    first year without the name; `is_gone`: and without the region."""

    code: str
    within: frozenset[str]
    until: int | None = None
    is_gone: bool = False

    def existed(self, year: int | None) -> bool:
        """Whether a report for this year can bear the name."""
        return year is None or self.until is None or year <= self.until + _LATE


def in_year(places: Sequence[Place], year: int | None) -> tuple[Place, ...]:
    """Places that existed in a year; else those that bore the name before they were renamed (洪泽县)."""
    existed = tuple(place for place in places if place.existed(year))
    return existed or tuple(place for place in places if not place.is_gone)


def read_table() -> list[Region]:
    """All regions of the table, in its order."""
    lines = (line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return [
        Region(
            row["code"], row["name"], int(row["until"]) if row["until"] else None, row["successor"]
        )
        for row in csv.DictReader(lines)
    ]


def table_checksum() -> str:
    """Changes with the table of regions, which is not read for it."""
    return hashlib.md5(TABLE.read_bytes()).hexdigest()


@cache
def other_names() -> dict[str, str]:
    """Codes by names that are not in the table."""
    names: dict[str, str] = _words()["names"]
    return names


def without_peoples(name: str, before: str = "自治") -> str:
    """A name without the peoples printed in it before a word, which some print and some do not.

    >>> without_peoples("孟村回族自治县"), without_peoples("黄腊布依族苗族乡", "乡$")
    ('孟村自治县', '黄腊乡')
    """
    return _peoples(before).sub("", name)


@cache
def _peoples(before: str) -> re.Pattern[str]:
    peoples = "|".join(sorted(_words()["peoples"], key=len, reverse=True))
    return re.compile(rf"(?<=.)(?:{peoples})+(?={before})")


@cache
def _words() -> Any:
    return read_yaml(NAMES)
