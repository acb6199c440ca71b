"""The bodies of the panel: who stands below whom, how busy each is, whose work its reports count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

YEARS = range(2019, 2026)
PROVINCE = "青海省"

COUNTIES = {
    "西宁市": ("西宁市城西区", "西宁市湟中区", "湟源县"),
    "海东市": ("海东市乐都区", "海东市平安区", "互助土族自治县"),
}
TOWNSHIPS = {
    "西宁市城西区": "彭家寨镇",
    "西宁市湟中区": "多巴镇",
    "湟源县": "大华镇",
    "海东市乐都区": "高庙镇",
    "海东市平安区": "平安镇",
    "互助土族自治县": "威远镇",
}
FUNCTIONS = {
    "education": "教育",
    "publicsecurity": "公安",
    "naturalres": "自然资源",
    "housing": "住房和城乡建设",
    "hrss": "人力资源和社会保障",
    "marketregulation": "市场监督管理",
}
OF_COUNTIES = ("education", "publicsecurity", "naturalres", "housing")
"""Functions that a county of the panel has a bureau for."""

SCOPES = {
    "西宁市": "government_and_departments",
    "海东市": "whole_region",
    "西宁市城西区": "whole_region",
    "西宁市湟中区": "government_and_departments",
    "湟源县": "unknown",
    "海东市乐都区": "whole_region",
    "海东市平安区": "unknown",
    "互助土族自治县": "government_and_departments",
}
"""Whose work the reports of a government count; the two of unknown scope count their own office alone."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that publishes a report every year. `busy` is how many requests are usual in a year."""

    name: str
    kind: str
    parent: str | None
    busy: int
    region: str
    function: str | None = None

    def scope(self, year: int) -> str:
        """Whose work its report of that year counts; for a report that does not say it, `unknown`."""
        if self.kind == "government":
            if self.parent is None:
                return "government_and_departments" if year < 2021 else "whole_region"
            return SCOPES[self.region]
        if self.name == "青海省教育厅" and year >= WITH_SCHOOLS:
            return "own_and_subordinates"
        return "own"


WITH_SCHOOLS = 2023
"""First year in which the education department of the province counts the bodies below it."""


@cache
def bodies() -> dict[str, Body]:
    """All bodies by name, a body after its parent."""
    return {body.name: body for body in _bodies()}


def government(region: str) -> str:
    """The name of a region's government.

    >>> government("湟源县")
    '湟源县人民政府'
    """
    return f"{region}人民政府"


def children(name: str) -> list[Body]:
    """The bodies directly below one."""
    return [body for body in bodies().values() if body.parent == name]


def _bodies() -> Iterator[Body]:
    top = government(PROVINCE)
    yield Body(top, "government", None, 560, PROVINCE)
    yield Body(f"{top}办公厅", "government_office", top, 40, PROVINCE)
    for function, stem in FUNCTIONS.items():
        office = "局" if function == "marketregulation" else "厅"
        yield Body(f"{PROVINCE}{stem}{office}", "department", top, 130, PROVINCE, function)
    for city, counties in COUNTIES.items():
        seat = government(city)
        yield Body(seat, "government", top, 260, city)
        for function, stem in FUNCTIONS.items():
            yield Body(f"{city}{stem}局", "department", seat, 62, city, function)
        yield Body(f"国家税务总局{city}税务局", "vertical", None, 40, city, "tax")
        for county in counties:
            yield from _county(county, seat)


def _county(county: str, above: str) -> Iterator[Body]:
    seat = government(county)
    yield Body(seat, "government", above, 45, county)
    for function in OF_COUNTIES:
        yield Body(f"{county}{FUNCTIONS[function]}局", "department", seat, 33, county, function)
    yield Body(f"{county}{TOWNSHIPS[county]}人民政府", "township", seat, 4, county)
