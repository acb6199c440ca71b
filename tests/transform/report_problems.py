"""Reports that make aligning, reading values, checking and identifying report each problem."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from dataclasses import replace

from examples.draw.grid import grids
from examples.draw.legacy import SheetStyle, invent_sheet, sheet_grid
from extract.model import Document, Problem, RawCell, RawTable
from extract.witness import Difference, Dispute
from tests.transform.build import (
    FORMS,
    C,
    Written,
    changed,
    document,
    figures,
    only_draft,
    raw,
    report,
    table,
)
from transform.account import account
from transform.agencies import place_agency
from transform.corrections import correct
from transform.grid import Grid
from transform.identity import identify
from transform.interpret import ALIGN, interpret
from transform.register import Entry
from transform.second_reading import compare
from transform.settle import settle
from transform.witnessed import unconfirmed

OF = figures(seed=41)
OLD = figures(seed=42, year=2020)
TABLES = [raw(grid) for grid in grids(OF).values()]


def problems_of(document: Document) -> tuple[Problem, ...]:
    """All problems of a document and its reports."""
    drafts = interpret(document, FORMS, "report.pdf").drafts
    return (*document.problems, *(p for d in drafts for p in settle(d, document, None).problems))


def with_cell(text: str, at: int = 0, name: str = "requests") -> Callable[[], tuple[Problem, ...]]:
    """A report in which one figure cell holds this text."""

    def problems() -> tuple[Problem, ...]:
        tables = {grid.name: raw(grid) for grid in grids(OF).values()}
        place = [c for c in grids(OF)[name].cells if c.role == "figure"][at]
        tables[name] = changed(tables[name], {(place.row, place.col): text})
        return problems_of(report(OF, *tables.values()))

    return problems


def with_table(name: str, of: RawTable) -> Callable[[], tuple[Problem, ...]]:
    """A report in which one table is another."""
    tables = {grid.name: raw(grid) for grid in grids(OF).values()} | {name: of}
    return lambda: problems_of(report(OF, *tables.values()))


def block(*rows: list[Written]) -> RawTable:
    """Table 二 with nothing but these rows below the first caption."""
    return table([C("第二十条第（一）项", cols=4)], *rows)


def doubtful(code: str, at: int = 3) -> RawTable:
    """Table 三 with a cell its reader was not sure of."""
    of = TABLES[1]
    place = [c for c in of.cells if c.text.isdigit()][at]
    cells = tuple(replace(c, doubt=code) if c is place else c for c in of.cells)
    return replace(of, cells=cells)


def _settled_by_sums() -> tuple[Problem, ...]:
    of = TABLES[1]
    place = [c for c in of.cells if c.text.isdigit()][3]
    doubted = replace(place, text=place.text + "7", again=place.text, doubt="ocr_uncertain")
    cells = tuple(doubted if c is place else c for c in of.cells)
    return with_table("requests", replace(of, cells=cells))()


def spanning(rows: int, columns: int) -> RawTable:
    """Table 三 with one figure over two places."""
    of = TABLES[1]
    under = [(5 + down, 3 + across) for down in range(rows) for across in range(columns)]
    merged = [c for c in of.cells if (c.row, c.column) in under]
    wide = replace(merged[0], row_span=rows, column_span=columns, text="7")
    return replace(of, cells=(*(c for c in of.cells if c not in merged), wide))


def differing() -> tuple[Problem, ...]:
    """A second reading with another figure."""
    place = next(c for c in TABLES[0].cells if c.text.isdigit())
    other = changed(TABLES[0], {(place.row, place.column): "987654"})
    return compare(only_draft(report(OF)), only_draft(report(OF, other, *TABLES[1:])))[1]


def disputing(difference: Difference, text: str) -> Callable[[], tuple[Problem, ...]]:
    """A witness that sees the first cell with this text otherwise."""

    def witness(of: RawTable) -> list[Dispute]:
        cell = next((cell for cell in of.cells if cell.text == text), None)
        return [Dispute(cell, difference, "987654")] if cell else []

    return lambda: unconfirmed(only_draft(report(OF)), witness)


def _without_witness() -> tuple[Problem, ...]:
    def witness(of: RawTable) -> list[Dispute]:
        raise LookupError("no table was found a second time")

    return unconfirmed(only_draft(report(OF)), witness)


def _short_row() -> tuple[Problem, ...]:
    """Table 三 with a row that ends before the 总计."""
    of = TABLES[1]
    last = max((c for c in of.cells if c.row == of.rows - 1), key=lambda c: c.column)
    cells = tuple(c for c in of.cells if c is not last)
    return with_table("requests", replace(of, cells=cells))()


def _displaced_row() -> tuple[Problem, ...]:
    """A label in the group's column with an empty cell where it should stand and one at the end."""
    of = TABLES[1]
    row = next(c.row for c in of.cells if "行政查询" in c.text)
    cells = [replace(c, column=1) if "行政查询" in c.text else c for c in of.cells]
    last = next(c for c in cells if c.row == row and c.column == of.columns - 1)
    blank = replace(last, text="")
    cells = [*(blank if c is last else c for c in cells), replace(blank, column=2)]
    return with_table("requests", replace(of, cells=tuple(cells)))()


