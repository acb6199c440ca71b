"""When two readings of a cell make a figure, and when they leave a doubt."""

from __future__ import annotations

import pytest

from extract.model import RawCell
from extract.ocr_figures import DOUBT, as_figure, settled

CELL = RawCell(0, 0, "")


@pytest.mark.parametrize(
    "texts, figure",
    [
        (["12"], True),
        (["无"], True),
        ([""], True),  # something is printed there, though nothing was recognised
        (["1,234.5"], True),
        ([], False),
        (["规章"], False),
        (["其他", "处理"], False),
        (["123456789012345678901"], False),
    ],
)
def test_what_is_a_figure(texts: list[str], figure: bool) -> None:
    assert as_figure([(text, 0.9) for text in texts]) is figure


@pytest.mark.parametrize(
    "one, two, text, doubt",
    [
        ("12", "12", "12", ""),
        ("1，234", "1,234", "1,234", ""),
        ("/", "/", "/", ""),
        ("0", "O", "0", ""),
        ("Q", "0", "0", ""),
        ("1", "7", "1", DOUBT),
        ("O", "O", "O", ""),
        ("O", "D", "0", DOUBT),
        ("θ", "8", "8", DOUBT),
        ("", "", "", DOUBT),
        ("", "3", "3", DOUBT),
        ("07", "07", "07", DOUBT),  # never printed so: the rest of a stamp beside 0
        ("07", "0", "07", DOUBT),
        ("36.664", "36.664", "36.664", DOUBT),  # a comma that was read as a point
        ("36.6641", "36.6641", "36.6641", ""),
    ],
)
def test_two_readings(one: str, two: str, text: str, doubt: str) -> None:
    cell = settled(CELL, [(one, 0.99)], [(two, 0.99)])
    assert (cell.text, cell.doubt) == (text, doubt)
    assert {cell.text, cell.again} >= {two} or not cell.doubt or one == cell.again


def test_unsure_readings_are_doubtful_though_equal() -> None:
    assert settled(CELL, [("5", 0.99)], [("5", 0.3)]).doubt == DOUBT


def test_lines_of_a_cell_are_kept_apart() -> None:
    assert settled(CELL, [("1", 0.9), ("2", 0.9)], [("1", 0.9), ("2", 0.9)]).text == "1\n2"
