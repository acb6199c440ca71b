"""Ruled tables by Camelot's Lattice: from the geometry of a page, or from the file itself.

The only module that imports camelot. `tables_of_page` feeds genuine Camelot tables from rules and
glyphs (pypdfium2's, or the rules alone of a scanned page); `tables_of_file` runs stock engines with the
font correction, for later rungs.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from camelot.core import Table
from camelot.handlers import PDFHandler
from camelot.image_processing import coalesce_collinear_lines, find_joints_from_lines
from camelot.parsers import Lattice

from extract.cell_placing import Placing, merged_regions
from extract.glyph_runs import Run, join_runs
from extract.model import Box, RawCell, RawTable
from extract.pdf_again import Again
from extract.pdf_page import PageGeometry

FED = "camelot-pdfium"
FEWEST_JOINTS = 5
"""A ruled table has at least this many crossings of rules; fewer are page decoration."""


class _FedLattice(Lattice):  # type: ignore[misc]
    """Lattice whose rules and glyphs are handed in; nothing is read from the file."""

    def __init__(self, page: PageGeometry) -> None:
        super().__init__(engine="vector")
        self._page = page
        self.runs: list[Run] = []
        self.doubts: dict[int, set[tuple[int, int]]] = {}

    def _document_has_no_text(self) -> bool:
        return False

    def _reject_table(self, table: Table) -> bool:
        """Keep sparse grids: a page's last row with blank cells is 90 % empty and real."""
        return False

    def _generate_table_bbox(self) -> None:
        self.pdf_image = None
        self.threshold = None
        self.horizontal_segments = coalesce_collinear_lines(
            list(self._page.horizontal), "horizontal"
        )
        self.vertical_segments = coalesce_collinear_lines(list(self._page.vertical), "vertical")
        joints = find_joints_from_lines(self.horizontal_segments, self.vertical_segments)
        self.table_bbox_parses = {
            bbox: {"joints": points}
            for bbox, points in joints.items()
            if len(points) >= FEWEST_JOINTS
        }
        self._compute_table_anchors()

    def compute_parse_errors(self, table: Table) -> list[float]:
        """Place each run of glyphs by the middle of its ink; Camelot's lines may cross rules."""
        placed: dict[tuple[int, int], list[Run]] = {}
        table.ogi_regions = merged_regions(table)
        placing = Placing(table, table.ogi_regions)
        left, bottom, right, top = table._bbox
        doubts: set[tuple[int, int]] = set()
        for run in self.runs:
            if not (bottom <= run.middle_y <= top and run.glyphs[0].x0 <= right):
                continue
            for part, root, doubtful in placing.parts(run):
                placed.setdefault(root, []).append(part)
                if doubtful:
                    doubts.add(root)
        for (row, column), parts in placed.items():
            table.cells[row][column]._text = join_runs(parts)
        self.doubts[table.order] = doubts
        return []

    def record_parse_metadata(self, table: Table) -> None:
        """What the base class records but for the DataFrame, which nobody asks for here."""
        table.flavor = self.id
        table.parse = self.table_bbox_parses[table._bbox]
        self.compute_parse_errors(table)


def tables_of_page(page: PageGeometry, runs: Sequence[Run]) -> list[Table]:
    """Camelot tables of one page, top to bottom then left to right."""
    parser = _FedLattice(page)
    parser.runs = list(runs)
    size = (page.width, page.height)
    parser.prepare_page_parse("page", None, size, page.number, [], [], [], "", {})
    tables = parser.extract_tables()
    for table in tables:
        table.ogi_doubts = parser.doubts.get(table.order, set())
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
    regions = getattr(table, "ogi_regions", None) or merged_regions(table)
    doubts: set[tuple[int, int]] = getattr(table, "ogi_doubts", set())
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for position, root in regions.items():
        members.setdefault(root, []).append(position)
    cells = []
    for (row, column), positions in members.items():
        last_row, last_column = positions[-1]
        text = table.cells[row][column].text.strip()
        if len(positions) > 1:
            last_row = max(position[0] for position in positions)
            last_column = max(position[1] for position in positions)
            texts = (table.cells[r][c].text.strip() for r, c in positions)
            text = "\n".join(filter(None, texts))
        box = Box(
            round(table.cols[column][0], 2),
            round(table.rows[last_row][1], 2),
            round(table.cols[last_column][1], 2),
            round(table.rows[row][0], 2),
        )
        doubt = "text_crosses_rule" if (row, column) in doubts else ""
        second = again(box, text) if again else None
        spans = (last_row - row + 1, last_column - column + 1)
        cells.append(RawCell(row, column, text, *spans, table.page, box, None, doubt, second))
    return RawTable(order, reader, len(table.rows), len(table.cols), tuple(cells), table.page)
