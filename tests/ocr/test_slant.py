"""A slash read as 1 is told by its lean."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extract.ocr_level import Grey
from extract.ocr_slant import lean, slashes


def stroke(degrees: float) -> Grey:
    """A stroke that leans to the right by so many degrees."""
    picture = np.full((60, 60), 255, np.uint8)
    across = 20 * np.tan(np.radians(degrees))
    cv2.line(picture, (round(30 - across), 50), (round(30 + across), 10), 60, 3)
    return picture


def beside(*pictures: Grey) -> Grey:
    return np.hstack(pictures)


@pytest.mark.parametrize("degrees", [-20, 0, 5, 20, 40])
def test_lean(degrees: float) -> None:
    assert lean(stroke(degrees)) == pytest.approx(degrees, abs=2)


def test_nothing_does_not_lean() -> None:
    assert lean(np.full((9, 9), 255, np.uint8)) == 0


def test_a_slash_among_ones_is_certain() -> None:
    assert slashes([(stroke(20), "1"), (stroke(1), "1"), (stroke(21), "7")]) == {0: 1.0}


def test_a_standing_one_inside_a_number_shows_the_type_is_upright() -> None:
    number = beside(stroke(0), stroke(25))
    assert slashes([(stroke(20), "1"), (number, "17")]) == {0: 1.0}
    assert slashes([(stroke(20), "1"), (beside(stroke(19), stroke(0)), "17")]) == {0: 0.0}


def test_where_every_one_leans_nothing_is_certain() -> None:
    assert slashes([(stroke(20), "1"), (stroke(19), "1")]) == {0: 0.0, 1: 0.0}


def test_ones_that_stand_are_ones() -> None:
    assert slashes([(stroke(2), "1"), (stroke(25), "/")]) == {}
