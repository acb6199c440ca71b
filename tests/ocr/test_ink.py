"""Lines of text in cells: what is a line, what a speck, what the rest of a rule."""

from __future__ import annotations

import cv2
import numpy as np

from extract.ocr_ink import Ink, ink_of
from extract.ocr_level import Grey, redness, whitened
from extract.ocr_lines import Line, lines_of, usual_height
from extract.ocr_rules import rules_of
from tests.ocr.test_rules import COLUMNS, ROWS, SCALE, at, page, sheet


def inked(grey: Grey) -> Ink:
    return ink_of(sheet(grey), rules_of(sheet(grey), 1))


def cell(ink: Ink, row: int, column: int) -> list[Line]:
    """Lines in a cell of the table of `page`."""
    area = (
        COLUMNS[column] * SCALE,
        ROWS[row] * SCALE,
        COLUMNS[column + 1] * SCALE,
        ROWS[row + 1] * SCALE,
    )
    parts = ink.within(*area)
    return lines_of(ink, area, parts, usual_height(ink.parts))


def write(grey: Grey, text: str, x: float, y: float, ink: int = 40) -> None:
    cv2.putText(grey, text, at(x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, ink, 1, cv2.LINE_AA)


def test_an_empty_table_has_no_ink() -> None:
    assert not len(inked(page()).parts)


def test_a_digit_on_its_rule_is_not_wiped_with_it() -> None:
    grey = page()
    write(grey, "8", 161, 120)  # its left edge touches the rule at 160
    ink = inked(grey)
    assert len(cell(ink, 0, 1)) == 1 and not cell(ink, 0, 0)


def test_a_minus_before_a_digit_belongs_to_the_line() -> None:
    grey = page()
    write(grey, "-2", 200, 120)
    (line,) = cell(inked(grey), 0, 1)
    alone = page()
    write(alone, "2", 200, 120)
    assert line.x1 - line.x0 > 1.5 * (
        cell(inked(alone), 0, 1)[0].x1 - cell(inked(alone), 0, 1)[0].x0
    )


def test_a_dash_alone_is_a_line() -> None:
    grey = page()
    cv2.line(grey, at(205, 115), at(211, 115), 40, 2)
    assert len(cell(inked(grey), 0, 1)) == 1


def test_two_lines_and_a_character_of_two_strokes() -> None:
    grey = page()
    write(grey, "12", 200, 113)
    write(grey, "34", 200, 126)
    assert len(cell(inked(grey), 0, 1)) == 2
    for x in (80, 300, 400):
        write(grey, "88", x, 150)  # the usual height of characters
    cv2.line(grey, at(202, 142), at(210, 142), 40, 2)
    cv2.line(grey, at(200, 147), at(212, 147), 40, 2)
    assert len(cell(inked(grey), 1, 1)) == 1


def test_specks_make_no_line() -> None:
    grey = page()
    rng = np.random.default_rng(1)
    ys, xs = rng.integers(0, grey.shape[0], 400), rng.integers(0, grey.shape[1], 400)
    grey[ys, xs] = 0
    assert not any(cell(inked(grey), row, column) for row in range(3) for column in range(4))


def test_faint_digits_are_seen() -> None:
    grey = page()
    write(grey, "3", 200, 120, ink=200)
    assert len(cell(inked(grey), 0, 1)) == 1


def test_red_is_dropped_but_known() -> None:
    pixels = np.full((300, 300, 3), 245, np.uint8)
    cv2.putText(pixels, "7", (100, 150), cv2.FONT_HERSHEY_SIMPLEX, 2, (200, 40, 40), 3)
    cv2.putText(pixels, "7", (200, 150), cv2.FONT_HERSHEY_SIMPLEX, 2, (30, 40, 200), 3)
    grey, red = whitened(pixels), redness(pixels)
    assert grey[:, 90:160].min() > 220 and grey[:, 190:260].min() < 120
    nothing = np.zeros((0, 4))
    ink = Ink(grey, SCALE, nothing, red, nothing, 145)
    assert ink.is_red(80, 80, 170, 170) and not ink.is_red(180, 80, 270, 170)


def test_faded_print_is_made_as_dark_as_fresh_print() -> None:
    pixels = np.full((300, 300, 3), 245, np.uint8)
    cv2.putText(pixels, "4", (100, 150), cv2.FONT_HERSHEY_SIMPLEX, 2, (150, 150, 150), 4)
    grey = whitened(pixels)
    assert grey.min() <= 55 and np.percentile(grey, 50) == 255
    assert whitened(np.full((300, 300, 3), 200, np.uint8)).min() == 255
