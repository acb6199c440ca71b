"""Ruling lines of pictures: level ones, upright ones, faint, drifting and stamped ones; no strokes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extract.model import Box
from extract.ocr_level import Grey, Sheet, levelled
from extract.ocr_pictures import PagePicture
from extract.ocr_rules import rules_of
from extract.pdf_lattice import tables_of_page

SCALE = 200 / 72
COLUMNS = (60.0, 160.0, 260.0, 360.0, 460.0)
ROWS = (100.0, 130.0, 160.0, 190.0)


def page(ink: int = 40) -> Grey:
    """A page of 500 by 300 points at 200 dpi with a ruled table of three rows and four columns."""
    grey = np.full((round(300 * SCALE), round(500 * SCALE)), 255, np.uint8)
    for y in ROWS:
        cv2.line(grey, at(COLUMNS[0], y), at(COLUMNS[-1], y), ink, 2)
    for x in COLUMNS:
        cv2.line(grey, at(x, ROWS[0]), at(x, ROWS[-1]), ink, 2)
    return grey


def at(x: float, y: float) -> tuple[int, int]:
    return round(x * SCALE), round(y * SCALE)


def sheet(grey: Grey) -> Sheet:
    box = Box(0, 0, grey.shape[1] / SCALE, grey.shape[0] / SCALE)
    return Sheet(PagePicture(1, np.dstack([grey] * 3), box), grey, 0.0, np.zeros_like(grey))


def shapes(grey: Grey) -> list[tuple[int, int]]:
    tables = tables_of_page(rules_of(sheet(grey), 1), ())
    return [(len(table.rows), len(table.cols)) for table in tables]


def test_a_table() -> None:
    rules = rules_of(sheet(page()), 1)
    assert sorted(round(300 - rule[1]) for rule in rules.horizontal) == [100, 130, 160, 190]
    assert sorted(round(rule[0]) for rule in rules.vertical) == [60, 160, 260, 360, 460]
    assert shapes(page()) == [(3, 4)]


def test_hairlines_of_light_grey() -> None:
    assert shapes(page(ink=215)) == [(3, 4)]


def test_one_row_alone_is_as_low_as_a_line_of_text() -> None:
    grey = np.full((round(300 * SCALE), round(500 * SCALE)), 255, np.uint8)
    for y in (100, 115):
        cv2.line(grey, at(60, y), at(460, y), 40, 2)
    for x in COLUMNS:
        cv2.line(grey, at(x, 100), at(x, 115), 40, 2)
    assert shapes(grey) == [(1, 4)]


def test_a_row_cut_off_by_the_page_keeps_its_columns() -> None:
    """Above the first level rule half a row stands, with an upright rule of its own."""
    grey = page()
    for x in (60, 460):
        cv2.line(grey, at(x, 84), at(x, 100), 40, 2)
    cv2.line(grey, at(200, 84), at(200, 100), 40, 2)
    assert 200 in [round(rule[0]) for rule in rules_of(sheet(grey), 1).vertical]


@pytest.mark.parametrize("clearance", [2.0, 3.0])
def test_a_one_in_a_low_row_is_no_rule(clearance: float) -> None:
    """A digit of nine points stands in a row of twelve."""
    grey = page()
    for y in (112, 124, 136, 148):
        cv2.line(grey, at(60, y), at(460, y), 40, 2)
    cv2.line(grey, at(200, 112 + clearance), at(200, 124 - clearance), 40, 3)
    assert shapes(grey) == [(7, 4)]


def test_a_row_of_strokes_is_no_rule() -> None:
    grey = page()
    cv2.line(grey, at(80, 145), at(130, 145), 40, 2)
    assert shapes(grey) == [(3, 4)]


def test_a_bleached_stretch_is_followed_by_its_trace() -> None:
    grey = page()
    first, last = at(230, 0)[0], at(450, 0)[0]
    for y in ROWS:
        row = slice(at(0, y)[1] - 3, at(0, y)[1] + 4)
        grey[row, first:last] = np.where(grey[row, first:last] < 255, 248, 255)
    assert shapes(grey) == [(3, 4)]


def test_a_blot_on_a_rule() -> None:
    grey = page()
    cv2.circle(grey, at(360, 145), round(9 * SCALE), 120, -1)
    assert shapes(grey) == [(3, 4)]


def test_ink_that_goes_on_a_little_is_cut_off() -> None:
    grey = page()
    for x in (160, 260, 360):
        cv2.line(grey, at(x, 190), at(x, 195), 40, 2)
    assert shapes(grey) == [(3, 4)]


@pytest.mark.parametrize("degrees", [-1.5, -0.4, 0.2, 1.1])
def test_a_page_that_lies_askew(degrees: float) -> None:
    grey = page()
    turn = cv2.getRotationMatrix2D((grey.shape[1] / 2, grey.shape[0] / 2), degrees, 1)
    skewed = cv2.warpAffine(grey, turn, grey.shape[::-1], borderValue=255)
    picture = PagePicture(1, np.dstack([skewed] * 3), Box(0, 0, 500, 300))
    level = levelled(picture)
    assert level.turn == pytest.approx(-degrees, abs=0.05)
    assert shapes(level.grey) == [(3, 4)]
    # a cell's place on the page is where it was before the page was turned
    x, y = turn @ (*at(160, 130), 1) / SCALE
    box = level.on_page(*at(159, 129), *at(161, 131))
    assert box.x0 <= x <= box.x1 and box.y0 <= 300 - y <= box.y1


def test_the_bed_of_the_scanner_is_no_table() -> None:
    grey = page()
    grey[: at(0, 12)[1]] = grey[:, : at(9, 0)[0]] = grey[:, at(492, 0)[0] :] = 20
    level = levelled(PagePicture(1, np.dstack([grey] * 3), Box(0, 0, 500, 300)))
    assert shapes(level.grey) == [(3, 4)]


def test_a_table_that_fills_its_picture_keeps_its_frame() -> None:
    grey = page()[at(0, 100)[1] - 1 : at(0, 190)[1] + 2, at(60, 0)[0] - 1 : at(460, 0)[0] + 2]
    box = Box(0, 0, grey.shape[1] / SCALE, grey.shape[0] / SCALE)
    assert shapes(levelled(PagePicture(1, np.dstack([grey] * 3), box)).grey) == [(3, 4)]


def test_shading_is_no_trace_of_a_rule() -> None:
    """A rule ends at a shaded row: it does not go on through the shading."""
    grey = page()
    rng = np.random.default_rng(3)
    top, bottom = at(0, 100)[1] - 24 * 3, at(0, 100)[1]
    shade = rng.normal(240, 8, (bottom - top, at(460, 0)[0] - at(60, 0)[0])).clip(229, 255)
    grey[top:bottom, at(60, 0)[0] : at(460, 0)[0]] = shade
    cv2.rectangle(grey, (at(60, 0)[0], top), at(460, 100), 40, 2)
    tables = tables_of_page(rules_of(sheet(grey), 1), ())
    assert [len(table.rows) for table in tables] == [4]
    assert [cell.vspan or cell.hspan for cell in tables[0].cells[0]].count(True) == 4
