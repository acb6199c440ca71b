"""Figures that the text layer has and the page does not show: never claimed to be printed."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest

from examples.draw import PdfStyle, balanced, draw_pdf
from extract.glyph_overlaps import printed_once
from extract.glyphs import Glyph
from tests.extract_pdf.scoring import Verdict, judge, read_bytes
from tests.fuzz.pdf_objects import parse

FIGURES = balanced(random.Random(7), "示例市示例区人民政府", 2023)
_FIGURE = re.compile(
    rb"BT 1 0 0 1 ([\d.]+) ([\d.]+) Tm (/F\d) ([\d.]+) Tf [^()]*\((\d+)\) Tj[^\n]*"
)


@cache
def drawn(landscape: str) -> bytes:
    """The report, table 三 upright or turned."""
    return draw_pdf(FIGURES, PdfStyle(landscape=landscape, shaded=True))  # type: ignore[arg-type]


def verdict(before: bytes, after: bytes, *, landscape: str = "none", which: int = 5) -> Verdict:
    """The verdict on the report with one figure of table 三 set between these operators.

    {x}, {y}, {font}, {size}, {old} and {new} stand for the figure's own place and text.
    """
    pdf = parse(drawn(landscape))
    assert pdf is not None
    pages = {number: pdf.content(number) for number in pdf.content_numbers()}
    number, content = max(pages.items(), key=lambda page: len(_FIGURE.findall(page[1])))
    match = list(_FIGURE.finditer(content))[which]
    names = dict(zip((b"x", b"y", b"font", b"size", b"old"), match.groups(), strict=True))
    names[b"new"] = b"%d" % (int(names[b"old"]) + 3)
    for name, value in names.items():
        before, after = (text.replace(b"{%s}" % name, value) for text in (before, after))
    changed = before + b"\n" + match[0] + b"\n" + after
    pdf.set_content(number, content[: match.start()] + changed + content[match.end() :])
    return judge(FIGURES.truth(), read_bytes(pdf.write(), "pdf"))


COVER = b"q 1 g 1 0 0 1 {x} {y} cm -2 -3 14 14 re f Q"
NEW = b"BT 1 0 0 1 {x} {y} Tm {font} {size} Tf ({new}) Tj ET"
BESIDE = b"BT 1 0 0 1 2.5 0.7 cm 1 0 0 1 {x} {y} Tm {font} {size} Tf ({new}) Tj ET"


@pytest.mark.parametrize("landscape", ["none", "turned"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", COVER),
        (b"", COVER + b"\n" + NEW),
        (b"", b"q 0 g 1 0 0 1 {x} {y} cm -2 -3 14 14 re f Q"),
        (b"3 Tr", b"0 Tr"),
        (b"1 g", b"0 g"),
        (b"1 1 1 rg", b"0 g\n" + NEW),
    ],
    ids=["covered", "covered and written anew", "blacked out", "invisible", "white",
         "white and written anew"],
)  # fmt: skip
def test_what_is_not_seen_waits_for_a_person(before: bytes, after: bytes, landscape: str) -> None:
    found = verdict(before, after, landscape=landscape)
    assert "text_unseen" in found.codes
    assert found.quality == "needs_review"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (COVER, b""),
        (b"", b"q 1 0 0 1 {x} {y} cm 0 0 5 5 re W n -200 -200 1 1 re f Q"),
        (b"q 1 0 0 1 {x} {y} cm -2 -3 14 14 re S Q", b""),
        (b"", b"q 1 g 1 0 0 1 {x} {y} cm -40 -40 90 90 re -30 -30 70 70 re f* Q"),
        (b"", b"q 1 0 0 1 {x} {y} cm 300 300 5 5 re W n 1 g -200 -200 900 900 re f Q"),
        (b"", b"q 1 0 0 1 {x} {y} cm -30 300 m 60 300 l 60 -30 l h f Q"),
        (b"1 0 0 rg", b"0 g"),
        (b"2 Tr 1 g", b"0 Tr 0 g"),
        (b"0.6 g", b"0 g"),
    ],
    ids=["a background", "a rectangle elsewhere", "a border", "a frame", "clipped elsewhere",
         "a triangle beside", "red", "outlined", "grey"],
)  # fmt: skip
def test_what_is_seen_is_not_doubted(before: bytes, after: bytes) -> None:
    found = verdict(before, after)
    assert not {"text_unseen", "text_overprinted"} & set(found.codes)
    assert (found.exact, found.quality) == (True, "verified")


def test_two_figures_over_each_other_wait_for_a_person() -> None:
    found = verdict(b"", BESIDE)
    assert "text_overprinted" in found.codes
    assert found.quality == "needs_review"


def _digit(text: str, x: float, y: float = 0.0) -> Glyph:
    return Glyph(text, x, y, x + 5, y + 7, x, y, x + 5)


@pytest.mark.parametrize("scale", [b"0.01", b"0.1"])
def test_a_figure_too_small_to_be_seen_waits_for_a_person(scale: bytes) -> None:
    smaller = b"q %s 0 0 %s {x} {y} cm 1 0 0 1 -{x} -{y} cm" % (scale, scale)
    assert verdict(smaller, b"Q").quality == "needs_review"


@pytest.mark.parametrize(
    ("second", "kept", "over"),
    [
        (_digit("1", 0.4), 1, 0),
        (_digit("1", 0.4, 0.5), 1, 0),
        (_digit("2", 0.4), 2, 1),
        (_digit("1", 2.4), 2, 1),
        (_digit("1", 4.5), 2, 0),
        (_digit("2", 0.4, 6.8), 2, 0),
        (_digit("字", 0.4), 2, 0),
    ],
)
def test_digits_over_each_other(second: Glyph, kept: int, over: int) -> None:
    glyphs, places = printed_once([_digit("1", 0.0), second])
    assert (len(glyphs), len(places)) == (kept, over)
