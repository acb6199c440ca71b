"""Figures stated in the text of a report, every one of them; what `narrative.yml` does not know is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transform.model import NarrativeFigure
from transform.narrative_context import Context, contexts, prepare, topic_of
from transform.narrative_words import Pattern, Rule, Words, words
from transform.narrative_zeros import zeros
from transform.running_text import sentences
from transform.sections import Section

_HAS_DIGIT = re.compile(r"\d|[一二两三四五六七八九十](?:次|场|期)")
PROBLEMS = "五"
"""The section whose second half are plans for the years to come."""


_Named = tuple[str, str | None]
"""A metric and its channel."""


@dataclass(slots=True)
class _Place:
    """Where a figure stands. `seen`: metrics of the paragraph so far; `named`: what this sentence, or the
    one it gives the parts of, has named."""

    sentence: str
    paragraph: str
    year: int
    seen: set[str]
    named: set[_Named]
    holds: dict[Pattern, bool]

    def has(self, pattern: Pattern) -> bool:
        """Whether a pattern occurs in the paragraph; looked for once."""
        if pattern not in self.holds:
            self.holds[pattern] = bool(pattern.search(self.paragraph))
        return self.holds[pattern]


def read_narrative(sections: Sequence[Section], year: int) -> tuple[NarrativeFigure, ...]:
    """Figures of the reporting year that the sections state, in the order of the text."""
    found: list[NarrativeFigure] = []
    for section in sections:
        for paragraph in before_plans(section).split("\n"):
            figures = _paragraph(paragraph, year)
            found.extend(replace(figure, section=section.official) for figure in figures)
    return tuple(found)


def before_plans(section: Section) -> str:
    """The text of a section; of section 五 only what comes before its plans."""
    if section.official != PROBLEMS:
        return section.text
    plan = words().patterns["plan"].search(section.text)
    return section.text[: plan.start()] if plan else section.text


def _paragraph(paragraph: str, year: int) -> Iterator[NarrativeFigure]:
    seen: set[str] = set()
    named: set[_Named] = set()
    before: list[str] = []
    topic: str | None = None
    holds: dict[Pattern, bool] = {}
    for sentence in sentences(paragraph):
        if words().patterns["chrome"].search(sentence):
            continue
        if _HAS_DIGIT.search(sentence):
            text = prepare(sentence, year)
            topic = _topic(before) or topic
            before = []
            if not words().patterns["parts"].match(text):
                named = set()
            place = _Place(sentence, paragraph, year, seen, named, holds)
            yield from _sentence(text, topic, place)
        yield from zeros(sentence, year)
        before.append(sentence)


def _topic(before: Sequence[str]) -> str | None:
    """What the sentences before were about: the last one that says so."""
    topics = (topic_of(sentence) for sentence in reversed(before))
    return next((topic for topic in topics if topic), None)


def _sentence(text: str, topic: str | None, place: _Place) -> Iterator[NarrativeFigure]:
    known = words()
    last: Rule | None = None
    for context in contexts(text, place.year, topic):
        last = last if context.bare and last else _rule(context, place, known)
        if last is None or _no_figure(context, known) or context.year != place.year:
            continue
        channel = context.channel if last.channel not in (None, "none") else None
        what = (last.metric, channel)
        if context.part and what in place.named:
            continue
        place.named.add(what)
        place.seen.add(last.metric)
        unit = context.number.unit
        yield NarrativeFigure(
            metric=last.metric,
            value=context.number.value,
            unit=last.units[0] if unit == "万" else unit,
            approximate=context.number.approximate,
            period=_period(context, last, text, known),
            section=None,
            sentence=place.sentence,
            printed=context.number.printed,
            channel=channel,
        )


def _rule(context: Context, place: _Place, known: Words) -> Rule | None:
    for rule in known.by_unit.get(context.number.unit, ()):
        if rule.lead and not rule.lead.search(context.lead):
            continue
        if rule.tail and not rule.tail.search(context.tail):
            continue
        if rule.topic and rule.topic != context.topic:
            continue
        if rule.channel and not _on_channel(rule.channel, context, known):
            continue
        if rule.exclude and rule.exclude.search(context.lead + context.tail):
            continue
        if rule.after and rule.after not in place.seen:
            continue
        if rule.paragraph and not place.has(rule.paragraph):
            continue
        return rule
    return None


def _on_channel(wanted: str, context: Context, known: Words) -> bool:
    if wanted == "social":
        return context.channel in known.social
    if wanted == "none":
        return context.channel is None or not context.channels_in_lead
    if wanted == "any":
        return context.channel is not None
    return context.channel == wanted


def _no_figure(context: Context, known: Words) -> bool:
    """Whether the number is a change or planned, not a figure of a report."""
    return (
        context.planned
        or bool(known.patterns["change"].search(context.lead))
        or bool(known.patterns["change_after"].match(context.tail))
    )


def _period(context: Context, rule: Rule, text: str, known: Words) -> str:
    before = context.before
    if known.patterns["event"].search(before):
        return "event"
    if rule.stock or known.patterns["since"].search(before):
        return "cumulative"
    if known.patterns["no_period"].search(context.lead) and not known.patterns["in_year"].search(
        text
    ):
        return "other"
    return "year"
