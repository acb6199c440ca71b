"""Which region a printed name can mean.

A region renamed, raised in rank or moved whole to another parent stays one region, under its newest
code. The table is read when the first name is looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from transform.regions import (
    SUFFIX,
    Place,
    Region,
    other_names,
    read_table,
    without_peoples,
)


class Gazetteer:
    """Regions by code and by every name they are printed with."""

    def __init__(self, regions: list[Region], names: dict[str, str]) -> None:
        self._now = {region.code: region for region in regions if region.until is None}
        self._former = {region.code: region for region in regions if region.until is not None}
        self._places: dict[str, list[Place]] = {}
        self._short: dict[str, list[Place]] = {}
        for region in regions:
            gone = region.until is not None and not region.successor
            place = Place(region.successor or region.code, self._above(region), region.until, gone)
            self._add(self._places, region.name, place)
            self._add(self._short, region.short, place)
            bare = without_peoples(region.name) if "自治" in region.name else region.name
            if bare != region.name and len(bare) > 4:
                short = bare.replace("自治", "")
                for name in (bare, short):
                    self._add(self._places, name, place)
                self._add(self._short, SUFFIX.sub("", bare), place)
        for name, code in names.items():
            self._add(self._places, name, Place(code, self._above(self._now[code])))
        self.longest = max(map(len, self._places))
        self._lengths = self._lengths_by_opening()
        self._with_counties = frozenset(
            stem for code in self._now if not code.endswith("00") for stem in (code[:2], code[:4])
        )

    def __iter__(self) -> Iterator[Region]:
        """Regions in force, then those that are gone without a successor."""
        yield from self._now.values()
        gone = (r for r in self._former.values() if not r.successor and r.code not in self._now)
        yield from gone

    def region(self, code: str) -> Region:
        """The region of a code; raises KeyError for a code that never was."""
        return self._now.get(code) or self._former[code]

    def parent(self, code: str) -> str | None:
        """Code of the region above: the prefecture, or the province where there is none."""
        if code.endswith("0000"):
            return None
        prefecture = code[:4] + "00"
        known = prefecture in self._now or prefecture in self._former
        return prefecture if prefecture != code and known else code[:2] + "0000"

    def has_counties(self, code: str) -> bool:
        """Whether counties stand below a region (below 东莞市 there are none)."""
        stem = code[:2] if code.endswith("0000") else code[:4]
        return code.endswith("00") and stem in self._with_counties

    def full_name(self, code: str) -> str:
        """The name as agencies of the region print it: districts with their city before them.

        >>> gazetteer().full_name("320813"), gazetteer().full_name("430681")
        ('淮安市洪泽区', '汨罗市')
        """
        region, above = self.region(code), self.parent(code)
        is_district = region.level == "county" and region.name.endswith("区")
        return (self.region(above).name if is_district and above else "") + region.name

    def names_at(self, text: str, start: int) -> Iterator[str]:
        """What stands at a place of a text and may be a name of a region, the longest first."""
        for length in self._lengths.get(text[start : start + 2], ()):
            if start + length <= len(text):
                yield text[start : start + length]

    def named(self, name: str) -> tuple[Place, ...]:
        """All that a name with its kind (洪泽区) means or meant."""
        return tuple(self._places.get(name, ()))

    def shortened(self, name: str) -> tuple[Place, ...]:
        """All that a name without its kind (洪泽) means or meant."""
        return tuple(self._short.get(name, ()))

    def _above(self, region: Region) -> frozenset[str]:
        """Codes above a region, each also by its newest code."""
        codes = {region.code, region.successor} - {""}
        above = {code[:2] + "0000" for code in codes} | {code[:4] + "00" for code in codes}
        former = {code: self._former[code] for code in above if code in self._former}
        return frozenset(above | {f.successor for f in former.values() if f.successor}) - codes

    def _lengths_by_opening(self) -> dict[str, tuple[int, ...]]:
        """Lengths of the names that begin with the same two characters, the longest first."""
        lengths: dict[str, set[int]] = {}
        for name in (*self._places, *self._short):
            lengths.setdefault(name[:2], set()).add(len(name))
        return {opening: tuple(sorted(found, reverse=True)) for opening, found in lengths.items()}

    def _add(self, names: dict[str, list[Place]], name: str, place: Place) -> None:
        """One place for one code: that of the longest time, with all it was part of."""
        known = names.setdefault(name, [])
        for number, other in enumerate(known):
            if other.code == place.code:
                ends = [other.until, place.until]
                until = None if None in ends else max(end for end in ends if end is not None)
                known[number] = Place(
                    place.code, other.within | place.within, until, other.is_gone and place.is_gone
                )
                return
        known.append(place)


@cache
def gazetteer() -> Gazetteer:
    """The regions that come with the program."""
    return Gazetteer(read_table(), other_names())
