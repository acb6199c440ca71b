"""A report as a web page of a government site."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

from examples.draw.figures import Figures
from examples.draw.form import HEADINGS, OUTCOMES, PROCEDURES
from examples.draw.grid import Cell, Grid, grids
from examples.draw.html_site import page
from examples.draw.html_table import Blank, HeadWrap, Markup, Spans, table
from examples.draw.wording import OFFICIAL, PLAIN, Shape, Wording, random_wording


@dataclass(frozen=True, slots=True)
class HtmlStyle:
    """Everything about a page that is not the report's content."""

    wording: Wording = OFFICIAL
    shape: Shape = PLAIN
    encoding: Literal["utf-8", "gbk"] = "utf-8"
    declared: str = "same"
    """The charset that the page declares: `same` as its encoding, another one, or none ("")."""
    chrome: bool = True
    """Navigation, breadcrumbs, buttons, footer around the article."""
    meta_table: bool = True
    """The table of 索引号, 发布机构 and so on before the report."""
    spans: Spans = "right"
    blank: Blank = ""
    head_wrap: HeadWrap = "none"
    three_dispute_tables: bool = False
    in_script: bool = False
    """The article as a JavaScript string that a script writes into the page."""
    border: str = "1px solid #000"
    thead: bool = False
    split_numbers: bool = False
    word: bool = False
    nested: bool = False
    """The article within a table that lays out the page."""


def draw_html(figures: Figures, style: HtmlStyle | None = None) -> bytes:
    """Draws a report as a web page; the same figures and style give the same bytes."""
    style = style or HtmlStyle()
    body = article(figures, style)
    if style.nested:
        body = f'<table width="100%"><tr><td width="3%"></td><td>{body}</td></tr></table>'
    if style.in_script:
        text = json.dumps(body, ensure_ascii=False).replace("</", "<\\/")
        body = f"<script>let content = {text};document.write(content);</script>"
    declared = style.encoding if style.declared == "same" else style.declared
    text = page(
        figures, body, declared, chrome=style.chrome, meta=style.meta_table, border=style.border
    )
    return text.encode(style.encoding, errors="xmlcharrefreplace")


def article(figures: Figures, style: HtmlStyle) -> str:
    """The report itself."""
    shape = replace(style.shape, short_group=False) if style.spans == "empty" else style.shape
    tables = grids(figures, style.wording, shape)
    parts = [f'<h1 class="title">{escape(figures.printed_title)}</h1>', _p(figures.intro)]
    for section, heading in HEADINGS.items():
        parts.append(f'<p class="h"><strong>{escape(style.wording(heading))}</strong></p>')
        if section in tables:
            parts += [_table(grid, style) for grid in _parts(tables[section], figures, style)]
        parts += map(_p, figures.sections.get(section, ()))
    if figures.dateline:
        parts.append(f'<p class="date">{escape(figures.dateline)}</p>')
    return "\n".join(parts)


def _p(text: str) -> str:
    """A paragraph."""
    return f"<p>{escape(text)}</p>" if text else ""


def _table(grid: Grid, style: HtmlStyle) -> str:
    """One table in the style's markup."""
    how = Markup(
        style.spans, style.blank, style.head_wrap, style.thead, style.split_numbers, style.word
    )
    return table(grid, how)


def _parts(grid: Grid, figures: Figures, style: HtmlStyle) -> list[Grid]:
    """The grid itself, or table 四 as three tables of five columns."""
    if grid.name != "disputes" or not style.three_dispute_tables:
        return [grid]
    found = []
    for procedure, label in PROCEDURES.items():
        name = label if procedure == "reconsideration" else f"行政诉讼（{label}）"
        cells = [Cell(0, 0, 1, 5, style.wording(name), "head")]
        for i, (outcome, text) in enumerate(OUTCOMES.items()):
            cells.append(Cell(1, i, 1, 1, style.wording(text), "head"))
            value = figures.disputes.get((procedure, outcome)) or ""
            cells.append(Cell(2, i, 1, 1, value, "figure"))
        found.append(Grid("disputes", 3, (1,) * 5, tuple(cells), 2))
    return found


def random_html_style(rng: random.Random) -> HtmlStyle:
    """A page like those of government sites; irregular spans now and then."""
    encoding: Literal["utf-8", "gbk"] = rng.choice(("utf-8", "utf-8", "gbk"))
    return HtmlStyle(
        wording=random_wording(rng),
        encoding=encoding,
        declared=rng.choice(("same", "same", "same", "")),
        chrome=rng.random() < 0.8,
        meta_table=rng.random() < 0.6,
        spans=rng.choice(("right", "right", "right", "empty", "padded")),
        blank=rng.choice(("", "&nbsp;", "<br/>")),
        head_wrap=rng.choice(("none", "br", "p", "span", "space")),
        three_dispute_tables=rng.random() < 0.05,
        in_script=rng.random() < 0.05,
        border=rng.choice(("1px solid #000", "1px solid #999", "1px solid #dde6f0")),
        thead=rng.random() < 0.2,
        split_numbers=rng.random() < 0.15,
        word=rng.random() < 0.2,
        nested=rng.random() < 0.1,
    )