def _lost_row() -> tuple[Problem, ...]:
    """Table 三 with a row of figures that reads blank."""
    of = TABLES[1]
    row = next(c.row for c in of.cells if "予以公开" in c.text)
    blank = {(c.row, c.column): "" for c in of.cells if c.row == row and c.text.isdigit()}
    return with_table("requests", changed(of, blank))()


def untitled(*titles: str) -> tuple[Problem, ...]:
    """Identity problems of an opening."""
    of = report(OF)
    opening = [replace(of.paragraphs[1], order=n, text=title) for n, title in enumerate(titles)]
    identity = identify(opening, (), "", "")
    assert identity is not None
    return identity.problems


def named(agency: str) -> tuple[Problem, ...]:
    """Problems of a report that says no more of its agency than its printed name."""
    return place_agency(agency, 2023)[1]


HEAD: list[Written] = [
    "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计",
]
ROW: list[Written] = ["一、本年新收", *"1000001"]
ISSUED: list[Written] = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
TWINS: list[Written] = ["信息内容", "本年新", "本年新", "对外公开总数量"]
RULES: list[Written] = ["规章", "1", "2", "3"]


def _extra_figure() -> tuple[Problem, ...]:
    written = table(
        [C("第二十条第（六）项", cols=3)],
        ["信息内容", C("本年处理决定数量", cols=2)],
        ["行政处罚", "16", "3"],
    )
    return with_table("proactive", written)()


def _change_in_words() -> tuple[Problem, ...]:
    tables = {grid.name: grid for grid in grids(OLD).values()}
    of = tables["proactive"]
    place = next(c for c in of.cells if c.row == of.row_of["fees"] and c.role == "figure" and c.col)
    row = sorted((c for c in of.cells if c.row == place.row), key=lambda c: c.col)
    written = changed(raw(of), {(place.row, row[-1].col): "减4"})
    return problems_of(report(OLD, written, *(raw(tables[n]) for n in ("requests", "disputes"))))


def _unaccounted() -> tuple[Problem, ...]:
    """A figure under the heads of table 三 that no row takes."""
    of = TABLES[1]
    beside = RawCell(1, of.columns + 1, "987", path="beside")
    alignment = ALIGN["matrix"](FORMS[0].tables["requests"], [Grid(of)])
    more = replace(of, cells=(*of.cells, beside), columns=of.columns + 2)
    return account(replace(alignment, grids=(Grid(more),)), (), ())[1]


def _refused() -> tuple[Problem, ...]:
    """A correction of a figure that does not stand there."""
    of = report(OF)
    settled = settle(only_draft(of), of, None)
    slot = ("requests", "new_received", "total")
    day = datetime.date(2026, 11, 22)
    entry = Entry("0" * 12, "why", "who", day, "a.yml, entry 1", figure=slot, seen="x", should_be="1")
    return correct(settled, [entry], FORMS).problems


def _sheet_aside() -> tuple[Problem, ...]:
    """A report of today with the sheet of before 2019 behind its tables."""
    sheet = raw(sheet_grid(invent_sheet(random.Random(1))))
    return problems_of(report(OF, *TABLES, sheet))


