"""How a PDF report looks: fonts, borders, page breaks, page numbers, turned pages."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from examples.draw.wording import OFFICIAL, PLAIN, Shape, Wording, random_wording

Borders = Literal["stroke", "rects", "cells", "spaced", "fills", "horizontal", "none"]
CutKind = Literal[
    "before_block", "after_caption", "before_row", "in_row_first", "in_row_second", "before_data"
]
LabelAtCut = Literal["first", "cut", "repeat"]


@dataclass(frozen=True, slots=True)
class Cut:
    """A page break inside a table, at the row of code `where` (a subject or an item).

    `before_block`: before the caption of the row's block of table 二; `after_caption`: behind it;
    `before_row`: before the row itself, for the first row of a block between header and rows;
    `in_row_first`, `in_row_second`: through the row, its figures on the first or second part;
    `before_data`: table 四 without its data row, which follows on the next page.
    """

    kind: CutKind
    where: str = "data"


@dataclass(frozen=True, slots=True)
class PdfStyle:
    """Everything about a drawn report that is not its content."""

    wording: Wording = OFFICIAL
    shape: Shape = PLAIN
    font_file: str = ""
    font_index: int = 0
    heading_font_file: str = ""
    latin: str = "Times-Roman"
    body_size: float = 16
    leading: float = 28
    table_size: float = 10
    row_height: float = 19
    label_share: float = 1.0
    """Width of the label column of table 三 in proportion to the usual one."""
    margins: tuple[float, float, float, float] = (76, 76, 80, 80)
    """Left, right, top, bottom, in points."""
    borders: Borders = "stroke"
    line_width: float = 0.5
    grey: float = 0.0
    dash: tuple[float, ...] = ()
    shaded: bool = False
    open_breaks: bool = False
    """No rule at the bottom of a table's page and at the top of its next page."""
    cuts: tuple[Cut, ...] = ()
    label_at_cut: LabelAtCut = "first"
    """A label whose cell is cut: on the first part, divided, or on both parts."""
    repeat_header: bool = False
    vertical: Literal["stacked", "wrapped", "turned"] = "stacked"
    label_align: Literal["left", "centre"] = "left"
    page_number: Literal["dash", "plain", "words", "none"] = "dash"
    page_number_outer: bool = False
    landscape: Literal["none", "page", "turned"] = "none"
    """Table 三 on landscape pages: real ones, or portrait ones with a /Rotate entry."""
    rotate: Literal[0, 90, 180, 270] = 0
    """A /Rotate entry on every page, which then shows sideways."""


PAGE = (595.0, 842.0)

CUTS = (
    Cut("before_block", "licensing"),
    Cut("before_block", "fees"),
    Cut("after_caption", "penalties"),
    Cut("after_caption", "licensing"),
    Cut("before_row", "penalties"),
    Cut("before_row", "coercive_measures"),
    Cut("before_row", "unavailable_needs_creation"),
    Cut("before_row", "denied_internal_affairs"),
    Cut("before_row", "not_processed_excessive"),
    Cut("before_row", "handled_total"),
    Cut("in_row_first", "partially_granted"),
    Cut("in_row_second", "partially_granted"),
    Cut("in_row_first", "not_processed_reconfirmation"),
    Cut("in_row_first", "other_not_corrected_in_time"),
    Cut("in_row_second", "other_fee_not_paid_in_time"),
    Cut("before_data"),
)
"""Page breaks that published reports have; a cut at a row that is not on the page has no effect."""


def random_style(rng: random.Random) -> PdfStyle:
    """A style like those of published reports: ruled tables, every kind of page break."""
    size, leading = rng.choice(((16, 28), (16, 30), (15, 26), (14, 24), (12, 21)))
    borders: Borders = rng.choice(("stroke", "stroke", "rects", "rects", "cells"))
    cuts = tuple(rng.sample(CUTS, rng.choice((0, 0, 1, 1, 2))))
    margin = rng.choice((62, 70, 76))
    return PdfStyle(
        wording=random_wording(rng),
        latin=rng.choice(("Times-Roman", "Times-Roman", "")),
        body_size=size,
        leading=leading,
        table_size=rng.choice((9, 9.5, 10, 10.5)),
        row_height=rng.choice((16.5, 18, 19, 22)),
        label_share=rng.choice((0.85, 1, 1, 1.15)),
        margins=(margin, margin, rng.choice((72, 80)), rng.choice((72, 80))),
        borders=borders,
        line_width=rng.choice((0.48, 0.5, 0.75, 1.0)),
        grey=rng.choice((0, 0, 0, 0.4)),
        shaded=rng.random() < 0.3,
        open_breaks=rng.random() < 0.4,
        cuts=cuts,
        label_at_cut=rng.choice(("first", "cut", "repeat")),
        repeat_header=rng.random() < 0.25,
        vertical=rng.choice(("stacked", "wrapped", "turned")),
        label_align=rng.choice(("left", "left", "centre")),
        page_number=rng.choice(("dash", "dash", "plain", "words", "none")),
        page_number_outer=rng.random() < 0.3,
        landscape=rng.choice(("none",) * 8 + ("page", "turned")),
    )
