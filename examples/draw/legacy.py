"""The statistics sheet before 2019: invented figures, the grid they are printed in, the truth beside it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from examples.draw.figures import Figures
from examples.draw.grid import Cell, Grid
from examples.draw.legacy_form import CODES, LINES, SUMS, Line
from examples.draw.printed import Printed, number

AMOUNTS = ("request_fees", "dedicated_funds")


@dataclass(frozen=True)
class Sheet:
    """One report before 2019: who and when, its prose, and each figure of the sheet as printed, in 万元."""

    of: Figures
    figures: Mapping[str, Printed]

    def truth(self) -> dict[str, Any]:
        """What a warehouse must hold of it."""
        return {
            "agency": self.of.agency,
            "year": self.of.year,
            "template": "legacy",
            "legacy": {code: number(self.figures[code]) for code in CODES},
        }


@dataclass(frozen=True, slots=True)
class SheetStyle:
    """How the sheet is set.

    `units`: in a column, in brackets behind the label, or nowhere. `parts`: headings as rows, or the
    part as a merged cell left of its rows. `money`: the unit amounts are printed in. `mark` stands in
    heading rows; `short` labels leave out what recurs; `foot`: who filled it in.
    """

    numbered: bool = False
    units: Literal["column", "label", "none"] = "column"
    parts: Literal["rows", "merged"] = "rows"
    money: Literal["万元", "元"] = "万元"
    mark: str = "——"
    heads: tuple[str, str, str] = ("统计指标", "单位", "统计数")
    short: bool = False
    foot: bool = False
    indent: bool = False


def invent_sheet(
    rng: random.Random, agency: str = "某市某县人民政府", year: int = 2016, blank: float = 0.0
) -> Sheet:
    """A sheet whose sums hold; a share of the cells that no sum needs is blank."""
    numbers = {code: rng.choice((0, 0, rng.randint(0, 9), rng.randint(0, 4000))) for code in CODES}
    for total, parts in SUMS.items():
        numbers[total] = sum(numbers[part] for part in parts)
    figures: dict[str, Printed] = {code: str(n) for code, n in numbers.items()}
    for code in AMOUNTS:
        figures[code] = f"{rng.randint(0, 9999) / 100:g}"
    summed = {code for total, parts in SUMS.items() for code in (total, *parts)}
    for code in CODES:
        if code not in summed and rng.random() < blank:
            figures[code] = None
    region = agency.removesuffix("人民政府")
    of = Figures(
        agency, year, {}, {}, {}, region=region,
        intro=f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        sections={"overview": ("本机关认真贯彻落实政府信息公开条例，各项工作有序推进。",)},
        dateline=f"{year + 1}年3月{rng.randint(1, 28)}日",
    )  # fmt: skip
    return Sheet(of, figures)


def broken(sheet: Sheet, total: str) -> Sheet:
    """The sheet with one total that is one more than its parts."""
    wrong = str(int(sheet.figures[total] or 0) + 1)
    return replace(sheet, figures={**sheet.figures, total: wrong})


def random_sheet_style(rng: random.Random) -> SheetStyle:
    """A style like those of published sheets."""
    units: Literal["column", "label", "none"] = rng.choice(("column", "column", "label", "none"))
    return SheetStyle(
        numbered=rng.random() < 0.3,
        units=units,
        parts=rng.choice(("rows", "rows", "merged")),
        money="元" if units != "none" and rng.random() < 0.3 else "万元",
        mark=rng.choice(("——", "", "-", "----")),
        heads=rng.choice(
            (("统计指标", "单位", "统计数"), ("指标名称", "计量单位", "数量"), ("指标", "单位", "数据"))
        ),
        short=rng.random() < 0.3,
        foot=rng.random() < 0.3,
        indent=rng.random() < 0.4,
    )  # fmt: skip


def sheet_grid(sheet: Sheet, style: SheetStyle = SheetStyle()) -> Grid:  # noqa: B008
    """The sheet as a grid of cells."""
    lines = [line for line in LINES if style.parts == "rows" or line.code or line.depth]
    first = int(style.numbered)
    label = first + (style.parts == "merged")
    unit, value = label + 1, label + 1 + (style.units == "column")
    cells = [Cell(0, 0, 1, 1, "序号", "head")] if style.numbered else []
    cells.append(Cell(0, first, 1, label + 1 - first, style.heads[0], "head"))
    if style.units == "column":
        cells.append(Cell(0, unit, 1, 1, style.heads[1], "head"))
    cells.append(Cell(0, value, 1, 1, style.heads[2], "head"))
    row_of: dict[str, int] = {}
    for row, line in enumerate(lines, start=1):
        if style.numbered:
            cells.append(Cell(row, 0, 1, 1, str(row), "figure"))
        cells.append(Cell(row, label, 1, 1, _label(line, style), "label"))
        if style.units == "column":
            cells.append(Cell(row, unit, 1, 1, _unit(line, style), "figure"))
        cells.append(Cell(row, value, 1, 1, _figure(sheet, line, style), "figure"))
        if line.code:
            row_of[line.code] = row
    rows = 1 + len(lines)
    if style.parts == "merged":
        cells += _parts(lines, first)
    if style.foot:
        cells.append(Cell(rows, 0, 1, label + 1, "单位负责人：张三　审核人：李四", "label"))
        cells.append(Cell(rows, unit, 1, value + 1 - unit, "联系电话：01012345678", "label"))
        rows += 1
    weights = [0.7] * first + [1.5] * (label - first) + [5.0] + [0.9] * (unit < value) + [1.2]
    return Grid("legacy", rows, tuple(weights), tuple(cells), 1, row_of)


def _parts(lines: list[Line], column: int) -> list[Cell]:
    """The parts as merged cells; a part with a figure of its own keeps its row."""
    titles = [line for line in LINES if line.depth == 0]
    starts: list[tuple[int, str]] = []
    seen = iter(LINES)
    part = ""
    for row, line in enumerate(lines, start=1):
        while (here := next(seen)) != line:
            part = here.label if here in titles else part
        part = line.label if line in titles else part
        if not starts or starts[-1][1] != part:
            starts.append((row, part))
    ends = [row for row, _ in starts[1:]] + [len(lines) + 1]
    return [
        Cell(row, column, end - row, 1, text, "group")
        for (row, text), end in zip(starts, ends, strict=True)
    ]


def _label(line: Line, style: SheetStyle) -> str:
    text = line.label
    if style.short:
        text = text.split("（不")[0].replace("主要负责同志参加新闻发布会次数", "主要负责同志参加")
        text = text.replace("主要负责同志参加政府网站在线访谈次数", "主要负责同志参加")
    if style.units == "label" and line.code:
        text += f"（{_unit(line, style)}）"
    return "　" * line.depth + text if style.indent else text


def _unit(line: Line, style: SheetStyle) -> str:
    if not line.code:
        return style.mark
    return style.money if line.unit == "万元" else line.unit


def _figure(sheet: Sheet, line: Line, style: SheetStyle) -> str:
    if not line.code:
        return style.mark
    text = sheet.figures[line.code]
    if text and line.code in AMOUNTS and style.money == "元":
        return f"{float(text) * 10000:.0f}"
    return text or ""
