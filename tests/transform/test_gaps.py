"""Rows that end before the last column: never a number under another heading than it is meant for."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.draw import Figures, Habits, HtmlStyle, balanced, draw_html
from examples.draw.figures import Key
from examples.draw.form import APPLICANTS, OUTCOMES, PROCEDURES
from examples.draw.printed import number
from extract.html import read_page
from extract.model import Document
from tests.transform.build import FORMS, only_draft
from transform.model import Report
from transform.settle import settle

MANY = settings(max_examples=int(os.environ.get("OGI_LAWS", "60")), deadline=None)
STYLE = HtmlStyle(chrome=False, meta_table=False)
Dropped = frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class Row:
    """A printed row of figures: its table and its keys, left to right."""

    table: str
    keys: tuple[Key, ...]


def rows(of: Figures) -> list[Row]:
    """Rows of 三, then the one of 四, in printed order."""
    found = [Row("requests", tuple((item, a) for a in APPLICANTS)) for item in of.item_codes()]
    return [*found, Row("disputes", tuple((p, o) for p in PROCEDURES for o in OUTCOMES))]


def read(of: Figures, dropped: Dropped) -> Report:
    """The report of a page whose rows lack some cells: what stood behind them moves left."""
    page = lxml.html.fromstring(draw_html(of, STYLE).decode())
    _, requests, disputes = page.iter("table")
    lines = [*[*requests.iter("tr")][3:], [*disputes.iter("tr")][-1]]
    for row, line in zip(rows(of), lines, strict=True):
        cells = [*line.iter("td")][-len(row.keys) :]
        for key, cell in zip(row.keys, cells, strict=True):
            if (row.table, *key) in dropped:
                cell.getparent().remove(cell)
    document = read_page(lxml.html.tostring(page, encoding="utf-8"), "sha")
    assert isinstance(document, Document)
    draft = only_draft(document, FORMS)
    return settle(draft, document, False if draft.failures else None)


def wrong(of: Figures, report: Report, dropped: Dropped) -> list[tuple[object, ...]]:
    """Numbers that were not meant for their cell, and numbers other than 0 that are not in theirs.

    A zero may stand for a blank where the sums allow nothing else: the pages are then the same. A derived
    number is the one that fits, which a misprint that is not on the page need not be.
    """
    holds = of.truth()["identities_hold"]
    facts = {(f.table, f.row, f.column): f for f in report.facts}
    found: list[tuple[object, ...]] = []
    for row in rows(of):
        meant = of.requests if row.table == "requests" else of.disputes
        for key in row.keys:
            slot = (row.table, *key)
            value, fact = number(meant[key]) or 0, facts.get(slot)
            if fact is not None and fact.value is not None:
                if fact.value != Decimal(value) and (holds or fact.status != "derived"):
                    found.append((slot, value, fact))
            elif value and slot not in dropped:
                found.append((slot, value, fact))
    return found


def some_report(seed: int, blanks: bool, broken: bool) -> Figures:
    """Figures of any size, with or without blanks for zeros."""
    rng = random.Random(seed)
    return balanced(
        rng, "达州市渠县人民政府", rng.choice((2020, 2023)),
        scale=rng.choice(("township", "bureau", "county", "city")),
        habits=Habits(blanks=rng.choice(("zeros", "some", "organisations"))) if blanks else None,
        broken=(rng.choice(("R1", "R2", "R3", "R4")),) if broken else (),
    )  # fmt: skip


def chosen(of: Figures, rng: random.Random, lines: int, most: int, tail: bool) -> Dropped:
    """Cells to drop from a few rows: the last ones, or any."""
    dropped = []
    for row in rng.sample(rows(of), lines):
        count = rng.randint(1, most)
        keys = row.keys[-count:] if tail else tuple(rng.sample(row.keys, count))
        dropped += [(row.table, *key) for key in keys]
    return frozenset(dropped)


@MANY
@given(
    st.integers(0, 10**9), st.integers(1, 6), st.integers(1, 3),
    st.booleans(), st.booleans(), st.booleans(),
)  # fmt: skip
def test_no_wrong_number_is_claimed_to_be_right(
    seed: int, lines: int, most: int, tail: bool, blanks: bool, broken: bool
) -> None:
    """Any cells dropped from any rows, trailing or not, zeros or not."""
    of = some_report(seed, blanks, broken)
    dropped = chosen(of, random.Random(seed), lines, most, tail)
    report = read(of, dropped)
    assert report.quality == "needs_review" or not wrong(of, report, dropped)


@MANY
@given(st.integers(0, 10**9), st.sampled_from([*APPLICANTS]), st.booleans())
def test_a_column_lost_in_every_row_is_not_explained(seed: int, column: str, blanks: bool) -> None:
    """All sums hold one column further left, too."""
    of = some_report(seed, blanks, broken=False)
    dropped = frozenset(("requests", item, column) for item in of.item_codes())
    report = read(of, dropped)
    assert report.quality == "needs_review" or not wrong(of, report, dropped)


def zero_rows(of: Figures) -> Sequence[Row]:
    """Rows in which nothing happened."""
    return [
        row for row in rows(of)
        if row.table == "requests" and not any(number(of.requests[key]) for key in row.keys)
    ]  # fmt: skip


@pytest.mark.parametrize("blanks", ["none", "some"])
@pytest.mark.parametrize("count", [1, 2])
def test_a_row_of_zeros_without_its_last_cells(count: int, blanks: str) -> None:
    """What public pages have: loaded as printed, the gap openly said."""
    of = balanced(random.Random(count), "达州市渠县人民政府", 2023, habits=Habits(blanks=blanks))  # type: ignore[arg-type]
    row = zero_rows(of)[-1]
    dropped = frozenset((row.table, *key) for key in row.keys[-count:])
    report = read(of, dropped)
    assert report.quality == "as_printed"
    assert not wrong(of, report, dropped)
    facts = {(f.table, f.row, f.column): f for f in report.facts}
    assert all(slot not in facts or facts[slot].status == "derived" for slot in dropped)
    assert [p.code for p in report.problems] == ["cell_not_printed"]


def test_a_zero_that_nothing_forces_waits_for_a_person() -> None:
    """In a column without any other figure it could as well be its neighbour's."""
    of = balanced(random.Random(1), "达州市渠县人民政府", 2023)
    row = zero_rows(of)[-1]
    requests = {
        key: None if key[1] == "research_institution" and key not in row.keys else text
        for key, text in of.requests.items()
    }
    report = read(
        replace(of, requests=requests), frozenset((row.table, *key) for key in row.keys[-2:])
    )
    assert report.quality == "needs_review"


def test_figures_moved_left_wait_for_a_person() -> None:
    """A cell lost in the middle of a row of figures: the sums do not hold one column further left."""
    of = balanced(random.Random(3), "达州市渠县人民政府", 2023, scale="city")
    report = read(of, frozenset({("requests", "granted", "commercial_enterprise")}))
    assert report.quality == "needs_review"
    assert "cell_missing" in {p.code for p in report.problems}
