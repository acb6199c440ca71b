"""The vocabulary of organs' names (`agencies.yml`), loaded once and strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extract.yaml_file import read_yaml

FILE = Path(__file__).with_name("agencies.yml")
_KIND_OF_ORGAN = re.compile(r"^(?P<stem>.+?)(?P<kind>局|厅|委员会|办公室|委|办)$")
_WHOLE_KIND = {"委": "委员会", "办": "办公室"}


@dataclass(frozen=True, slots=True)
class Function:
    """A field of work of which a region has one organ; whole names have `before` before the region,
    which stands there without its kind if `is_short`."""

    code: str
    is_vertical: bool = False
    before: str = ""
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """`stems` (卫生健康) and whole `names` (消防救援支队) by function; `former` stems with the last
    year of their reports; `systems` are bodies printed before the region, with the function they
    only repeat; `zones` begin with no region: their code."""

    spellings: re.Pattern[str]
    spelled: Mapping[str, str]
    abbreviations: Mapping[str, str]
    stems: Mapping[str, Function]
    names: Mapping[str, Function]
    former: Mapping[str, tuple[Function, int]]
    systems: Mapping[str, str]
    remarks: frozenset[str]
    national: frozenset[str]
    zones: Mapping[str, str]
    zone: re.Pattern[str]

    def system_of(self, text: str) -> str:
        """The body of `systems` that a longer text begins with, or nothing."""
        if not text.startswith(tuple(self.systems)):
            return ""
        return next((s for s in self.systems if text.startswith(s) and text != s), "")

    def zone_of(self, text: str) -> str:
        """The zone that a text begins with, or nothing."""
        if not text.startswith(tuple(self.zones)):
            return ""
        return next(zone for zone in self.zones if text.startswith(zone))

    def spell(self, text: str) -> str:
        """The text with the spellings of the vocabulary."""
        return self.spellings.sub(lambda match: self.spelled[match[0]], text)

    def organ(self, text: str, year: int | None = None) -> tuple[str, Function] | None:
        """Whole name and function of an organ without its region; None for one that is not listed.

        >>> words().organ("发改委")[0], words().organ("发展和改革局")[1].code
        ('发展和改革委员会', 'developmentreform')
        """
        text = self.spell(text)
        if text in self.names:
            return text, self.names[text]
        match = _KIND_OF_ORGAN.match(text)
        if not match:
            return None
        stem = self.abbreviations.get(match["stem"], match["stem"])
        whole = stem + _WHOLE_KIND.get(match["kind"], match["kind"])
        if whole in self.names:
            return whole, self.names[whole]
        if stem in self.stems:
            return whole, self.stems[stem]
        function, until = self.former.get(stem, (None, 0))
        return (whole, function) if function and (year is None or year <= until) else None


@cache
def words() -> Words:
    """The vocabulary that comes with the program."""
    content: dict[str, Any] = read_yaml(FILE)
    functions = {
        code: (_function(code, entry), entry) for code, entry in content["functions"].items()
    }
    zone_words = sorted(content["zone_words"], key=len, reverse=True)
    spellings = sorted(content["spellings"], key=len, reverse=True)
    return Words(
        spellings=re.compile(rf"(?:{'|'.join(spellings)})(?=$|\(|办公室)"),
        spelled=content["spellings"],
        abbreviations=content["abbreviations"],
        stems=_by_name(functions, "stems"),
        names=_by_name(functions, "names"),
        former={
            stem: (functions[entry["function"]][0], int(entry["until"]))
            for stem, entry in content["former"].items()
        },
        systems=content["systems"],
        remarks=frozenset(content["remarks"]),
        national=frozenset(content["national"]),
        zones=content["zones"],
        zone=re.compile(rf"^(?P<zone>.*?(?:{'|'.join(zone_words)}))(?P<rest>.*)$"),
    )


def _function(code: str, entry: Mapping[str, Any]) -> Function:
    return Function(
        code, entry.get("vertical", False), entry.get("before", ""), entry.get("short", False)
    )


def _by_name(functions: Mapping[str, tuple[Function, Any]], kind: str) -> dict[str, Function]:
    """Function by stem or name; a stem of two functions would let chance decide."""
    found: dict[str, Function] = {}
    for function, entry in functions.values():
        for name in entry.get(kind, ()):
            if name in found:
                raise ValueError(f"{FILE.name}: {name} stands under two functions")
            found[name] = function
    return found
