"""What stands around a number: its words, its topic, its channel, its year."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transform.narrative_numbers import Number, numbers
from transform.narrative_words import Pattern, Words, words

_CUT = re.compile(r"[，,；;。（）()]|[：:](?=\D)")
_TAIL = re.compile(r"[^，,；;。（）()：:、\d]*")
_YEAR = re.compile(r"(?<!\d)20\d\d年度?")
ANY_SOCIAL = "new_media"
_APART = re.compile(r"[，,；;。（）()：:\d]")
_LOOKING_BACK = 80
"""Words farther before a number than this say nothing about it."""


@dataclass(frozen=True, slots=True)
class Context:
    """A number in its sentence.

    `lead` is what stands before it in its clause, from the number before; `tail` what follows it up to
    the next mark. `year` is None where the sentence names several years at once. `own_channel`: the
    channel is named in the lead. `part`: words like 其中 stand since the sentence began; `bare`: only a
    year stands before it, so that the words before are those of the number before.
    """

    number: Number
    before: str
    lead: str
    tail: str
    topic: str | None
    channel: str | None
    channels_in_lead: int
    year: int | None
    part: bool
    bare: bool
    planned: bool


def prepare(sentence: str, year: int) -> str:
    """The sentence without what has digits and is no figure, and with 下年 and 上年 for the years that
    are meant by it.

    >>> prepare("对《办法》等3个文件（〔2021〕30号）作解读，2件结转至2024年", 2023)
    '对3个文件（）作解读，2件结转至下年'
    """
    text = words().masks.sub(_unless_digits_meet, sentence)
    next_year, last_year = _carried(year)
    return last_year.sub("上年", next_year.sub(r"\1下年", text))


@lru_cache(maxsize=64)
def _carried(year: int) -> tuple[Pattern, Pattern]:
    """The years after and before where they say to or from which year requests were carried."""
    return (
        re.compile(rf"(?<=[转延])([至到入]?){year + 1}年度?"),
        re.compile(rf"{year - 1}年度?(?=(?:的)?(?:结转|转结|转入|顺延|遗留))"),
    )


def _unless_digits_meet(match: re.Match[str]) -> str:
    text = match.string
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return "，" if before.isdigit() and after.isdigit() else ""


def contexts(text: str, year: int, topic: str | None) -> Iterator[Context]:
    """Every number of a prepared sentence. `topic` is what the sentence before was about."""
    found = numbers(text)
    if not found:
        return
    known = words()
    years = _years(text, year, known)
    topics = [(match.end(), match.lastgroup) for match in known.topics.finditer(text)]
    channels = _channels(text, known)
    plan = known.patterns["plan"].search(text)
    parts = known.patterns["parts"].search(text)
    end = 0
    for number in found:
        before = text[max(0, number.start - _LOOKING_BACK) : number.start]
        lead, bare = _lead(text[max(end, number.start - _LOOKING_BACK) : number.start], end > 0)
        end = number.end
        own = _in_lead(lead, known)
        yield Context(
            number,
            before,
            lead,
            _tail(text, number),
            _last(topics, number.start) or topic,
            _channel(lead, own, _last(channels, number.start), known),
            len(own),
            _last_year(years, number.start, year),
            bool(parts and parts.start() < number.start),
            bare,
            bool(plan and plan.start() < number.start),
        )


def topic_of(text: str) -> str | None:
    """What a text is about at its end."""
    last = None
    for match in words().topics.finditer(text):
        last = match.lastgroup
    return last


def _lead(before: str, joined: bool) -> tuple[str, bool]:
    """The clause up to the number, and whether a year is all there was. `joined`: it begins right
    behind the number before, and so with what still belongs to that one."""
    start = max((match.end() for match in _CUT.finditer(before)), default=0)
    clause = _YEAR.sub("", before[start:])
    bare = not clause.strip("：:，、") and start < len(before)
    digit = max(
        (index for index, character in enumerate(clause) if character.isdigit()), default=-1
    )
    if digit >= 0 or (joined and not start):
        clause = clause[digit + 1 :]
        listed = clause.find("、")
        clause = clause[listed + 1 :] if listed >= 0 else clause
    return clause, bare


def _tail(text: str, number: Number) -> str:
    match = _TAIL.match(text, number.end)
    end = match.end() if match else number.end
    return "" if text[end : end + 1].isdigit() else text[number.end : end]


def _in_lead(lead: str, known: Words) -> frozenset[str]:
    return frozenset(match.lastgroup or "" for match in known.channels.finditer(lead))


def _channel(lead: str, own: frozenset[str], carried: str | None, known: Words) -> str | None:
    if own:
        return _together(own, known)
    return None if known.patterns["resets"].search(lead) else carried


def _channels(text: str, known: Words) -> list[tuple[int, str | None]]:
    """Where channels are named last in their clause, and which; None for several unlike ones."""
    found: list[tuple[int, str | None]] = []
    clause: set[str] = set()
    end = 0
    for match in known.channels.finditer(text):
        if _APART.search(text, end, match.start()):
            clause = set()
        clause.add(match.lastgroup or "")
        end = match.end()
        found.append((end, _together(frozenset(clause), known)))
    return found


def _together(named: frozenset[str], known: Words) -> str | None:
    """The channel of a figure that several are named for: new media as a whole, or none."""
    if len(named) == 1:
        return next(iter(named))
    return ANY_SOCIAL if named <= known.social else None


def _years(text: str, year: int, known: Words) -> list[tuple[int, int | None]]:
    """Where years are named, and which; None for several at once."""
    patterns = known.patterns
    found: list[tuple[int, int | None]] = []
    found += [(match.end(), None) for match in patterns["years"].finditer(text)]
    for several in (patterns["years"], patterns["since"]):
        text = several.sub(lambda match: "＿" * len(match[0]), text)
    found += [(match.end(), int(match[1])) for match in patterns["year"].finditer(text)]
    found += [(match.end(), year) for match in patterns["own_year"].finditer(text)]
    found += [(match.end(), year - 1) for match in patterns["last_year"].finditer(text)]
    return sorted(found, key=lambda item: item[0])


def _last_year(years: Sequence[tuple[int, int | None]], place: int, year: int) -> int | None:
    index = bisect_right(years, place, key=lambda item: item[0])
    return years[index - 1][1] if index else year


def _last(found: Sequence[tuple[int, str | None]], place: int) -> str | None:
    index = bisect_right(found, place, key=lambda item: item[0])
    return found[index - 1][1] if index else None
