"""A row joined from two lines with blanks among its cells: only the sums down its columns prove it."""

from __future__ import annotations

from dataclasses import replace

from examples.draw import Figures
from examples.draw.grid import grids
from tests.transform.build import FORMS, figures, only_draft, raw, report
from transform.joined_rows import JOINED, prove_joined_rows

OF = figures(seed=71, scale="city")
ROW, FROM, TO = "granted", "natural_person", "research_institution"


def doubtful_columns(of: Figures, name: str = "requests", row: str = ROW) -> set[str]:
    """Columns of a joined row that stay doubtful when the report is read."""
    drawn = grids(of)
    at = drawn[name].row_of[row]
    tables = {grid.name: raw(grid) for grid in drawn.values()}
    cells = (
        replace(cell, doubt=JOINED) if cell.row == at and cell.column > 1 else cell
        for cell in tables[name].cells
    )
    tables[name] = replace(tables[name], cells=tuple(cells))
    doubtful = only_draft(report(of, *tables.values())).found.doubtful
    return {slot[2] for slot, code in doubtful.items() if code == JOINED and slot[1] == row}


def test_sums_down_all_columns_prove_the_row() -> None:
    """Nothing is missing in one column and too many in another: the row stands where it should."""
    assert doubtful_columns(OF) == set()


def test_a_figure_beside_its_column_stays_doubtful() -> None:
    """The sum across the row holds all the same."""
    moved = {**OF.requests, (ROW, FROM): None, (ROW, TO): OF.requests[ROW, FROM]}
    assert OF.requests[ROW, FROM] not in (None, "0")
    assert doubtful_columns(replace(OF, requests=moved)) >= {FROM, TO}


def test_a_table_without_sums_proves_nothing() -> None:
    """Nothing adds up in table 二."""
    draft = only_draft(report(OF))
    slot = ("proactive", "rules", "issued")
    found = replace(draft.found, doubtful={slot: JOINED})
    assert prove_joined_rows([t for form in FORMS for t in form.tables.values()], found) == found
