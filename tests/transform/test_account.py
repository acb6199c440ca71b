"""Conservation: every cell of a table is a fact, a head, a note, empty, or said in a problem."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import RawCell
from tests.transform.build import align, figures, grids, only_draft, raw, report
from transform.account import LOST, account
from transform.alignment import Alignment
from transform.form import Slot
from transform.grid import Grid
from transform.settle import settle

OF = figures(seed=91)
TABLES = {name: raw(grid, n) for n, (name, grid) in enumerate(grids(OF).items())}


def slots_of(alignment: Alignment) -> set[Slot]:
    return {(alignment.table.name, reading.row, reading.column) for reading in alignment.readings}


@pytest.mark.parametrize("name", list(TABLES))
def test_a_table_as_drawn(name: str) -> None:
    """Every slot is a fact, all other words are heads."""
    alignment = align(name, TABLES[name])
    of, lost = account(alignment, (), slots_of(alignment))
    assert (of.cells, of.facts) == (len(TABLES[name].cells), len(alignment.table.slots))
    assert of.cells == of.facts + of.heads + of.notes + of.empty + of.problems
    assert (of.problems, lost) == (0, ())


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("注：以上含街道数据", "notes"),
        ("", "empty"),
        ("（四）无", "heads"),
        ("2.", "heads"),
        ("987", "lost"),
    ],
)
def test_a_cell_beside_the_slots(text: str, fate: str) -> None:
    """Words are kept as notes; what looks like a figure must be said."""
    table = TABLES["requests"]
    beside = RawCell(2, table.columns, text, path="beside")
    more = replace(table, cells=(*table.cells, beside), columns=table.columns + 1)
    whole = align("requests", table)
    alone, _ = account(whole, (), slots_of(whole))
    of, lost = account(replace(whole, grids=(Grid(more),)), (), slots_of(whole))
    assert of.cells == alone.cells + 1
    gained = {
        n
        for n in ("facts", "heads", "notes", "empty", "problems")
        if getattr(of, n) > getattr(alone, n)
    }
    assert gained == {"problems" if fate == "lost" else fate}
    assert [problem.code for problem in lost] == ([LOST] if fate == "lost" else [])
    assert all(problem.raw == text for problem in lost)


def test_a_lost_figure_keeps_the_report_from_being_verified() -> None:
    """The sums hold without it: nothing else would tell."""
    table = TABLES["requests"]
    row = max(cell.row for cell in table.cells)
    beside = RawCell(row, table.columns + 3, "7", path="beside")
    cells = (*table.cells, beside)
    of = report(
        OF,
        TABLES["proactive"],
        replace(table, cells=cells, columns=table.columns + 4),
        TABLES["disputes"],
    )
    settled = settle(only_draft(of), of, None)
    assert settled.quality == "needs_review"
    assert any("7" in problem.raw for problem in settled.problems)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_cell_is_lost_whatever_stands_in_it(data: st.DataObject) -> None:
    """A law: the parts add up, and a cell that prints something is never counted as empty."""
    name = data.draw(st.sampled_from(sorted(TABLES)))
    table = TABLES[name]
    changes = data.draw(
        st.dictionaries(
            st.integers(0, len(table.cells) - 1),
            st.sampled_from(["", "3", "无", "1 2", "其他文字", "12.5", "/", "（五）"]),
            max_size=4,
        )
    )
    cells = tuple(
        replace(cell, text=changes.get(number, cell.text))
        for number, cell in enumerate(table.cells)
    )
    changed = replace(table, cells=cells)
    of = report(OF, *(changed if n == name else t for n, t in TABLES.items()))
    draft = only_draft(of)
    settled = settle(draft, of, None)
    for each in settled.accounts:
        assert each.cells == each.facts + each.heads + each.notes + each.empty + each.problems
        raw_cells = sum(
            len(g.table.cells)
            for a in draft.alignments
            for g in a.grids
            if a.table.name == each.table
        )
        assert each.cells == raw_cells
        printing = sum(
            1 for a in draft.alignments for g in a.grids for c in g.table.cells
            if a.table.name == each.table and c.text.strip()
        )  # fmt: skip
        assert each.cells - each.empty >= printing
