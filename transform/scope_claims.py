"""Sentences that give a body together with a figure of a table: 全市共收到申请3511件，其中市本级933件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from transform.narrative import before_plans
from transform.narrative_context import prepare
from transform.narrative_numbers import Number, numbers
from transform.running_text import clean, sentences
from transform.scope_publisher import Publisher
from transform.scope_words import Body, Words, dispute_patterns, pattern, words
from transform.sections import Section

_CUTS = "，,；;：:。（("
_YEAR = re.compile(r"20\d\d(?=年)")
_DIGIT = re.compile(r"\d")
_UNITS = frozenset("件条份起项次宗")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure given for a body. `what` is requests, reconsideration or litigation; `value` is exact."""

    what: str
    body: Body
    name: str
    value: Decimal
    sentence: str
    section: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a sentence with the body that is its subject, if one is named."""

    number: Number
    lead: str
    body: Body | None
    name: str


def claims(sections: Sequence[Section], year: int, publisher: Publisher) -> Iterator[Claim]:
    """Claims of the reporting year about figures that tables print, in the order of the text."""
    if publisher.words is None:
        return
    for section in sections:
        text = before_plans(section)
        if "申请" not in text and "复议" not in text:
            continue
        for paragraph in text.split("\n"):
            for sentence in sentences(paragraph):
                if _DIGIT.search(sentence) and pattern("trigger").search(sentence):
                    yield from _claims(sentence, section.official, year, publisher)


def _claims(
    sentence: str, official: str | None, year: int, publisher: Publisher
) -> Iterator[Claim]:
    last = ""
    for figure in figures(sentence, year, publisher):
        what = _what(figure, last)
        if what:
            last = what
        if what and figure.body and not figure.number.approximate and figure.number.value:
            yield Claim(what, figure.body, figure.name, figure.number.value, sentence, official)


def _what(figure: Figure, last: str) -> str:
    """What a number counts, empty for anything else; `last` is what the one before it counted."""
    lead = figure.lead
    if figure.number.unit not in _UNITS:
        return ""
    if pattern("not_in_lead").search(lead):
        return ""
    for name, words_before in dispute_patterns():
        if words_before.search(lead):
            return name
    if "复议" in lead or "诉讼" in lead:
        return ""
    if pattern("received").search(lead):
        return "requests"
    if last and figure.name and lead.endswith(figure.name + _after(lead, figure.name)):
        before = lead[: lead.rfind(figure.name)]
        if pattern("part").match(before) and pattern("part_words").fullmatch(
            _after(lead, figure.name)
        ):
            return last
    return ""


def _after(lead: str, name: str) -> str:
    return lead[lead.rfind(name) + len(name) :]


def figures(sentence: str, year: int, publisher: Publisher) -> list[Figure]:
    """Numbers of a sentence with who each is given for; none of another year."""
    if publisher.words is None:
        return []
    text = prepare(clean(sentence), year)
    known = words(publisher.words, publisher.unit)
    subjects = list(_subjects(text.replace("（", "(").replace("）", ")"), known))
    found: list[Figure] = []
    end = 0
    for number in numbers(text):
        start = max([end, *(text.rfind(cut, 0, number.start) + 1 for cut in _CUTS)])
        body, name = None, ""
        for at, whose, called in subjects:
            if at < number.start:
                body, name = whose, called
        lead = text[start : number.start]
        if _of_year(text[: number.start], year):
            found.append(Figure(number, lead, body, name))
        end = number.end
    return found


def _subjects(text: str, known: Words) -> Iterator[tuple[int, Body | None, str]]:
    """Where bodies are named, from left to right; None for one that is not what its clause is about."""
    for match in known.body.finditer(text):
        body = known.bodies[int((match.lastgroup or "b0")[1:])]
        after = text[match.end() : match.end() + 24]
        before = text[max(0, match.start() - 40) : match.start()]
        if not pattern("before_body").search(before):
            yield match.start(), None, ""
            continue
        verb = pattern("after_body").match(after)
        goes_on = verb and not pattern("not_after_body").search(verb[0])
        number_next = pattern("part_words").match(after)
        direct = number_next and after[number_next.end() : number_next.end() + 1].isdigit()
        yield match.start(), body if goes_on or direct else None, match[0]


def _of_year(before: str, year: int) -> bool:
    """Whether the last year named before a number is the report's, or none is."""
    named = _YEAR.findall(before)
    return not named or int(named[-1]) == year
