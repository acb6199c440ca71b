"""A report before 2019 with its statistics sheet, as PDF, web page, Word file or text."""

from __future__ import annotations

from html import escape
from typing import Literal

from examples.draw.docx_parts import package
from examples.draw.docx_runs import Pen
from examples.draw.docx_style import DocxStyle
from examples.draw.docx_table import table as docx_table
from examples.draw.flow import Flow
from examples.draw.grid import Grid
from examples.draw.html import HtmlStyle
from examples.draw.html_site import page
from examples.draw.html_table import Markup
from examples.draw.html_table import table as html_table
from examples.draw.legacy import Sheet, SheetStyle, sheet_grid
from examples.draw.style import PdfStyle
from examples.draw.tables import Table
from examples.draw.text import TextStyle, table_text

Medium = Literal["pdf", "html", "docx", "txt"]
Style = PdfStyle | HtmlStyle | DocxStyle | TextStyle
HEADING = "附件：政府信息公开情况统计表"


def draw_sheet(
    sheet: Sheet,
    medium: Medium,
    set_as: SheetStyle = SheetStyle(),  # noqa: B008
    style: Style | None = None,
) -> bytes:
    """Draws a report; the same sheet and styles give the same bytes."""
    grid = sheet_grid(sheet, set_as)
    if medium == "pdf":
        return _pdf(sheet, grid, style if isinstance(style, PdfStyle) else PdfStyle())
    if medium == "html":
        return _html(sheet, grid, style if isinstance(style, HtmlStyle) else HtmlStyle())
    if medium == "docx":
        return _docx(sheet, grid, style if isinstance(style, DocxStyle) else DocxStyle())
    return _text(sheet, grid, style if isinstance(style, TextStyle) else TextStyle())


def _paragraphs(sheet: Sheet) -> list[str]:
    return [sheet.of.intro, *sheet.of.sections["overview"], sheet.of.dateline, HEADING]


def _pdf(sheet: Sheet, grid: Grid, style: PdfStyle) -> bytes:
    flow = Flow(style, sheet.of.printed_title)
    flow.title(sheet.of.printed_title, sheet.of.printed_name)
    for text in _paragraphs(sheet):
        flow.paragraph(text)
    Table(flow, grid).draw()
    return flow.finish()


def _html(sheet: Sheet, grid: Grid, style: HtmlStyle) -> bytes:
    how = Markup(
        style.spans, style.blank, style.head_wrap, style.thead, style.split_numbers, style.word
    )
    parts = [f'<h1 class="title">{escape(sheet.of.printed_title)}</h1>']
    parts += [f"<p>{escape(text)}</p>" for text in _paragraphs(sheet)]
    body = "\n".join([*parts, html_table(grid, how)])
    text = page(
        sheet.of, body, style.encoding, chrome=style.chrome, meta=style.meta_table,
        border=style.border,
    )  # fmt: skip
    return text.encode(style.encoding, errors="xmlcharrefreplace")


def _docx(sheet: Sheet, grid: Grid, style: DocxStyle) -> bytes:
    pen = Pen(style)
    texts = [sheet.of.printed_title, *_paragraphs(sheet)]
    body = "".join(map(pen.paragraph, texts)) + docx_table(grid, pen) + "<w:p/>"
    return package(body, sheet.of.printed_title, main_part=style.main_part, strict=style.strict)


def _text(sheet: Sheet, grid: Grid, style: TextStyle) -> bytes:
    blocks = [sheet.of.printed_title, *_paragraphs(sheet), table_text(grid, style)]
    return ("\n\n".join(blocks) + "\n").encode(style.encoding, errors="replace")
