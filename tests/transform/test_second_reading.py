"""Two readings of one report: the same figures, other figures, or too few to tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examples.draw.grid import grids
from extract.model import Box
from tests.transform.build import changed, figures, only_draft, quality_of, raw, report
from transform.interpret import Draft
from transform.model import CellRef
from transform.second_reading import (
    compare,
    in_question,
    lacks_the_same,
    read_the_same,
    recheck,
)
from transform.settle import settle

OF = figures(seed=11, broken=("R4",))
TABLES = [raw(grid) for grid in grids(OF).values()]
FIRST = only_draft(report(OF, *TABLES))
FAILED = next(check for check in FIRST.failures)


def test_cells_in_question_are_those_of_the_failed_identity() -> None:
    """Every cell of the sum may be the one read wrong."""
    slots = in_question(FIRST)
    assert slots == {
        ("disputes", FAILED.scope, outcome)
        for outcome in ("upheld", "corrected", "other", "pending", "total")
    }


def test_two_equal_readings_blame_the_publication() -> None:
    """as_printed is earned only by an independent reading of the same figures."""
    agree, problems = compare(FIRST, only_draft(report(OF, *TABLES)))
    assert (agree, problems) == (True, ())
    assert quality_of(FIRST, agree) == "as_printed"


@pytest.mark.parametrize("table", [0, 1, 2])
def test_one_other_figure_leaves_it_to_a_person(table: int) -> None:
    """A difference anywhere, not only in the sum that failed, is named with both texts."""
    of = TABLES[table]
    place = [c for c in of.cells if c.text.isdigit()][-1]
    other = changed(of, {(place.row, place.column): f"{place.text}7"})
    second = only_draft(report(OF, *(other if t is of else t for t in TABLES)))
    agree, problems = compare(FIRST, second)
    assert not agree
    assert quality_of(FIRST, agree) == "needs_review"
    (problem,) = problems
    assert problem.code == "readings_differ"
    assert (problem.params["first"], problem.params["second"]) == (place.text, f"{place.text}7")


def test_blank_and_zero_are_two_readings() -> None:
    """A reader that fills blanks with 0 does not confirm a blank."""
    place = next(c for c in TABLES[1].cells if c.text == "0")
    blank = changed(TABLES[1], {(place.row, place.column): ""})
    second = only_draft(report(OF, TABLES[0], blank, TABLES[2]))
    assert compare(FIRST, second)[0] is False


def test_a_reading_without_the_cells_confirms_nothing() -> None:
    """No word against it is no word for it."""
    second = only_draft(report(OF, TABLES[0], TABLES[1]))
    assert compare(FIRST, second) == (False, ())


def test_a_derived_number_is_no_second_reading() -> None:
    """A cell the second reader lost neither confirms the first nor contradicts it."""
    of = TABLES[1]
    lost = next(c for c in of.cells if c.text.isdigit() and c.row == 5)
    rest = replace(of, cells=tuple(cell for cell in of.cells if cell is not lost))
    second = only_draft(report(OF, TABLES[0], rest, TABLES[2]))
    assert "derived" in {fact.status for fact in second.found.facts}
    assert compare(FIRST, second) == (True, ())


def test_without_second_reading_a_failure_needs_review() -> None:
    """None: no second reading was possible."""
    assert quality_of(FIRST, None) == "needs_review"
    assert settle(FIRST, report(OF), None).quality == "needs_review"


@pytest.mark.parametrize(
    ("printed", "again", "same"),
    [
        ("12", "12", True), ("12", " 1 2 \r\n", True), ("１２", "12", True),
        ("1,234", "1,234", True), ("", "", True), ("/", "／", True), ("12", None, True),
        ("12", "13", False), ("12", "", False), ("", "0", False), ("12", "12\r\n5", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("row", [4, 6])
def test_text_layer_of_a_cell(printed: str, again: str | None, same: bool, row: int) -> None:
    """A figure with other ink in its box must not pass; None is a page turned on its side."""
    of = TABLES[1]
    cells = tuple(
        replace(c, text=printed, again=again) if (c.row, c.column) == (row, of.columns - 1) else c
        for c in of.cells
    )
    draft = only_draft(report(OF, TABLES[0], replace(of, cells=cells), TABLES[2]))
    assert (not recheck(draft)) is same


def without(row: int, of: int = 1) -> Draft:
    """A reading that has not found the cells of one row of a table."""
    table = TABLES[of]
    cells = tuple(cell for cell in table.cells if not (cell.row == row and cell.text.isdigit()))
    other = replace(table, cells=cells)
    return only_draft(report(OF, *(other if t is table else t for t in TABLES)))


def test_a_second_reader_that_lacks_the_same() -> None:
    """Two that share little and miss the same: nobody need be asked after them."""
    lacking = without(4)
    assert lacking.lost
    assert lacks_the_same(lacking, without(4))
    assert not lacks_the_same(lacking, without(5))
    assert not lacks_the_same(lacking, FIRST)


def test_a_reader_that_has_not_found_the_table_says_nothing_of_its_cells() -> None:
    second = only_draft(report(OF, TABLES[0], TABLES[2]))
    lacking = without(4)
    assert lacking.lost <= second.lost
    assert not lacks_the_same(lacking, second)


BOX = Box(1, 2, 3, 4)


@pytest.mark.parametrize(
    ("cell", "text", "same"),
    [
        (CellRef("1 234", "pdfium", 1, BOX), "1234", True),
        (CellRef("", "pdfium", 1, BOX), "", True),
        (CellRef("", "pdfium", 1, BOX), "0", False),
        (CellRef("12", "pdfium", 1, BOX), "", False),
        (CellRef("12", "pdfium", 2, BOX), "12", False),
        (CellRef("12", "html", None, None, "tr[3]/td[4]"), "12", False),
    ],
)
def test_cells_that_another_parser_reads(cell: CellRef, text: str, same: bool) -> None:
    """Equal texts at the same place; blank and 0 are two, and no place is no confirmation."""
    assert read_the_same([cell], {(1, BOX): text}) is same
    assert not read_the_same([], {(1, BOX): text})
