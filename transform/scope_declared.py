"""What a report declares of itself as a whole: marks in its name and title, sentences on coverage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transform.labels import normalise
from transform.narrative import before_plans
from transform.narrative_words import words as narrative_words
from transform.running_text import clean, sentences
from transform.scope_publisher import Publisher
from transform.scope_statement import Scope, ScopeStatement
from transform.scope_words import Content, anyone, coverage_pattern, words
from transform.sections import Section

_MAY_COVER = re.compile("范围|口径|汇总|汇编|数据|本报告|本年报|本年度报告")
_ENDS = re.compile(r"[;；]|[)）](?!、)")


def declared(
    printed: str, title: str, sections: Sequence[Section], publisher: Publisher
) -> Iterator[ScopeStatement]:
    """Evidence that is about the whole report, each piece as `stated` for table 三."""
    yield from _marks(printed, title, publisher)
    if publisher.words is None:
        return
    for section in sections:
        for paragraph in before_plans(section).split("\n"):
            if not _MAY_COVER.search(paragraph):
                continue
            for sentence in sentences(paragraph):
                if found := _coverage(sentence, publisher):
                    scope, confidence = found
                    yield ScopeStatement(
                        "requests",
                        scope,
                        "stated",
                        sentence,
                        section.official,
                        None,
                        confidence,  # type: ignore[arg-type]
                    )


def _marks(printed: str, title: str, publisher: Publisher) -> Iterator[ScopeStatement]:
    known = words(publisher.words, publisher.unit).marks if publisher.words else ()
    for text in (normalise(printed), normalise(title)):
        for scope, mark in (*known, *anyone()):
            if mark.search(text):
                yield ScopeStatement("requests", scope, "stated", text, None, None, "high")
                return


def _coverage(sentence: str, publisher: Publisher) -> tuple[Scope, str] | None:
    """The scope a sentence states for the report's statistics, and how surely."""
    if not _MAY_COVER.search(sentence):
        return None
    text = narrative_words().masks.sub("", clean(sentence)).replace("（", "(").replace("）", ")")
    if coverage_pattern("not").search(text):
        return None
    known = words(publisher.words or "", publisher.unit)
    for confidence, pattern in known.coverage:
        match = pattern.search(text)
        if match and (scope := _scope_of(match["what"], known.contents, confidence)):
            return scope, confidence
    return None


def _scope_of(what: str, contents: Sequence[Content], confidence: str) -> Scope | None:
    included = _included(what)
    for content in contents:
        if content.sure and confidence != "high":
            continue
        if content.never and content.never.search(included):
            continue
        if all(pattern.search(included) for pattern in content.every):
            return content.scope
    return None


def _included(what: str) -> str:
    """What is counted, without what is said not to be."""
    match = coverage_pattern("without").search(what)
    while match:
        end = _ENDS.search(what, match.end())
        what = what[: match.start()] + (what[end.start() :] if end else "")
        match = coverage_pattern("without").search(what)
    return what
