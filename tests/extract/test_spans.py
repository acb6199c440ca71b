"""Placing cells with spans: never an overlap, never past the end."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.spans import Grid, Piece, place


def covered(grid: Grid) -> list[tuple[int, int]]:
    return [
        (cell.row + down, cell.column + across)
        for cell in grid.cells
        for down in range(cell.row_span)
        for across in range(cell.column_span)
    ]


pieces = st.builds(
    Piece,
    text=st.text("ab", max_size=1),
    row_span=st.integers(-1, 6),
    column_span=st.one_of(st.integers(-1, 5), st.just(10**9)),
)


@given(st.lists(st.lists(pieces, max_size=6), max_size=6))
def test_no_cell_overlaps_or_passes_the_end(rows: list[list[Piece]]) -> None:
    grid = place(rows)
    places = covered(grid)
    assert len(places) == len(set(places))
    assert all(row < grid.rows and column < grid.columns for row, column in places)
    assert len(grid.cells) == sum(map(len, rows))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(  # inputs.md: pandas makes phantom copies of the last row
            [[Piece("a", 9), Piece("b")], [Piece("c")]],
            [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)],
            id="rowspan past the end",
        ),
        pytest.param(  # as on the screen: the row moves left, and stays short
            [[Piece("a", 1), Piece("b")], [Piece("c")]],
            [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1)],
            id="rowspan too short",
        ),
        pytest.param(
            [[Piece("a"), Piece("b", 2)], [Piece("c", 1, 3), Piece("d")]],
            [(0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1), (1, 2, 1, 1)],
            id="colspan runs into a rowspan",
        ),
        pytest.param(
            [[Piece("a", 1, 900)], [Piece("b"), Piece("c")]],
            [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)],
            id="colspan past the end",
        ),
        pytest.param(
            [[Piece("a", 0), Piece("b")], [Piece("c")], [Piece("d")]],
            [(0, 0, 3, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1)],
            id="rowspan to the end",
        ),
    ],
)
def test_spans_are_clipped(
    rows: Sequence[Sequence[Piece]], expected: list[tuple[int, int, int, int]]
) -> None:
    found = [(c.row, c.column, c.row_span, c.column_span) for c in place(rows).cells]
    assert found == expected


def test_a_rowspan_stays_in_its_group_of_rows() -> None:
    grid = place([[Piece("a", 3), Piece("b")], [Piece("c"), Piece("d")]], ends=[1, 2])
    assert [(c.text, c.row_span, c.column) for c in grid.cells] == [
        ("a", 1, 0), ("b", 1, 1), ("c", 1, 0), ("d", 1, 1),
    ]  # fmt: skip
