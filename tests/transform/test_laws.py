"""What holds for any input: nothing raises, nothing printed is lost, page breaks change nothing."""

from __future__ import annotations

import os
import random
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from examples.draw import random_wording
from examples.draw.grid import grids
from extract.model import Document, RawCell, RawTable
from tests.transform.build import (
    FORMS,
    cut,
    document,
    drawn,
    figures,
    form_table,
    only_draft,
    raw,
    report,
    values,
)
from transform.interpret import Draft, interpret
from transform.model import Fact
from transform.settle import settle
from transform.values import read_value

FEW = settings(max_examples=int(os.environ.get("OGI_LAWS", "25")), deadline=None)
MANY = settings(max_examples=150, deadline=None)
NEW, OLD = figures(seed=51, scale="city"), figures(seed=52, year=2019, scale="city")
FULL = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
BLANKS = st.text(st.sampled_from(" \u3000\u00a0\t"), max_size=3)


def typed(number: Decimal, thousands: bool, full: bool) -> str:
    """A number as some report prints it."""
    text = f"{number:,f}" if thousands else f"{number:f}"
    return text.translate(FULL) if full else text


@MANY
@given(st.integers(0, 10**10 - 1), st.booleans(), st.booleans(), BLANKS, BLANKS)
def test_any_count_comes_back(
    number: int, thousands: bool, full: bool, before: str, after: str
) -> None:
    """A separator or a full-width digit that changes a number."""
    text = before + typed(Decimal(number), thousands, full) + after
    value = read_value(text)
    assert (value.outcome, value.number, value.note) == ("printed", Decimal(number), "")


@MANY
@given(st.decimals(0, 10**9, places=4), st.booleans(), st.booleans())
def test_any_amount_comes_back(number: Decimal, thousands: bool, full: bool) -> None:
    """An amount rounded or carried through binary floats."""
    measure = form_table("proactive").measure("fee_amount")
    assert read_value(typed(number, thousands, full), measure).number == number


@MANY
@given(st.text(st.sampled_from("0123456789.,，-+ /减万元件\n"), max_size=8))
def test_no_text_raises_or_becomes_negative(text: str) -> None:
    """Whatever stands in a cell is a number, a blank, a mark, or a problem with its code."""
    value = read_value(text)
    assert (value.number is None) == (value.outcome != "printed")
    assert value.number is None or value.number >= 0
    assert bool(value.note) or value.outcome != "unreadable"


WORDS = [
    *(named.label for form in FORMS for table in form.tables.values() for named in table.rows),
    *(named.label for form in FORMS for table in form.tables.values() for named in table.columns),
    "申请人情况", "法人或其他组织", "信息内容", "第二十条第（一）项", "三、本年度办理结果",
    "（三）不予公开", "行政诉讼", "", "", "0", "12", "1 2", "/", "无", "-3", "1,234", "x", "本年新",
]  # fmt: skip


@st.composite
def raw_tables(draw: st.DrawFn) -> RawTable:
    """Any grid of cells, sound or not, of the words and figures reports are made of."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 16))
    cells = draw(
        st.lists(
            st.builds(
                RawCell, st.integers(0, rows - 1), st.integers(0, columns - 1),
                st.sampled_from(WORDS), st.integers(1, 3), st.integers(1, 4),
            ),
            max_size=40,
        )
    )  # fmt: skip
    return RawTable(0, "any", rows, columns, tuple(cells))


@settings(max_examples=120, deadline=None)
@given(st.lists(raw_tables(), max_size=4))
def test_any_grid_is_interpreted_without_an_error(tables: list[RawTable]) -> None:
    """A broken table must cost its report, never the run."""
    of = document(NEW.printed_title, NEW.intro, *tables)
    for draft in interpret(of, FORMS).drafts:
        settled = settle(draft, of, None)
        assert settled.quality in ("verified", "as_printed", "needs_review")
        assert all(fact.cell is None or settled.cells[fact.cell] for fact in settled.facts)


def facts(of: Document) -> set[tuple[str, str, str, Decimal | None, str, str]]:
    """All facts of a report without their cells."""
    found = only_draft(of).found.facts
    return {(f.table, f.row, f.column, f.value, f.status, f.printed) for f in found}


@FEW
@given(st.sampled_from(["proactive", "requests"]), st.integers(1, 30), st.booleans(), st.data())
def test_a_page_break_changes_no_fact(name: str, row: int, new: bool, data: st.DataObject) -> None:
    """Split at any row, a table gives the facts of the whole one."""
    of = NEW if new else OLD
    label = data.draw(st.sampled_from(["first", "cut", "repeat"]))
    tables = []
    for grid in grids(of).values():
        if grid.name == name:
            tables += [raw(part) for part in cut(grid, 1 + row % (grid.n_rows - 1), label)]
        else:
            tables.append(raw(grid))
    assert facts(report(of, *tables)) == facts(report(of))


def looks_like_a_figure(text: str) -> bool:
    """A text of digits, whatever its width."""
    return any(character.isdigit() for character in text) and read_value(text).outcome == "printed"


def assert_conserved(draft: Draft, tables: list[RawTable]) -> None:
    """Every figure is a fact or stands in a problem's text."""
    told = [problem.raw for problem in draft.found.problems]
    of_facts: dict[str, list[Fact]] = {}
    for fact in draft.found.facts:
        of_facts.setdefault(fact.printed, []).append(fact)
    wanted: dict[str, int] = {}
    for cell in (cell for table in tables for cell in table.cells):
        if looks_like_a_figure(cell.text):
            wanted[cell.text] = wanted.get(cell.text, 0) + 1
    for text, count in wanted.items():
        in_problems = sum(raw.split(" | ").count(text) + (raw == text) for raw in told)
        assert len(of_facts.get(text, [])) + in_problems >= count, (text, count)


@FEW
@given(st.sampled_from(["proactive", "requests"]), st.integers(0, 10**6), st.booleans())
def test_no_figure_of_a_table_is_lost(name: str, seed: int, new: bool) -> None:
    """Rows moved, cells lost or doubled, labels misspelt: each figure is a fact or a problem."""
    rng = random.Random(seed)
    of = NEW if new else OLD
    table = raw(drawn(of, name, random_wording(rng, 0.3)))
    cells = [cell for cell in table.cells if rng.random() > 0.01]
    tall = {cell.row for cell in table.cells if cell.row_span > 1}
    row = rng.choice([row for row in range(3, table.rows) if row not in tall])
    by = rng.choice((0, 1, 2))
    damaged = tuple(
        RawCell(
            cell.row, cell.column + (by if cell.row == row else 0),
            f"{cell.text}某" if len(cell.text) > 6 and rng.random() < 0.06 else cell.text,
            cell.row_span, cell.column_span,
        )
        for cell in cells
    )  # fmt: skip
    broken = RawTable(0, "hand", table.rows, table.columns + by, damaged)
    others = [raw(grid) for grid in grids(of).values() if grid.name != name]
    draft = only_draft(report(of, broken, *others))
    assert_conserved(draft, [broken, *others])


def test_values_of_a_report_are_those_drawn() -> None:
    """The law above says nothing if the figures are not the printed ones."""
    found = values(only_draft(report(NEW)))
    assert found["requests", "granted", "total"] == Decimal(NEW.requests["granted", "total"] or 0)
