"""Headings of the sections: which line is one, and which of the six official sections it opens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from extract.yaml_file import read_yaml
from transform.running_text import clean

FILE = Path(__file__).with_name("sections.yml")
NUMERALS = "一二三四五六七八九十"
LONGEST = 45
"""Characters of the longest heading; longer lines are prose."""
SHORTEST_TOLD = 4
"""Characters of the shortest text that `may_head`, or is prose."""

_MARK = re.compile(
    rf"第?(?P<numeral>[{NUMERALS}]{{1,2}})(?:[、.．,，:：]|部分[、.．,，:：]?|章[、.．]?)"
)
_OWN = re.compile(rf"(?P<numeral>[{NUMERALS}]{{1,2}})[、.．](?P<title>[^。；;]{{2,{LONGEST}}})$")
_CONTENTS = re.compile(r"(?:[.…·]{3,}\d*|[^\d年月第]\d{1,2})$")
_CJK = re.compile(r"[\u3400-\u9fff\u3007]")
_KEY = re.compile(r"(?!的)[\u3400-\u9fff\u3007]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a line: `start` to `end` of the cleaned line; `whole`: nothing but it.

    `official` is one of 一 to 六, None for a heading of the agency's own; `numeral` as printed.
    """

    start: int
    end: int
    numeral: str | None
    official: str | None
    title: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Patterns:
    heading: tuple[tuple[str, re.Pattern[str]], ...]
    bare: tuple[tuple[str, re.Pattern[str]], ...]
    junk: re.Pattern[str]
    referring: tuple[str, ...]
    prose_length: int
    characters: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    raw = read_yaml(FILE)
    sections = raw["sections"]
    return _Patterns(
        tuple((code, re.compile(spec["heading"])) for code, spec in sections.items()),
        tuple((code, re.compile(spec["bare"])) for code, spec in sections.items()),
        re.compile(raw["junk"]),
        tuple(raw["referring"]),
        raw["prose_length"],
        re.compile(f"[{raw['characters']}]"),
    )


def official_titles() -> dict[str, str]:
    """Titles of the form by numeral."""
    sections = read_yaml(FILE)["sections"]
    return {code: spec["title"] for code, spec in sections.items()}


def is_prose(text: str) -> bool:
    """Whether a cell's text is prose of a layout table, not a label of the form."""
    return "。" in text and len(clean(text)) >= _patterns().prose_length


def may_head(text: str) -> bool:
    """Whether an official heading can be in the text, at first glance."""
    return len(text) >= SHORTEST_TOLD and bool(_patterns().characters.search(text))


def may_begin(line: str) -> bool:
    """Whether a line begins with a numeral of the top level, and may be the first half of a heading."""
    return bool(_MARK.match(line.lstrip("#*|｜")))


@lru_cache(maxsize=4096)
def holds_official(text: str) -> bool:
    """Whether an official heading is in the text of a cell."""
    return any(heading.official for heading in headings(text))


def headings(line: str) -> tuple[Heading, ...]:
    """Official headings in a line, in order. An agency's own heading is found only alone on its line.

    >>> [(h.numeral, h.official, h.whole) for h in headings("一、总体情况")]
    [('一', '一', True)]
    >>> [h.official for h in headings("二、主动公开政府信息情况三、收到和处理政府信息公开申请情况")]
    ['二', '三']
    >>> [(h.numeral, h.official) for h in headings("七、其他需要报告的事项")]
    [('七', '六')]
    >>> headings("四、结转下年度继续办理")[0].official is None
    True
    """
    return headings_in(clean(line))


@lru_cache(maxsize=1024)
def headings_in(plain: str) -> tuple[Heading, ...]:
    """The same for a line that `clean` has gone over."""
    if may_head(plain):
        if len(plain) <= LONGEST and _CONTENTS.search(plain):
            return ()
        found = _numbered(plain) or _bare(plain)
        if found:
            return tuple(found)
    return tuple(_own(plain))


def _numbered(plain: str) -> list[Heading]:
    found: list[Heading] = []
    for mark in _MARK.finditer(plain):
        before = plain[: mark.start()]
        if before.endswith(_patterns().referring) or (found and mark.start() < found[-1].end):
            continue
        opened = _official(plain, mark.end())
        if opened:
            code, end = opened
            whole = not _patterns().junk.sub("", before) and not _CJK.search(plain[end:])
            title = plain[mark.end() : end]
            found.append(Heading(mark.start(), end, mark["numeral"], code, title, whole))
    return found


def _official(plain: str, start: int) -> tuple[str, int] | None:
    """The section whose heading begins at `start`, and where it ends: the longest match."""
    key, places = _key(plain, start)
    best: tuple[str, int] | None = None
    for code, pattern in _patterns().heading:
        match = pattern.match(key)
        if match and match.end() and (best is None or match.end() > best[1]):
            best = (code, match.end())
    return (best[0], places[best[1] - 1] + 1) if best else None


def _key(plain: str, start: int) -> tuple[str, list[int]]:
    """Chinese characters alone, without 的, from `start` on, and where each stands."""
    places = [match.start() for match in _KEY.finditer(plain, start, start + LONGEST)]
    return "".join(plain[place] for place in places).replace("其它", "其他"), places


def _bare(plain: str) -> list[Heading]:
    if len(plain) > LONGEST or plain.endswith(("。", "；", ";", "，", ",")):
        return []
    key, _ = _key(plain, 0)
    for code, pattern in _patterns().bare:
        if pattern.fullmatch(key):
            return [Heading(0, len(plain), None, code, plain.strip("#*|｜:："), True)]
    return []


def _own(plain: str) -> list[Heading]:
    if len(plain) > LONGEST or _CONTENTS.search(plain):
        return []
    junk = _patterns().junk.match(plain)
    start = junk.end() if junk else 0
    match = _OWN.match(plain[start:].rstrip("*#"))
    if not match:
        return []
    return [Heading(start, len(plain), match["numeral"], None, match["title"], True)]
