"""Whose words are read: a government or an organ, and what its region is called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transform.agency import Agency
from transform.region_gazetteer import gazetteer
from transform.scope_statement import Scope
from transform.scope_words import raw

_REGION = re.compile(r"([省市区县州旗盟])(?:人民政府|政府|本级|全[省市区县州旗盟]|$)")


@dataclass(frozen=True, slots=True)
class Publisher:
    """`words` names the lists of `scope.yml` that hold for it, None where its kind says nothing; `unit` is
    the last character of its region's name, empty where that is not known. `is_office`: a government's
    office; `assumed` what its kind lets assume."""

    words: str | None
    unit: str
    is_office: bool
    assumed: Scope | None


def publisher_of(agency: Agency | None, printed: str) -> Publisher:
    """The publisher of a report; a name that could not be placed tells by its ending.

    >>> publisher_of(None, "某市人民政府").words, publisher_of(None, "某某协会").words
    ('government', None)
    """
    kind = agency.kind if agency else None
    words = raw()["publishers"].get(kind)
    ending = _REGION.search(printed)
    if words is None and kind in (None, "other") and ending:
        words = "government"
    unit = ""
    if agency and agency.region:
        unit = gazetteer().region(agency.region).name[-1]
    elif ending:
        unit = ending[1]
    return Publisher(words, unit, kind == "government_office", raw()["assumed"].get(kind))
