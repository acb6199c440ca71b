"""Statements in words that say something about a table's figures without being figures themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.yaml_file import read_yaml
from transform.narrative import before_plans
from transform.narrative_zeros import of_year, zeros
from transform.running_text import sentences
from transform.sections import Section

FILE = Path(__file__).with_name("statements.yml")

_YEAR = re.compile(r"(?<![\d至转延到入自])(20\d\d)年度?(?!\d{1,2}月\d{1,2}日)")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says in words. `code` is one of `transform/statements.yml`; `section` is 一 to
    六, None outside of them."""

    code: str
    sentence: str
    section: str | None


@dataclass(frozen=True, slots=True)
class _Form:
    """How a statement is known; one of `pattern`, `zero` and `year_of` is set."""

    code: str
    pattern: re.Pattern[str] | None
    context: re.Pattern[str] | None
    exclude: re.Pattern[str] | None
    zero: str | None
    year_of: re.Pattern[str] | None


def read_statements(sections: Sequence[Section], year: int) -> tuple[Statement, ...]:
    """Statements of the sections about the reporting year, in the order of the text.

    `other_year` is a figure of the year before or after where one of the report's own is expected.
    """
    return tuple(
        Statement(code, sentence, section.official)
        for section in sections
        for paragraph in before_plans(section).split("\n")
        for sentence in sentences(paragraph)
        for code in _said(sentence, year)
    )


def statement_codes() -> tuple[str, ...]:
    """Codes a statement can have."""
    return tuple(form.code for form in _forms())


def _said(sentence: str, year: int) -> Iterator[str]:
    none = {figure.metric for figure in zeros(sentence, year)}
    for form in _forms():
        if form.zero:
            if form.zero in none:
                yield form.code
        elif not (form.exclude and form.exclude.search(sentence)) and _holds(form, sentence, year):
            yield form.code


def _holds(form: _Form, sentence: str, year: int) -> bool:
    if form.year_of:
        return _of_other_year(form.year_of, sentence, year)
    match = form.pattern.search(sentence) if form.pattern else None
    if not match or (form.context and not form.context.search(sentence)):
        return False
    return of_year(sentence[: match.start()], year)


def _of_other_year(figure: re.Pattern[str], sentence: str, year: int) -> bool:
    named = {int(match[1]) for match in _YEAR.finditer(sentence)}
    if len(named) != 1 or not named & {year - 1, year + 1}:
        return False
    first = _YEAR.search(sentence)
    return bool(first and figure.search(sentence, first.end()))


@cache
def _forms() -> tuple[_Form, ...]:
    raw = read_yaml(FILE)["statements"]
    return tuple(
        _Form(
            code,
            _compiled(spec.get("pattern")),
            _compiled(spec.get("context")),
            _compiled(spec.get("not")),
            spec.get("zero"),
            _compiled(spec.get("year_of")),
        )
        for code, spec in raw.items()
    )


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None
