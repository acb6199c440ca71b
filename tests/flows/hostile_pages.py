"""Web pages, texts and Word files that swell or hold no report."""

from __future__ import annotations

import io
import re
import zipfile

from examples.draw import draw_docx, draw_html, draw_pdf, draw_text
from tests.flows.hostile import LOADED, TITLE, Case, report

HEAD = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NO_TABLES = ("no_tables",)
BUDGET = """<h1>某市统计局2023年部门预算</h1><p>根据《政府信息公开条例》公开。</p>
<table><tr><td>项目</td><td>预算数</td></tr><tr><td>行政事业性收费</td><td>12</td></tr></table>"""
WEB_SITE = """<h1>某县人民政府政府网站工作年度报表（2023年度）</h1>
<table><tr><td>信息发布总数</td><td>3207</td></tr><tr><td>依申请公开</td><td>12</td></tr></table>"""


def docx(body: str, before: str = "") -> bytes:
    """A Word file of this body, `before` standing in front of its root."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        document = f"{before}<w:document {WORD}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
    return made.getvalue()


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def swollen() -> dict[str, Case]:
    """Files that unfold to far more than they are."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'
    cell = "<td rowspan=65535 colspan=65535>1</td>"
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p/></w:tc>'
    return {
        "200000 tags deep.html": Case(
            (HEAD + "<div>" * 200_000 + "1" + "</div>" * 200_000).encode(), NO_TABLES
        ),
        "20000 tables deep.html": Case((HEAD + "<table><tr><td>" * 20_000).encode(), NO_TABLES),
        "cells over everything.html": Case(
            (HEAD + "<table>" + f"<tr>{cell}{cell}</tr>" * 50 + "</table>").encode(), NO_TABLES
        ),
        "3 MB on one line.html": Case(f"{HEAD}<p>{'信息公开12' * 200_000}".encode(), NO_TABLES),
        "3 MB on one line.txt": Case((TITLE + "\n" + "信息 12 " * 300_000).encode(), NO_TABLES),
        "a thousand million laughs.docx": Case(docx(_p("&l9;"), doctype), ("corrupt",)),
        "100 MB of paragraphs.docx": Case(docx("<w:p/>" * 17_000_000), ("too_large",), "64 MB"),
        "wide as the world.docx": Case(
            docx(f"{_p(TITLE)}<w:tbl>{f'<w:tr>{wide * 50}</w:tr>' * 100}</w:tbl>"), NO_TABLES
        ),
    }


def slow_pages() -> dict[str, Case]:
    """Files that would take minutes."""
    attributes = " ".join(f"a{number}=1" for number in range(300_000))
    page = f"{HEAD}<p {attributes}>1</p>".encode()
    return {"300000 attributes.html": Case(page, ("timeout",), "--timeout")}


def no_reports() -> dict[str, Case]:
    """Sound files that are no annual report, or one without what can be loaded."""
    sound = report(70)
    page = draw_html(sound).decode()
    without_tables = re.sub(r"<table.*?</table>", "", page, flags=re.S)
    blank = re.sub(r"(<td[^>]*>)\s*[\d.,]+\s*(</td>)", r"\1\2", page)
    old = without_tables.replace("2023", "2017").replace("2024", "2018")
    link = '<p>附件：<a href="P020240131.pdf">年度报告.pdf</a></p>'
    return {
        "部门预算.html": Case(BUDGET.encode(), ("not_a_report",)),
        "政府网站工作年度报表.html": Case(WEB_SITE.encode(), ("not_a_report",)),
        "空白模板.html": Case(blank.encode(), NO_TABLES, "nothing is filled in"),
        "只有文字.html": Case(without_tables.encode(), NO_TABLES, "pictures or in another file"),
        "2017年.html": Case(old.encode(), NO_TABLES, "before 2019"),
        "只有附件.html": Case(f"{HEAD}{link}".encode(), NO_TABLES, "P020240131.pdf"),
        "附件列表.html": Case(
            f"<h1>年报</h1>{link}".encode(), ("not_a_report",), "P020240131.pdf"
        ),
        "空壳.html": Case(
            b"<html><title>x</title><div id=app></div><script>load()</script></html>",
            ("not_a_report",), "without content",
        ),
        "错误页.pdf": Case(
            "<html><title>404</title><p>您访问的页面不存在</p></html>".encode(), ("not_a_report",)
        ),
    }  # fmt: skip


def other_endings() -> dict[str, Case]:
    """Sound reports whose names claim another type."""
    loaded = (LOADED,)
    return {
        "a page.pdf": Case(draw_html(report(60)), loaded),
        "a document.html": Case(draw_pdf(report(61)), loaded),
        "a word file.doc": Case(draw_docx(report(62)), loaded),
        "a text.docx": Case(draw_text(report(63)), loaded),
        "no ending": Case(draw_pdf(report(64)), loaded),
    }
