"""What a document and its path say of themselves, asked where a printed name leaves its region open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transform.agency_name import Parsed, parse_name, plain_name, read_regions
from transform.region_gazetteer import gazetteer
from transform.regions import Place
from transform.titles import read_title

_NAME = r"(?P<name>[\u4e00-\u9fff()]{4,40}?)"
_SAYS_WHO = (
    re.compile(rf"由{_NAME}(?:根据|编制|按照|依据|依照|汇总)"),
    re.compile(rf"(?:公布|发布|编制|编写|形成|现将)了?{_NAME}(?=20\d\d年)"),
    re.compile(
        rf"(?:主办单位|主办|发布机构|发布单位|信息来源|来源|单位|公开主体|编制单位)[:：]{_NAME}(?=[^\u4e00-\u9fff()]|承办|浏览|发布|$)"
    ),
    re.compile(rf"(?:^|\n){_NAME}(?:政府)?(?:门户)?网站?(?=\n|$)"),
)
_LEAD = re.compile(r"^[\W\d_A-Za-z]+")
_NAMED_TWICE = 2
"""Mentions of a city after which one of several districts of a name is known to be its."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Text outside the tables, a web page's own title, and the path under the folder given."""

    lines: Sequence[str] = ()
    hint: str = ""
    path: str = ""


def decide(parsed: Parsed, evidence: Evidence, year: int | None) -> tuple[Place, ...]:
    """The places a name can mean in this document: one, where the evidence agrees on it.

    In this order: what the document or its path calls its publisher in full, the regions of the path,
    the city named again and again. Evidence that contradicts itself decides nothing.
    """
    open_places = parsed.places
    lines = [plain_name(line) for line in evidence.lines]
    full = _full_names(parsed, lines, evidence, year)
    if full:
        return tuple(full.values())
    folders = _folders(evidence.path, year)
    inside = _by_folders(parsed, folders)
    if len(inside) == 1 or not open_places or parsed.organ.is_below_county:
        return inside
    return _by_mention(inside or open_places, "\n".join(lines))


def _full_names(
    parsed: Parsed, lines: Sequence[str], evidence: Evidence, year: int | None
) -> dict[str, Place]:
    """Places, by code, of all names in full that the document gives itself."""
    found: dict[str, Place] = {}
    for name in _own_names(lines, evidence):
        if not 4 <= len(name) <= 40:
            continue
        other = parse_name(name, year)
        if len(other.places) == 1 and not other.clash and _is_same_organ(parsed, other):
            place = other.places[0]
            if _fits(parsed, place):
                found[place.code] = place
    return found


def _own_names(lines: Sequence[str], evidence: Evidence) -> Iterator[str]:
    yield from lines
    text = "\n".join(lines)
    for source in (text, text.replace("\n", "")):
        for pattern in _SAYS_WHO:
            yield from (match["name"] for match in pattern.finditer(source))
    parts = [part for part in re.split(r"[-_|—–]", plain_name(evidence.hint)) if part]
    for part in (*parts, *re.split(r"[/\\]", evidence.path)):
        plain = _LEAD.sub("", plain_name(re.sub(r"\.\w{2,5}$", "", part)))
        title = read_title(plain)
        yield (
            title.agency.replace("（", "(").replace("）", ")")
            if title
            else re.sub(r"[-_\d].*$", "", plain)
        )


def _is_same_organ(one: Parsed, other: Parsed) -> bool:
    """The same organ; a government's office writes its government's report."""
    office = (one.organ.key, other.organ.key) == ("government", "government_office")
    return one.organ.key == other.organ.key or office


def _fits(parsed: Parsed, place: Place) -> bool:
    """Whether a place is one that the printed name leaves open."""
    if parsed.organ.is_below_county and gazetteer().has_counties(place.code):
        return False
    if not parsed.places:
        return not parsed.levels or gazetteer().region(place.code).level in parsed.levels
    return any(place.code == p.code or p.code in place.within for p in parsed.places)


def _folders(path: str, year: int | None) -> list[Place]:
    """Regions the path names, from the widest to the narrowest; a name in several places only
    where one of them lies in the region before it."""
    found: list[Place] = []
    text = plain_name(path)
    start = 0
    while start < len(text) - 1:
        places, length = read_regions(text[start:], year)
        above = {place.code for place in found}
        inside = tuple(place for place in places if above & place.within) or places
        if len(inside) == 1:
            found.append(inside[0])
        start += max(length, 1)
    return found


def _by_folders(parsed: Parsed, folders: Sequence[Place]) -> tuple[Place, ...]:
    """Open places that lie in the folders' regions; a name without region takes the county a folder
    names only where no narrower region could be meant."""
    if parsed.places and not parsed.organ.is_below_county:
        for folder in reversed(folders):
            inside = [p for p in parsed.places if p.code == folder.code or folder.code in p.within]
            if inside:
                return tuple(inside)
        return ()
    fitting = [p for p in folders if _fits(parsed, p) and not gazetteer().has_counties(p.code)]
    if not parsed.places and parsed.levels == ("province",):
        fitting = [p for p in folders if _fits(parsed, p)]
    return tuple({place.code: place for place in fitting}.values())


def _by_mention(places: tuple[Place, ...], text: str) -> tuple[Place, ...]:
    """The place whose city or province the text names more than once, and no other's at all."""
    counts = {place.code: 0 for place in places}
    for place in places:
        above = gazetteer().parent(place.code)
        if above:
            counts[place.code] = text.count(gazetteer().region(above).name)
    named = [place for place in places if counts[place.code]]
    return tuple(named) if len(named) == 1 and counts[named[0].code] >= _NAMED_TWICE else places
