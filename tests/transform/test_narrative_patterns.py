"""Figures in sentences of published reports, `narrative_patterns.yml`: none missed, none invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from transform.model import NarrativeFigure
from transform.narrative import read_narrative
from transform.sections import Section

PATTERNS = Path(__file__).with_name("narrative_patterns.yml")


def figures(text: str, year: int = 2023) -> tuple[NarrativeFigure, ...]:
    """Figures of one section's text."""
    return read_narrative([Section("一", "一", "", text, 0)], year)


def stated(text: str, year: int = 2023) -> list[tuple[str, float]]:
    """Metric and value of every figure."""
    return [(figure.metric, float(figure.value)) for figure in figures(text, year)]


def patterns() -> Iterator[Any]:
    """One case for each sentence, named by its beginning."""
    for group, cases in yaml.safe_load(PATTERNS.read_text(encoding="utf-8")).items():
        for case in cases:
            yield pytest.param(case, id=f"{group}-{case['text'][:16]}")


@pytest.mark.parametrize("case", list(patterns()))
def test_every_figure_and_no_other(case: dict[str, Any]) -> None:
    """A metric mistaken for another, or a part for a total, is a false statement about an agency."""
    assert stated(case["text"], case["year"]) == [tuple(figure) for figure in case["figures"]]


def test_there_are_sixty_patterns_and_more() -> None:
    assert len(list(patterns())) > 60
