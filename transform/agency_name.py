"""A printed name taken apart: the regions it names, and the organ that follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from transform.agency_organ import Organ, read_organ, without_remark
from transform.agency_words import words
from transform.labels import normalise
from transform.region_gazetteer import gazetteer
from transform.regions import Place, in_year

_GENERIC = {
    "省": ("province",),
    "自治区": ("province",),
    "市": ("prefecture", "county", "province"),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "县": ("county",),
    "区": ("county", "province"),
    "旗": ("county",),
}
"""Levels of region that a name without its own means by 市统计局, 县财政局. 区 is 自治区, too."""
_BY_PART = ("ecology", "weather")
"""Functions whose city names its organs for counties by the county's short name."""
_CUSTOMS = re.compile(r"^(?P<place>[\u4e00-\u9fff]{2,6})海关(?:\(关区\)|关区)?$")


@dataclass(frozen=True, slots=True)
class Parsed:
    """`places` a name can mean: several for 鼓楼区, none where it names no region; `levels` it must
    have then. `whole`: the agency's name where it is not the region's and the organ's. `clash`: a
    region that does not lie in those before it. `nationwide`: needs no region."""

    text: str
    places: tuple[Place, ...]
    organ: Organ
    levels: tuple[str, ...] = ()
    whole: str = ""
    clash: str = ""
    nationwide: bool = False


def plain_name(printed: str) -> str:
    """A name without blanks, in one width.

    >>> plain_name("沭阳县 发展和改革局（本级）")
    '沭阳县发展和改革局(本级)'
    """
    return normalise(printed).strip("《》“”\"'·:：、,，。")


@lru_cache(maxsize=4096)
def parse_name(printed: str, year: int | None = None) -> Parsed:
    """The regions and the organ of a printed name."""
    text = without_remark(plain_name(printed).removeprefix("中华人民共和国"))
    if text in words().national:
        return Parsed(text, (), Organ(text, text, "department"), whole=text, nationwide=True)
    if customs := _CUSTOMS.match(text):
        return _customs(customs["place"], year)
    system = words().system_of(text)
    rest = text.removeprefix(system)
    if zone := words().zone_of(rest):
        organ = replace(read_organ(rest, year), zone=zone, is_below_county=False)
        return Parsed(text, (Place(words().zones[zone], frozenset()),), organ, whole=text)
    places, end = read_regions(rest, year)
    if not places:
        return _without_region(text, rest, system, year)
    return _inner(text, places, rest[end:], system, year)


def read_regions(
    text: str, year: int | None = None, short: bool = False
) -> tuple[tuple[Place, ...], int]:
    """What the regions at the start of a text mean, from the widest to the narrowest, and where they end.

    A region is read on only while it lies in the one before; `short` names (山东嘉祥) count if asked for.
    """
    places: tuple[Place, ...] = ()
    end = 0
    while True:
        for name in gazetteer().names_at(text, end):
            found = gazetteer().named(name) or (gazetteer().shortened(name) if short else ())
            inside = in_year(_inside(found, places) if places else found, year)
            if inside:
                places, end = inside, end + len(name)
                break
        else:
            return places, end


def _inside(found: Sequence[Place], above: Sequence[Place]) -> tuple[Place, ...]:
    codes = {place.code for place in above}
    return tuple(place for place in found if codes & place.within)


def _customs(place: str, year: int | None) -> Parsed:
    """A customs district: its name is unique in the country, its region only where that is plain."""
    found = in_year(gazetteer().shortened(place), year)
    large = tuple(p for p in found if p.code.endswith("00"))
    name = f"{place}海关"
    return Parsed(
        name,
        large if len(large) == 1 else (),
        Organ(name, name, "vertical", "customs"),
        whole=name,
        nationwide=True,
    )


def _without_region(text: str, rest: str, system: str, year: int | None) -> Parsed:
    """A name that begins with no region: 市统计局, 对坊乡人民政府, 天津滨海高新区, 统计局."""
    organ = _organ(rest, system, year)
    if organ.is_listed and not organ.zone:
        return Parsed(text, (), organ)
    found, end = read_regions(rest, year, short=True)
    if found and end < len(rest):
        short = _organ(rest[end:], system, year)
        if short.zone or system or short.function in ("surveyteam", "weather"):
            is_whole = short.zone or not short.before
            return Parsed(text, found, short, whole=text if is_whole else "")
    for word in sorted(_GENERIC, key=len, reverse=True):
        if rest.startswith(word) and len(rest) > len(word):
            return Parsed(text, (), _organ(rest[len(word) :], system, year), _GENERIC[word])
    if text.startswith("国家"):
        return Parsed(text, (), Organ(text, text, "department"), whole=text, nationwide=True)
    return Parsed(text, (), organ)


def _organ(rest: str, system: str, year: int | None) -> Organ:
    function = words().systems.get(system, "")
    if not system or function:
        return read_organ(rest, year)
    return read_organ(system + rest, year)


def _inner(
    text: str, places: tuple[Place, ...], rest: str, system: str, year: int | None
) -> Parsed:
    """The organ of the regions, or of a part of them that it names (公安局滨江区分局, 洪泽生态环境局)."""
    organ = _organ(rest, system, year)
    whole = text if system and not words().systems[system] else ""
    if organ.place and (part := _part(organ.place, places, year)):
        inner = _organ(organ.name.removesuffix("分局").removesuffix(organ.place), system, year)
        return Parsed(text, part, inner, whole=_whole(places, organ.name))
    if organ.is_listed:
        return Parsed(text, places, organ, whole=whole)
    for length in range(min(gazetteer().longest, len(rest) - 1), 1, -1):
        inner = _organ(rest[length:], system, year)
        if not inner.is_listed:
            continue
        part = _part(rest[:length], places, year)
        if inner.function in _BY_PART and part:
            return Parsed(text, part, inner, whole=_whole(places, rest[:length] + inner.name))
        if gazetteer().named(rest[:length]):
            return Parsed(text, places, organ, clash=rest[:length])
    return Parsed(text, places, organ, whole=whole)


def _whole(places: tuple[Place, ...], rest: str) -> str:
    return gazetteer().full_name(places[0].code) + rest if len(places) == 1 else ""


def _part(name: str, places: tuple[Place, ...], year: int | None) -> tuple[Place, ...]:
    """The one county of the places that a name, with or without its kind, means."""
    for found in (gazetteer().named(name), gazetteer().shortened(name)):
        inside = in_year(_inside(found, places), year)
        if len({place.code for place in inside}) == 1:
            return inside
    return ()
