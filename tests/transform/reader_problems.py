"""Tiny files that make a reader of pages or text report each of its problems."""

from __future__ import annotations

from collections.abc import Callable

from extract.html import read_page
from extract.model import Document, Problem
from extract.text import read_text

Problems = Callable[[], tuple[Problem, ...]]

TABLE = "<table><tr><td>事项</td><td>数量</td></tr><tr><td>规章</td><td>{}</td></tr></table>"
PLAIN = TABLE.format("12")
HEAD = "事项\t甲\t乙\t丙\t丁\n一\t1\t2\t3\t4\n"
HEADS = ("自然人", "商业企业", "科研机构", "公益组织", "其他", "总计")
LABELS = ("一、本年新收", "二、上年结转", "三、予以公开", "（二）部分公开", "四、总计")


def page(markup: str) -> Problems:
    """Problems of a web page."""
    return lambda: _problems(read_page(markup.encode(), "sha"))


def text(content: bytes) -> Problems:
    """Problems of a text file."""
    return lambda: _problems(read_text(content, "sha"))


def _problems(read: object) -> tuple[Problem, ...]:
    assert isinstance(read, Document)
    return read.problems


def _line(label: str, values: tuple[str, ...]) -> str:
    """A line with its values in columns of twelve, wide characters counted double."""
    line = label
    for column, value in enumerate(values):
        at = 30 + 12 * column + 4
        width = sum(1 + (char > "\x7f") for char in line)
        line += " " * max(at - width, 1) + value
    return line


PUSHED = "申请人逾期未按通知要求缴纳费用、不再处理其申请 7 8".ljust(60) + "12"
PAGE_OF_TEXT = [
    _line("勾稽关系", HEADS), *(_line(label, tuple("123456")) for label in LABELS), PUSHED,
]

READER_PROBLEMS: dict[str, Problems] = {
    "text_damaged": text(("年报" * 300).encode() + b"\xff" + "规章 12".encode()),
    "encoding_guessed": text("é < ü > ö, à la carte; ".encode("cp1252") * 9),
    "row_joined": text(f"{HEAD}二\t5\t6\n\n7\t\n三\t8\t9\t10\t11".encode()),
    "cells_not_placed": text("\n".join(PAGE_OF_TEXT).encode()),
    "picture_in_cell": page(TABLE.format("<img src='a.png'>")),
    "hidden_content": page(f"<div style='display:none'>{PLAIN}</div>"),
    "content_from_script": page(f"<script>let content = \"{PLAIN}\";</script>"),
}
