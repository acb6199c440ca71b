"""Zeros in words: 未收到, 没有发生, 未收取 (a figure, though no digit stands there)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from transform.model import NarrativeFigure
from transform.narrative_words import words

_REST = re.compile(r"[^，,。；;]{0,10}")
_MAY_BE = re.compile(r"未|没有|无|不(?:收|存在)")


def zeros(sentence: str, year: int) -> tuple[NarrativeFigure, ...]:
    """Figures of zero that a sentence states in words, if it speaks of the reporting year."""
    return tuple(_zeros(sentence, year)) if _MAY_BE.search(sentence) else ()


def _zeros(sentence: str, year: int) -> Iterator[NarrativeFigure]:
    for zero in words().zeros:
        for match in zero.pattern.finditer(sentence):
            behind = _REST.match(sentence, match.end())[0]  # type: ignore[index]
            if _counted(behind) or (zero.exclude and zero.exclude.search(match[0] + behind)):
                continue
            if not of_year(sentence[: match.end()], year):
                continue
            for metric, unit in zero.metrics:
                yield NarrativeFigure(
                    metric, Decimal(0), unit, False, "year", None, sentence, match[0]
                )


def _counted(behind: str) -> bool:
    """Whether a number follows: 未受理的申请3件 is no zero."""
    return any(character.isdigit() for character in behind)


def of_year(before: str, year: int) -> bool:
    """Whether the last year named, if any, is the reporting year."""
    named = [match[1] for match in words().patterns["year"].finditer(before)]
    return not named or int(named[-1]) == year
