"""Glyphs to runs to text: one number stays one, two numbers stay two."""

from __future__ import annotations

import pytest

from extract.glyph_runs import join_runs, lines_of, runs_of
from extract.glyphs import Glyph


def line(
    text: str, x: float = 0, y: float = 0, size: float = 10, wide: bool = False
) -> list[Glyph]:
    """Glyphs set one after the other; a blank only moves on, as in a PDF."""
    glyphs = []
    for character in text:
        advance = size if wide else size / (4 if character == " " else 2)
        if character != " ":
            x1 = x + 0.9 * advance
            glyphs.append(Glyph(character, x + 0.5, y, x1, y + 0.7 * size, x, y, x + advance))
        x += advance
    return glyphs


@pytest.mark.parametrize(
    ("glyphs", "runs"),
    [
        (line("1234"), ["1234"]),
        (line("1 2"), ["1", "2"]),  # never 12
        (line("12 345"), ["12", "345"]),
        (line("1,234.5"), ["1,234.5"]),
        (line("12") + line("34", x=10.5), ["1234"]),  # set in two pieces, touching
        (line("12") + line("34", x=14), ["12", "34"]),
        (line("12") + line("34", y=12), ["12", "34"]),  # next line
        (line("34", x=30) + line("12"), ["34", "12"]),  # written from the right
        (line("总计", wide=True), ["总计"]),
        (line("12", size=5) + line("3", x=5.1, size=5), ["123"]),
        ([], []),
    ],
)
def test_runs(glyphs: list[Glyph], runs: list[str]) -> None:
    """Two columns' digits as one number, or one number in two halves."""
    assert [run.text for run in runs_of(glyphs)] == runs


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        (line("1 2"), "1 2"),
        (line("12") + line("34", x=10.5), "1234"),
        (line("上", y=20, wide=True) + line("下", wide=True), "上\n下"),
        (line("下", wide=True) + line("上", y=20, wide=True), "上\n下"),  # content order reversed
        (line("右", x=40, wide=True) + line("左", wide=True), "左 右"),
        (line("11398") + line("889", y=-12), "11398\n889"),  # a number too wide for its cell
        (line("12") + line("3", x=10.4, y=1), "123"),  # a baseline off by a point
    ],
)
def test_text_of_a_cell(glyphs: list[Glyph], text: str) -> None:
    """Lines from the top, runs from the left, a blank only where one is seen."""
    assert join_runs(runs_of(glyphs)) == text


def test_lines_are_told_by_their_baseline() -> None:
    """Two rows of a tight table must not become one line."""
    glyphs = [*line("1", y=30), *line("2", y=18), *line("3", y=6)]
    lines = lines_of(runs_of(glyphs))
    assert [[run.text for run in each] for each in lines] == [["1"], ["2"], ["3"]]


def test_one_baseline_is_one_line_whatever_the_ink() -> None:
    """A flat character beside a tall one, below a line that stands a little higher."""
    tall, flat = line("纠", x=40, y=6, wide=True), line("一", x=60, y=6, wide=True)
    flat = [glyph._replace(y1=glyph.y0 + 4) for glyph in flat]
    lines = lines_of(runs_of([*line("持", y=8.7, wide=True), *tall, *flat]))
    assert len(lines) == 1


def test_middle_of_a_run_is_that_of_its_tallest_ink() -> None:
    """A full stop's middle lies near the row below."""
    (run,) = runs_of([*line("1"), Glyph(".", 5.5, 0, 6, 1, 5, 0, 7)])
    assert run.middle_y == pytest.approx(3.5)
