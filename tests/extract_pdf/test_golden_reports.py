"""Whole documents in, facts out: every cell, status, text and place as drawn."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pypdfium2
import pytest

from examples.draw import (
    Cut,
    Figures,
    Habits,
    HtmlStyle,
    PdfStyle,
    Shape,
    TextStyle,
    Wording,
    balanced,
    draw_html,
    draw_pdf,
    draw_text,
)
from extract.pdf_again import INSET
from tests.extract_pdf.scoring import Verdict, judge, read_bytes, wrong_texts
from transform.labels import normalise
from transform.model import LoadPackage


def figures(seed: int, year: int = 2023, **how: object) -> Figures:
    """Figures of a report; `how` as for `balanced`."""
    return balanced(random.Random(seed), "某市某县人民政府", year, **how)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Golden:
    """A document, what is printed in it, and the quality it must be given."""

    kind: str
    figures: Figures
    content: bytes
    quality: str = "verified"

    def package(self) -> LoadPackage:
        """What came of it."""
        return read_bytes(self.content, self.kind)


def pdf(of: Figures, quality: str = "verified", **style: object) -> Golden:
    """A PDF drawn in a style."""
    return Golden("pdf", of, draw_pdf(of, PdfStyle(**style)), quality)  # type: ignore[arg-type]


def html(of: Figures, quality: str = "verified", **style: object) -> Golden:
    """A web page drawn in a style."""
    return Golden("html", of, draw_html(of, HtmlStyle(**style)), quality)  # type: ignore[arg-type]


def text(of: Figures, quality: str = "verified", **style: object) -> Golden:
    """A text drawn in a style."""
    return Golden("text", of, draw_text(of, TextStyle(**style)), quality)  # type: ignore[arg-type]


IN_A_GROUP = (Cut("before_row", "unavailable_needs_creation"), Cut("after_caption", "penalties"))
IN_A_ROW = (Cut("in_row_first", "other_not_corrected_in_time"), Cut("before_block", "fees"))
SECOND_PART = (Cut("in_row_second", "other_fee_not_paid_in_time"), Cut("before_data"))
HALF_ALONE = (Cut("in_row_second", "partially_granted"), Cut("before_data"))
LABELS = {
    "2.其他法律行政法规禁止公开": "2.其他法律行政止公开", "总计": "合计", "商业企业": "商 业 企业",
}  # fmt: skip

GOLDENS = {
    "form 2021": pdf(figures(1)),
    "form 2019": pdf(figures(2, 2019, scale="city")),
    "mixed forms": pdf(figures(3, requests_form="2019")),
    "old form in a new year": pdf(figures(4, 2023, form="2019")),
    "cut in a group": pdf(figures(5), cuts=IN_A_GROUP, label_at_cut="cut"),
    "cut in a row": pdf(figures(6), cuts=IN_A_ROW, label_at_cut="cut", vertical="wrapped"),
    "figures on the second part": pdf(figures(7), cuts=SECOND_PART),
    "half a row alone": pdf(figures(7), cuts=HALF_ALONE),
    "data row alone": pdf(figures(32), cuts=(Cut("before_data"),), open_breaks=True),
    "open breaks": pdf(figures(32), cuts=IN_A_GROUP, open_breaks=True),
    "header repeated": pdf(figures(8), cuts=IN_A_GROUP, repeat_header=True),
    "landscape": pdf(figures(9), landscape="page"),
    "turned by /Rotate": pdf(figures(10, scale="city"), landscape="turned"),
    "all pages turned": pdf(figures(11, scale="city"), rotate=90),
    "rules as rectangles": pdf(figures(12), borders="rects", grey=0.4, line_width=1.0),
    "cells as boxes": pdf(figures(13), borders="cells", shaded=True),
    "turned labels": pdf(figures(14), vertical="turned", label_align="centre"),
    "blanks for zeros": pdf(figures(15, habits=Habits(blanks="zeros"))),
    "blanks for organisations": pdf(figures(16, habits=Habits(blanks="organisations"))),
    "some blanks, marks": pdf(figures(17, habits=Habits(blanks="some", mark="/"))),
    "full width": pdf(figures(18, scale="city", habits=Habits(full_width=True))),
    "thousands": pdf(figures(19, scale="province", habits=Habits(thousands=True))),
    "variants of labels": pdf(figures(20), wording=Wording("half", "、", LABELS)),
    "split cells": pdf(figures(21), shape=Shape(split_decisions=True, dispute_head_shift=3)),
    "inconsistent": pdf(figures(22, broken=("R4",)), "as_printed"),
    "inconsistent over pages": pdf(figures(23, broken=("R1", "R3")), "as_printed", cuts=IN_A_GROUP),
    "web page": html(figures(24)),
    "web page without spans": html(figures(25), spans="empty", blank="&nbsp;", head_wrap="br"),
    "web page with wrong spans": html(figures(26, scale="city"), spans="overrun", in_script=True),
    "web page, gbk": html(figures(27), encoding="gbk", declared="", three_dispute_tables=True),
    "web page, inconsistent": html(figures(28, broken=("R4",)), "as_printed", spans="padded"),
    "text": text(figures(29), cuts=IN_A_ROW, label_at_cut="cut"),
    "text with bars": text(figures(30, 2019), separator="|", encoding="gbk"),
    "text, inconsistent": text(figures(31, broken=("R2",)), "as_printed", compact=True),
}


@pytest.fixture(scope="module")
def packages() -> dict[str, LoadPackage]:
    """Every document read once."""
    return {}


@pytest.mark.parametrize("name", GOLDENS)
def test_every_cell_as_drawn(name: str, packages: dict[str, LoadPackage]) -> None:
    """Any cell with another number, status or text; a report claimed to be better or worse."""
    golden = GOLDENS[name]
    package = packages.setdefault(name, golden.package())
    verdict = judge(golden.figures.truth(), package)
    assert verdict == Verdict(golden.quality, (), "", verdict.codes, verdict.failures)
    (report,) = package.reports
    assert wrong_texts(golden.figures, report) == []
    assert verdict.failures == len(golden.figures.truth()["broken_identities"])


@pytest.mark.parametrize("name", [name for name, golden in GOLDENS.items() if golden.kind == "pdf"])
def test_the_box_of_a_fact_holds_its_text(name: str, packages: dict[str, LoadPackage]) -> None:
    """A box one row off leads `ogi trace` to a neighbour's figure."""
    golden = GOLDENS[name]
    (report,) = packages.setdefault(name, golden.package()).reports
    document = pypdfium2.PdfDocument(golden.content)
    pages = {}
    for number in range(len(document)):
        document[number].set_rotation(0)
        pages[number + 1] = document[number].get_textpage()
    if golden.content.count(b"/Rotate 90") and "turned by" in name:
        return  # boxes of a page turned upright are not pdfium's
    for fact in report.facts:
        cell = report.cells[fact.cell or 0]
        assert cell.box is not None and cell.page is not None
        box = cell.box
        inside = pages[cell.page].get_text_bounded(
            box.x0 + INSET, box.y0 + INSET, box.x1 - INSET, box.y1 - INSET
        )
        assert normalise(inside) == normalise(fact.printed), fact


def test_the_golden_would_fail_on_another_figure() -> None:
    """The comparison itself: one figure changed in the truth is found."""
    golden = GOLDENS["form 2021"]
    proactive = {**golden.figures.proactive, ("fees", "fee_amount"): "1"}
    other = replace(golden.figures, proactive=proactive)
    verdict = judge(other.truth(), golden.package())
    assert verdict.silent
    assert [slot for slot, *_ in verdict.wrong] == [("proactive", "fees", "fee_amount")]
