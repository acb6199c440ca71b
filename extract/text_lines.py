"""From a text to its numbered lines, without the marks of Markdown, and what kind each one is."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.blocks import strip_blank

_HEADING = re.compile(r"^\s{0,3}#{1,6}(?=[\s\u3400-\u9fff*])\s*|\s#+\s*$")
_RULE = re.compile(r"^\s*(?:[-=*_]{3,}\s*)+$")
_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-\u2013\u2014\u2015]\s*\d{1,3}\s*[-\u2013\u2014\u2015]|\d{1,3})\s*$"
)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CJK = re.compile("[\u3400-\u9fff]")
_DIGITS = "[0-9\uff10-\uff19]+"
_VALUE = re.compile(
    f"[-+\uff0b\uff0d\u2212\u2014\u2013]?{_DIGITS}(?:[.,\uff0e\uff0c]{_DIGITS})*"
    "(?:%|\uff05|[件个条次项份人万元]{1,2})?"
    r"|[-\u2014\u2013\uff0d\u2212\u2015/\uff0f\\*]{1,3}|无|N/?A",
    re.I,
)
"""A figure, with or without a unit behind it, or a mark that stands for none (quirks E5, E8)."""
_LONG_LINE = 80


class Line(NamedTuple):
    """A line of the source, counted from 1."""

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Nothing on it; a line of several tabs is a row of blank cells, not a blank line."""
        return not strip_blank(self.text) and self.text.count("\t") < 2

    @property
    def is_tabbed(self) -> bool:
        """Fields with tabs between them, and not just an indented sentence."""
        if self.is_blank or self.is_heading or "\t" not in self.text:
            return False
        core = self.text.lstrip("\t ")
        return "\t" in core or not core or not ("\u3002" in core or len(core) > _LONG_LINE)

    @property
    def is_heading(self) -> bool:
        """Marked as a heading in Markdown."""
        return self.text.lstrip().startswith("#")

    @property
    def is_rule(self) -> bool:
        """Only an underline of a heading, or a line across the page."""
        return _RULE.match(self.text) is not None

    @property
    def is_page_number(self) -> bool:
        """A small number alone, or between dashes (quirks B1)."""
        return _PAGE_NUMBER.match(self.text) is not None


def split_lines(text: str, first: int = 1) -> list[Line]:
    """Lines of `text`, counted from `first`; a form feed, which ends a page, is a blank line."""
    lines: list[Line] = []
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(plain.split("\n"), first):
        for position, part in enumerate(line.split("\f")):
            if position:
                lines.append(Line(number, ""))
            lines.append(Line(number, part))
    return lines


def plain_text(line: str) -> str:
    r"""`line` without the marks of Markdown.

    >>> plain_text("## **六、其他需要报告的事项**"), plain_text(r"1\. 其他 __0__")
    ('六、其他需要报告的事项', '1. 其他 0')
    """
    if _RULE.match(line):
        return ""
    return plain_cell(_HEADING.sub("", line)).replace("\t", " ")


def plain_cell(text: str) -> str:
    """A cell's text without the marks of Markdown around it."""
    text = _STRONG.sub(r"\2", text)
    return strip_blank(_ESCAPED.sub(r"\1", text).replace("\u00a0", " "))


def has_cjk(text: str) -> bool:
    """Whether there is a Chinese character in `text`."""
    return _CJK.search(text) is not None


def is_value(text: str) -> bool:
    """Whether `text` looks like a figure, or like a mark for none; no label is known here."""
    return _VALUE.fullmatch(text) is not None
