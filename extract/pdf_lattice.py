"""Ruled tables by Camelot's Lattice: from the geometry of a page, or from the file itself.

The only module that imports camelot. `tables_of_page` feeds genuine Camelot tables from rules and
glyphs (pypdfium2's, or the rules alone of a scanned page); `tables_of_file` runs stock engines with the
font correction, for later rungs.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from copy import copy
from pathlib import Path
from typing import Any

from camelot.core import Cell, Table
from camelot.handlers import PDFHandler
from camelot.parsers import Lattice

from extract.cell_placing import Placing, Position, Regions, merged_regions
from extract.glyph_runs import Run, join_runs
from extract.model import Box, RawCell, RawTable
from extract.pdf_again import Again
from extract.pdf_page import PageGeometry, Segment
from extract.rule_grids import anchors, coalesced, joints_by_table

FED = "camelot-pdfium"
Span = tuple[float, float]


class _Grid(Table):  # type: ignore[misc]
    """A Camelot table that looks for the end of a rule once: rules of a grid end in few places."""

    def _find_close_point(
        self, coords: Sequence[Span], coord: float, joint_tol: float
    ) -> int | None:
        known: dict[tuple[bool, float], int | None] = self.ogi_met
        key = (coords is self.rows, coord)
        if key not in known:
            known[key] = super()._find_close_point(coords, coord, joint_tol)
        return known[key]


_BLANK = _Grid([], [])
"""What a table is copied from: its empty DataFrame takes longer to make than all its cells."""


class _FedLattice(Lattice):  # type: ignore[misc]
    """Lattice whose rules and glyphs are handed in; nothing is read from the file."""

    def __init__(self) -> None:
        super().__init__(engine="vector")

    def fed(self, page: PageGeometry, runs: Sequence[Run]) -> _FedLattice:
        """A parser of this page."""
        parser = copy(self)
        parser._page, parser._runs = page, runs
        size = (page.width, page.height)
        parser.prepare_page_parse("page", None, size, page.number, [], [], [], "", {})
        return parser

    def _document_has_no_text(self) -> bool:
        return False

    def _reject_table(self, table: Table) -> bool:
        """Keep sparse grids: a page's last row with blank cells is 90 % empty and real."""
        return False

    def _generate_table_bbox(self) -> None:
        self.pdf_image = None
        self.threshold = None
        self.horizontal_segments = coalesced(self._page.horizontal, level=True)
        self.vertical_segments = coalesced(self._page.vertical, level=False)
        found = joints_by_table(self.horizontal_segments, self.vertical_segments)
        self.table_bbox_parses = {
            bbox: {
                "joints": joints,
                "col_anchors": anchors([bbox[0], bbox[2], *(x for x, _ in joints)]),
                "row_anchors": anchors([bbox[1], bbox[3], *(y for _, y in joints)], falling=True),
            }
            for bbox, joints in found.items()
        }

    def _initialize_new_table(
        self, table_idx: int, bbox: Segment, cols: list[Span], rows: list[Span]
    ) -> Table:
        table = copy(_BLANK)
        table.cols, table.rows, table.ogi_met = cols, rows, {}
        table.cells = [[Cell(x0, y0, x1, y1) for x0, x1 in cols] for y1, y0 in rows]
        table.page, table.order = self.page, table_idx + 1
        table.rotation, table._bbox = self.rotation, bbox
        return table

    def compute_parse_errors(self, table: Table) -> list[float]:
        """Place each run of glyphs by the middle of its ink; Camelot's lines may cross rules."""
        placed: dict[Position, list[Run]] = {}
        table.ogi_regions = merged_regions(table)
        parts_of = Placing(table, table.ogi_regions).parts
        left, bottom, right, top = table._bbox
        doubts: set[Position] = set()
        for run in self._runs:
            if not (bottom <= run.middle_y <= top and run.glyphs[0].x0 <= right):
                continue
            for part, root, doubtful in parts_of(run):
                placed.setdefault(root, []).append(part)
                if doubtful:
                    doubts.add(root)
        for (row, column), parts in placed.items():
            table.cells[row][column]._text = join_runs(parts)
        table.ogi_doubts = doubts
        return []

    def record_parse_metadata(self, table: Table) -> None:
        """What the base class records but for the DataFrame, which nobody asks for here."""
        table.flavor = self.id
        table.parse = self.table_bbox_parses[table._bbox]
        self.compute_parse_errors(table)


_PARSER = _FedLattice()


def tables_of_page(page: PageGeometry, runs: Sequence[Run]) -> list[Table]:
    """Camelot tables of one page, top to bottom then left to right."""
    tables = _PARSER.fed(page, runs).extract_tables()
    return sorted(tables, key=lambda table: (-round(table._bbox[3]), table._bbox[0]))


class _CorrectedFonts(PDFHandler):  # type: ignore[misc]
    """PDFHandler that mends fonts whose FontBBox stands in for Ascent and Descent.

    LibreOffice writes Ascent = Descent = 0; playa then takes both from a CJK font's huge FontBBox
    and every label drops one table row, silently (docs/decisions/0001-reading-tables.md).
    """

    def _get_layout(self, page: Any, **settings: Any) -> Any:
        for font in page.fonts.values():
            if not (-500 <= font.descent <= 0) and type(font).__name__ != "Type3Font":
                font.descent, font.ascent = -120.0, 880.0
        return super()._get_layout(page, **settings)


def tables_of_file(path: Path, engine: str, pages: Sequence[int]) -> Iterator[Table]:
    """Camelot tables of some pages of a file by a stock engine (`vector` or `combined`)."""
    if not pages:
        return
    wanted = ",".join(map(str, pages))
    settings = {"line_scale": 40} if engine == "combined" else {}
    with warnings.catch_warnings(), _CorrectedFonts(str(path), pages=wanted) as handler:
        warnings.simplefilter("ignore")  # pages without tables are not worth a line each
        tables = handler.parse(
            flavor="lattice",
            engine=engine,
            suppress_stdout=True,
            layout_kwargs={"boxes_flow": None},
            **settings,
        )
    yield from sorted(
        tables, key=lambda table: (table.page, -round(table._bbox[3]), table._bbox[0])
    )


def raw_table(table: Table, order: int, reader: str, again: Again | None = None) -> RawTable:
    """A Camelot table as cells with spans and boxes; merged cells appear once, at their top left."""
    regions: Regions = getattr(table, "ogi_regions", None) or merged_regions(table)
    doubts: set[Position] = getattr(table, "ogi_doubts", set())
    lefts, rights = ([round(column[side], 2) for column in table.cols] for side in (0, 1))
    tops, bottoms = ([round(row[side], 2) for row in table.rows] for side in (0, 1))
    cells = []
    for root, positions in regions.members.items():
        row, column = last_row, last_column = root
        text = table.cells[row][column]._text.strip()
        if len(positions) > 1:
            last_row = positions[-1][0]
            last_column = max(position[1] for position in positions)
            texts = (table.cells[r][c]._text.strip() for r, c in positions)
            text = "\n".join(filter(None, texts))
        box = Box(lefts[column], bottoms[last_row], rights[last_column], tops[row])
        doubt = "text_crosses_rule" if root in doubts else ""
        second = again(box, text) if again else None
        spans = (last_row - row + 1, last_column - column + 1)
        cells.append(RawCell(row, column, text, *spans, table.page, box, None, doubt, second))
    return RawTable(order, reader, len(table.rows), len(table.cols), tuple(cells), table.page)
