"""A report of the panel: its figures as printed, its text, and the document a reader would make of it."""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from examples.draw.figures import Figures, Key
from examples.draw.form import APPLICANTS, HEADINGS, ITEMS, OUTCOMES, PROCEDURES, proactive_cells
from examples.draw.grid import Grid, grids
from examples.panel.counts import Counts, Slot
from examples.panel.tree import Body
from examples.panel.wording import NOTICE, scope_sentence, sections
from extract.model import Box, Document, Paragraph, RawCell, RawTable

PAGES = {"proactive": 2, "requests": 3, "disputes": 4}
"""Page of each table."""

_HUNDREDTHS = frozenset(("fee_amount", "procurement_amount"))
_WIDTH, _HEIGHT, _LEFT, _TOP = 495.0, 22.0, 50.0, 780.0


@dataclass(frozen=True)
class Printed:
    """A report as it is printed. `texts` are cells that print something else than the counts say;
    `lacks` are sections, `no_table` tables that it does not have; `said` overrides figures of the text."""

    body: Body
    year: int
    counts: Counts
    published_on: datetime.date
    texts: Mapping[Slot, str | None] = field(default_factory=dict)
    lacks: frozenset[str] = frozenset()
    no_table: frozenset[str] = frozenset()
    said: Mapping[str, int] = field(default_factory=dict)
    version: int = 1

    @property
    def path(self) -> str:
        """Where the file lies."""
        again = f"（更正{self.version - 1}）" if self.version > 1 else ""
        return f"{self.year}/{self.body.name}{self.year}年政府信息公开工作年度报告{again}.pdf"

    @property
    def sha256(self) -> str:
        """The hash that stands for the file: there is none."""
        return hashlib.sha256(
            f"{self.path} {sorted(self.texts.items(), key=str)}".encode()
        ).hexdigest()

    @property
    def form(self) -> str:
        """The form of the year."""
        return "2021" if self.year >= 2021 else "2019"

    def text(self, slot: Slot) -> str | None:
        """What a cell prints; None where it is blank."""
        return self.texts[slot] if slot in self.texts else _typed(self.counts, slot)

    def value(self, item: str, column: str = "total") -> int | None:
        """A figure of table 三 as printed; None where it is blank or no figure."""
        text = self.text(("requests", item, column))
        return int(text) if text and text.isdigit() and "requests" not in self.no_table else None


def _typed(counts: Counts, slot: Slot) -> str:
    table, row, column = slot
    if row == "other_processing":
        parts = ("other_not_corrected_in_time", "other_fee_not_paid_in_time", "other_other")
        return str(sum(counts[table, part, column] for part in parts))
    number = counts[slot]
    return f"{number / 100:.2f}" if column in _HUNDREDTHS else str(number)


def slots(form: str) -> Iterator[Slot]:
    """Every figure of a form."""
    yield from (("proactive", *key) for key in proactive_cells(form))
    yield from (("requests", item.code, column) for item in ITEMS[form] for column in APPLICANTS)
    yield from (("disputes", row, column) for row in PROCEDURES for column in OUTCOMES)


def figures(report: Printed) -> Figures:
    """The cells of the three tables as texts."""
    tables: dict[str, dict[Key, str | None]] = {"proactive": {}, "requests": {}, "disputes": {}}
    for slot in slots(report.form):
        if slot[0] not in report.no_table:
            tables[slot[0]][slot[1:]] = report.text(slot)
    return Figures(
        report.body.name, report.year, form=report.form, requests_form=report.form, **tables
    )


def document(report: Printed) -> Document:
    """Paragraphs and tables with page and box, as a reader that makes no mistake gives them."""
    tables = grids(figures(report))
    lines: list[str | Grid] = [f"{report.body.name}{report.year}年政府信息公开工作年度报告", NOTICE]
    lines.append(
        f"本报告所列数据的统计期限自{report.year}年1月1日起至{report.year}年12月31日止。"
        + scope_sentence(report.body, report.year)
    )
    rng = random.Random(f"text {report.body.name} {report.year}")
    said = {"new": report.value("new_received"), "old": report.value("carried_over")}
    said |= {"cases": report.counts["disputes", "reconsideration", "total"], **report.said}
    texts = sections(said, rng)
    for section, heading in HEADINGS.items():
        if section in report.lacks:
            continue
        lines.append(heading)
        if section in tables:
            lines.append(tables[section])
        lines += texts.get(section, ())
    day = report.published_on
    lines.append(f"{day.year}年{day.month}月{day.day}日")
    blocks = [_block(line, order) for order, line in enumerate(lines)]
    return Document(
        sha256=report.sha256, media="pdf", reader="panel", pages=5,
        paragraphs=tuple(b for b in blocks if isinstance(b, Paragraph)),
        tables=tuple(b for b in blocks if isinstance(b, RawTable)), problems=(),
    )  # fmt: skip


def _block(line: str | Grid, order: int) -> Paragraph | RawTable:
    if isinstance(line, str):
        return Paragraph(order, line, 1)
    page = PAGES[line.name]
    cells = tuple(
        RawCell(
            c.row, c.col, c.text, c.rows, c.cols, page, _box(line, c.row, c.col, c.rows, c.cols)
        )
        for c in sorted(line.cells, key=lambda c: (c.row, c.col))
        if c.text is not None
    )
    return RawTable(order, "panel", line.n_rows, len(line.weights), cells, page)


def _box(grid: Grid, row: int, col: int, rows: int, cols: int) -> Box:
    unit = _WIDTH / sum(grid.weights)
    x0 = _LEFT + unit * sum(grid.weights[:col])
    x1 = x0 + unit * sum(grid.weights[col : col + cols])
    top = _TOP - _HEIGHT * row
    return Box(round(x0, 1), round(top - _HEIGHT * rows, 1), round(x1, 1), round(top, 1))
