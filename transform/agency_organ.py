"""What follows the region in an agency's name: its organ, told apart from the region's others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transform.agency_words import words
from transform.regions import without_peoples

_GOVERNMENT = re.compile(r"^(?:人民)?政府$|^(?:行政公署|行署)$|^$")
_OFFICE = re.compile(r"^(?:(?:人民)?政府(?:办公室|办公厅|办)|府办)$")
_OF_GOVERNMENT = re.compile(r"^(?:人民)?政府(?=[^(])")
_TOWN = re.compile(
    r"^(?P<town>[\u4e00-\u9fff]{1,14}?(?:镇|乡|苏木))(?:(?:人民)?政府)?(?P<office>办公室)?$"
)
_STREET = re.compile(r"^(?P<street>[\u4e00-\u9fff]{1,12}?街道)(?P<office>办公室)?$")
_AREA = re.compile(r"^(?P<area>[\u4e00-\u9fff]{1,12}?地区)办事处$")
_BRANCH = re.compile(
    r"^(?P<organ>[\u4e00-\u9fff]+?局|[\u4e00-\u9fff]+?委员会)(?P<place>[\u4e00-\u9fff]{2,12}?)分局$"
)
_PLATE = re.compile(r"^(?P<organ>[^()]+)\((?P<plate>[^()]+)\)$")
_INSTITUTION = re.compile(
    r"(?:中心|学校|大学|学院|医院|院|馆|站|所|公司|集团|协会|联合会|联合社|银行)$"
)


@dataclass(frozen=True, slots=True)
class Organ:
    """`key` tells the organs of one region apart; `name` is the whole name without the region.

    `place` is the name of a part of the region whose organ it is (a branch office); `is_below_county`
    for townships, whose county has to be known.
    """

    key: str
    name: str
    kind: str
    function: str | None = None
    place: str = ""
    is_below_county: bool = False
    is_listed: bool = True
    zone: str = ""
    before: str = ""
    with_short_region: bool = False

    def whole_name(self, region: str, short: str) -> str:
        """The name with its region's."""
        return self.before + (short if self.with_short_region else region) + self.name


def read_organ(text: str, year: int | None = None) -> Organ:
    """The organ a name without its region means; brackets are ASCII, there are no blanks.

    >>> read_organ("政府").name, read_organ("发改局").key, read_organ("岔河镇政府").name
    ('人民政府', 'developmentreform', '岔河镇人民政府')
    """
    text = words().spell(without_remark(text))
    if _GOVERNMENT.match(text):
        name = "行政公署" if text in ("行政公署", "行署") else "人民政府"
        return Organ("government", name, "government")
    if _OFFICE.match(text):
        name = "人民政府办公厅" if text.endswith("厅") else "人民政府办公室"
        return Organ("government_office", name, "government_office")
    plain = _OF_GOVERNMENT.sub("", text)
    if organ := _listed(plain, year) or _below_county(plain) or _branch(plain, year) or _zone(text):
        return organ
    kind = (
        "institution" if _INSTITUTION.search(plain) else "government" if plain != text else "other"
    )
    kind = "government" if text.startswith(("人民政府(", "政府(")) else kind
    kind = (
        "department" if kind == "other" and re.search(r"(?:局|厅|委员会|办公室)$", plain) else kind
    )
    return Organ(plain, plain, kind, is_listed=False)


def without_remark(text: str) -> str:
    """The name without a bracket that speaks of its figures: (本级)."""
    match = _PLATE.match(text)
    return match["organ"] if match and match["plate"] in words().remarks else text


def _listed(text: str, year: int | None) -> Organ | None:
    """An organ with a listed function; a second name plate in brackets changes nothing."""
    plate = _PLATE.match(text)
    if plate and re.search(r"(?:局|办公室|委员会|办|公司|院|中心)$", plate["plate"]):
        text = plate["organ"]
    if text.endswith("分局") and (found := words().organ(text.removesuffix("分局") + "局", year)):
        name, function = found[0].removesuffix("局") + "分局", found[1]
    elif found := words().organ(text, year):
        name, function = found
    else:
        return None
    kind = "vertical" if function.is_vertical else "department"
    return Organ(
        function.code,
        name,
        kind,
        function.code,
        before=function.before,
        with_short_region=function.is_short,
    )


def _below_county(text: str) -> Organ | None:
    """A township or street; a town is named by more than the word town itself."""
    for pattern, kind, ending in (
        (_TOWN, "township", "人民政府"),
        (_STREET, "subdistrict", "办事处"),
        (_AREA, "subdistrict", "办事处"),
    ):
        match = pattern.match(text)
        if match and len(match[1]) > 1:
            office = "办公室" if match.groupdict().get("office") else ""
            key = without_peoples(match[1], "乡$") + office
            name = match[1] + ending + office
            return Organ(key, name, "government_office" if office else kind, is_below_county=True)
    return None


def _branch(text: str, year: int | None) -> Organ | None:
    """The office of a listed organ for a part of its region: 公安局滨江区分局."""
    match = _BRANCH.match(text)
    found = words().organ(match["organ"], year) if match else None
    if match is None or found is None:
        return None
    name, function = found
    kind = "vertical" if function.is_vertical else "department"
    whole = f"{name}{match['place']}分局"
    return Organ(whole, whole, kind, function.code, place=match["place"])


def _zone(text: str) -> Organ | None:
    """A development zone's committee, or an organ of the zone."""
    match = words().zone.match(text)
    if not match:
        return None
    zone, rest = match["zone"], match["rest"]
    if rest in ("", "管理委员会"):
        return Organ(zone + rest, zone + rest, "zone", zone=zone)
    if found := words().organ(rest.removeprefix("管理委员会")):
        name, function = found
        return Organ(f"{zone}|{function.code}", zone + name, "department", function.code, zone=zone)
    kind = "zone" if rest.endswith(("管理委员会", "管理委员会办公室")) else "other"
    return Organ(zone + rest, zone + rest, kind, zone=zone)
