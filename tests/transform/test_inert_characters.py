"""Texts are folded run by run: what stands between the runs changes nothing, and nothing changes it."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from transform.labels import INERT, may_count_pages, normalise_long

_RADICALS = str.maketrans("⺠⻅⻓⻔⻛⻥⻬⻢⻋⻚⻆⻝⻄⺫", "民见长门风鱼齐马车页角食西目")
ODD = "　 ０，（）：⼈⺠ａé゙́カﾞｶ각①㈠\u200b\u00ad≠̸=.、人民12页"


@cache
def inert() -> frozenset[str]:
    """Every character of the class."""
    pattern = re.compile(f"[{INERT}]")
    return frozenset(c for c in map(chr, range(sys.maxunicode + 1)) if pattern.match(c))


def test_inert_characters_have_no_other_form_and_stay_where_they_are() -> None:
    for character in inert():
        assert unicodedata.normalize("NFKC", character) == character
        assert not unicodedata.combining(character)
        assert not character.isspace()


def test_inert_characters_make_up_no_other_character() -> None:
    """A character that is part of a composed one would be changed by its neighbour."""
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code))
        if parts and not parts.startswith("<"):
            assert inert().isdisjoint(chr(int(part, 16)) for part in parts.split() if " " in parts)


def at_once(text: str) -> str:
    """The text folded as a whole."""
    folded = unicodedata.normalize("NFKC", text).translate(_RADICALS)
    bare = re.sub("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]", "", folded)
    return re.sub(r"\s+", "", bare)


@given(st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters())))
def test_run_by_run_is_as_good_as_at_once(text: str) -> None:
    assert normalise_long(text) == at_once(text)


def test_page_numbers_are_not_overlooked() -> None:
    assert all(map(may_count_pages, ("12", "- 3 -", "第 3 页", "第3页/共12页", "—")))
    assert not may_count_pages("一、总体情况")