def _sheet_unit() -> tuple[Problem, ...]:
    """A count in tens of thousands."""
    sheet = invent_sheet(random.Random(1))
    grid = raw(sheet_grid(sheet, SheetStyle(units="column")))
    place = next(c for c in grid.cells if c.text == "条")
    counted = changed(grid, {(place.row, place.column): "万条"})
    return problems_of(document(sheet.of.printed_title, sheet.of.intro, counted))


REPORT_PROBLEMS: dict[str, Callable[[], tuple[Problem, ...]]] = {
    "text_crosses_rule": with_table("requests", doubtful("text_crosses_rule")),
    "ocr_uncertain": with_table("requests", doubtful("ocr_uncertain")),
    "blanks_joined": with_table(
        "proactive", block(ISSUED, ["规章", *(C(t, doubt="blanks_joined") for t in "123")])
    ),
    "ocr_settled": _settled_by_sums,
    "column_uncertain": with_table("requests", doubtful("column_uncertain")),
    "cell_cut_off": with_table("requests", doubtful("cell_cut_off")),
    "text_unseen": with_table("requests", doubtful("text_unseen")),
    "text_overprinted": with_table("requests", doubtful("text_overprinted")),
    "figure_beside_cells": with_table("requests", doubtful("figure_beside_cells")),
    "columns_unknown": with_table("disputes", table([C("行政复议")], ["结果维持"], ["1"])),
    "columns_by_position": with_table(
        "disputes", table([C("行政复议", cols=15)], ["1"] * 15)
    ),
    "header_by_order": with_table("proactive", block(TWINS, RULES)),
    "header_unknown": with_table("proactive", block(["信息内容", "甲", "乙", "丙"], RULES)),
    "row_unknown": with_table("requests", table(HEAD, ROW, ["八、其他行", *"1000001"])),
    "row_repeated": with_table("requests", table(["项目", *HEAD], ROW, ROW)),
    "row_out_of_order": with_table(
        "requests", table(["项目", *HEAD], ["四、结转下年", *"1000001"], ROW)
    ),
    "label_unlisted": with_table(
        "proactive", block(["信息内容", "本年制发件数", "本年作废件数", "现行有效件数"], RULES)
    ),
    "figures_not_placed": with_table("proactive", block(["规章", "1", "2"])),
    "two_figures_in_column": _extra_figure,
    "value_sign_in_words": _change_in_words,
    "figure_spans_columns": with_table("requests", spanning(1, 2)),
    "figure_spans_rows": with_table("requests", spanning(2, 1)),
    "value_unreadable": with_cell("1 2"),
    "value_negative": with_cell("-3"),
    "value_not_whole": with_cell("1.5"),
    "value_too_large": with_cell("1" + 12 * "0", -1, "proactive"),
    "value_too_precise": with_cell("1.23456789", -1, "proactive"),
    "value_wrapped": with_cell("1\n2"),
    "value_with_unit": with_cell("12件"),
    "value_unit_converted": with_cell("251000元", -1, "proactive"),
    "value_signed": with_cell("+3"),
    "cell_missing": lambda: problems_of(report(OF, *TABLES[:2])),
    "cell_not_printed": _short_row,
    "blank_row_wanted": _lost_row,
    "label_displaced": _displaced_row,
    "figure_unaccounted": _unaccounted,
    "correction_refused": _refused,
    "identity_fails": with_cell("987654", -1, "disputes"),
    "readings_differ": differing,
    "place_differs": disputing("place", "规章"),
    "label_differs": disputing("text", "规章"),
    "not_read_again": _without_witness,
    "agency_ambiguous": lambda: named("鼓楼区人民政府"),
    "agency_unplaced": lambda: named("市统计局"),
    "agency_not_in_title": lambda: untitled("2023年政府信息公开工作年度报告"),
    "year_contradicts": lambda: untitled(
        "某县人民政府2022年政府信息公开工作年度报告",
        "统计期限自2023年1月1日起至2023年12月31日止",
    ),
    "sheet_left_aside": _sheet_aside,
    "unit_unexpected": _sheet_unit,
    "year_unknown": lambda: untitled("某县人民政府政府信息公开工作年度报告"),
}
