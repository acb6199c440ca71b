"""Our steps from rules to grids against Camelot's own: the same rules, joints, anchors, cells and edges."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pypdfium2
import pytest
from camelot.core import Table
from camelot.image_processing import coalesce_collinear_lines, find_joints_from_lines
from camelot.parsers import Lattice
from camelot.utils import merge_close_lines
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.draw import PdfStyle, balanced, draw_pdf
from extract.pdf_closing import closed
from extract.pdf_lattice import tables_of_page
from extract.pdf_page import PageGeometry, Segment, drawing_of
from extract.rule_grids import anchors, coalesced, joints_by_table

PLACES = st.one_of(
    st.integers(0, 40).map(lambda step: step * 1.0),
    st.integers(0, 400).map(lambda step: step / 10),
    st.floats(-5, 45),
)
"""Few places, many of them within Camelot's tolerances of each other."""


@st.composite
def rules(draw: st.DrawFn, level: bool) -> list[Segment]:
    """Rules along one direction, some of them continuing or covering others."""
    found = []
    for at, one, two in draw(st.lists(st.tuples(PLACES, PLACES, PLACES), max_size=14)):
        low, high = min(one, two), max(one, two)
        found.append((low, at, high, at) if level else (at, low, at, high))
    return found


@given(rules(level=True), rules(level=False))
def test_rules_that_continue_each_other(level: list[Segment], upright: list[Segment]) -> None:
    assert coalesced(level, level=True) == coalesce_collinear_lines(level, "horizontal")
    assert coalesced(upright, level=False) == coalesce_collinear_lines(upright, "vertical")


@given(rules(level=True), rules(level=False))
def test_joints_by_table(level: list[Segment], upright: list[Segment]) -> None:
    """The same boxes in the same order, with the same crossings."""
    horizontal, vertical = coalesced(level, level=True), coalesced(upright, level=False)
    stock = find_joints_from_lines(horizontal, vertical)
    assert list(joints_by_table(horizontal, vertical).items()) == list(stock.items())


@given(st.lists(PLACES, max_size=30), st.booleans())
def test_anchors(places: list[float], falling: bool) -> None:
    stock = merge_close_lines(sorted(places, reverse=falling), line_tol=2)
    assert anchors(places, falling=falling) == stock


class _Stock(Lattice):  # type: ignore[misc]
    """Camelot's own steps over the same rules; only what reads the file and its text is left out."""

    def __init__(self, page: PageGeometry) -> None:
        super().__init__(engine="vector")
        self._rules = page
        size = (page.width, page.height)
        self.prepare_page_parse("page", None, size, page.number, [], [], [], "", {})

    def _document_has_no_text(self) -> bool:
        return False

    def _reject_table(self, table: Table) -> bool:
        return False

    def _generate_table_bbox(self) -> None:
        self.horizontal_segments = coalesce_collinear_lines(self._rules.horizontal, "horizontal")
        self.vertical_segments = coalesce_collinear_lines(self._rules.vertical, "vertical")
        found = find_joints_from_lines(self.horizontal_segments, self.vertical_segments)
        self.table_bbox_parses = {bbox: {"joints": joints} for bbox, joints in found.items()}
        self._compute_table_anchors()


def shape(tables: Sequence[Table]) -> list[Any]:
    """Everything about tables that is not text."""
    return [
        (table.page, table.order, table._bbox, table.cols, table.rows)
        + tuple((vars(cell) | {"_text": ""}) for row in table.cells for cell in row)
        for table in sorted(tables, key=lambda each: each.order)
    ]


@settings(deadline=None)
@given(rules(level=True), rules(level=False))
def test_cells_and_edges(level: list[Segment], upright: list[Segment]) -> None:
    page = PageGeometry(1, 100, 100, tuple(level), tuple(upright), False)
    assert shape(tables_of_page(page, ())) == shape(_Stock(page).extract_tables())


@pytest.mark.parametrize(
    "style",
    [
        PdfStyle(),
        PdfStyle(borders="rects", row_height=22),
        PdfStyle(landscape="turned", open_breaks=True),
        PdfStyle(shaded=True),
    ],
)
def test_cells_and_edges_of_drawn_reports(style: PdfStyle) -> None:
    figures = balanced(random.Random(3), "示例市示例区人民政府", 2023)
    pdf = pypdfium2.PdfDocument(draw_pdf(figures, style))
    met = 0
    for number in range(len(pdf)):
        page = pdf[number]
        page.set_rotation(0)
        ruled = closed(drawing_of(page, number + 1).geometry)
        stock = shape(_Stock(ruled).extract_tables())
        assert shape(tables_of_page(ruled, ())) == stock
        met += len(stock)
    assert met >= 3


def test_a_table_has_what_camelot_gives_it() -> None:
    """Copied from a blank one, it lacks no attribute a Camelot table has."""
    rows = tuple((10.0, y, 90.0, y) for y in (10.0, 30.0, 50.0))
    columns = tuple((x, 10.0, x, 50.0) for x in (10.0, 50.0, 90.0))
    page = PageGeometry(1, 100, 100, rows, columns, False)
    (ours,), (stock,) = tables_of_page(page, ()), _Stock(page).extract_tables()
    assert isinstance(ours, Table) and vars(Table([], [])).keys() <= vars(ours).keys()
    assert ours.df.empty and ours.data == stock.data == [["", ""], ["", ""]]
