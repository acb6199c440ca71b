"""Whether the sheet before 2019 is of the report's year: its caption and the head of its figures tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.model import Paragraph, Problem
from transform.classify import Fragment
from transform.labels import normalise

_CAPTION = re.compile(r"(?<!\d)(20\d{2})年度?[\u4e00-\u9fff]{0,16}统计表|统计表[(（]?(20\d{2})年")
_HEAD = re.compile(r"^(20\d{2})年度?(?:统计|数)?[\u4e00-\u9fff]{0,3}$")
_ABOVE = 3
"""Paragraphs before the sheet, and rows of it, in which its caption stands."""


def sheet_of_other_year(
    year: int, opening: Sequence[Paragraph], group: Sequence[Fragment]
) -> tuple[Problem, ...]:
    """A problem where the sheet names another year than the report's, and not the report's."""
    named = {*_years(opening, group)}
    if not named or year in named:
        return ()
    params = {"title_year": str(year), "period_year": str(min(named)), "year": str(year)}
    return (Problem("year_contradicts", group[0].grid.first_text, params=params),)


def _years(opening: Sequence[Paragraph], group: Sequence[Fragment]) -> Iterator[int]:
    above = [paragraph.text for paragraph in opening[-_ABOVE:]]
    cells = [cell.text for row in group[0].grid.anchored[:_ABOVE] for cell in row]
    for text in map(normalise, (*above, *cells)):
        for found in (*_CAPTION.findall(text), *((y, "") for y in _HEAD.findall(text))):
            yield int(next(filter(None, found)))
