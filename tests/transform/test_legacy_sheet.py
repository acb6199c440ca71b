"""The statistics sheet before 2019: rows by label within their part, nothing guessed, nothing lost."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.draw.legacy import (
    AMOUNTS,
    Sheet,
    broken,
    invent_sheet,
    random_sheet_style,
    sheet_grid,
)
from examples.draw.legacy_form import CODES, LINES, SUMS
from extract.model import Document, RawTable
from tests.transform.build import (
    FORMS,
    C,
    Written,
    complete,
    cut,
    document,
    figures,
    form_table,
    only_draft,
    raw,
    report,
    table,
)
from transform.form import Indicator
from transform.interpret import Draft, interpret
from transform.model import Report
from transform.settle import settle

SHEET = invent_sheet(random.Random(7))


def paper(of: Sheet, *parts: RawTable) -> Document:
    """A report with its sheet in one or more parts."""
    return document(of.of.printed_title, of.of.intro, of.of.dateline, *parts)


def read(of: Sheet, *parts: RawTable) -> Draft:
    return only_draft(paper(of, *parts))


def settled(of: Sheet, *parts: RawTable, agree: bool | None = None) -> Report:
    of_document = paper(of, *parts)
    return settle(only_draft(of_document), of_document, agree, forms=FORMS)


def wanted(of: Sheet) -> dict[str, Decimal | None]:
    return {c: None if (n := of.figures[c]) is None else Decimal(n) for c in CODES}


def found(draft: Draft) -> dict[str, Decimal | None]:
    return {fact.row: fact.value for fact in draft.found.facts}


def lines(
    of: Sheet = SHEET, change: Callable[[str, str], Sequence[Written] | None] | None = None
) -> RawTable:
    """The sheet row by row; `change` gives a row of its own for a code and label, [] for none at all."""
    rows: list[Sequence[Written]] = [["统计指标", "单位", "统计数"]]
    for line in LINES:
        text = (of.figures[line.code] or "") if line.code else "——"
        row = change(line.code, line.label) if change else None
        row = [line.label, line.unit or "——", text] if row is None else row
        rows += [row] if row else []
    return table(*rows)


def test_the_drawn_form_is_that_of_the_program() -> None:
    """Codes, labels and units, told twice: a slip in one of them shows."""
    rows = [row for row in form_table("legacy", "legacy").rows if isinstance(row, Indicator)]
    drawn = [(line.code, line.label.replace("．", "."), line.unit) for line in LINES if line.code]
    assert [(row.code, row.label, row.unit) for row in rows] == drawn
    sums = {i.right[0]: i.left for i in form_table("legacy", "legacy").identities}
    assert sums == SUMS


@pytest.mark.parametrize("seed", range(24))
def test_any_style_gives_every_figure(seed: int) -> None:
    """Numbered or not, parts as rows or merged, units in a column, in brackets, nowhere, in 元 or 万元."""
    rng = random.Random(seed)
    of = invent_sheet(rng, blank=0.2)
    grid = raw(sheet_grid(of, random_sheet_style(rng)))
    result = settled(of, grid)
    assert {fact.row: fact.value for fact in result.facts} == wanted(of)
    assert (result.form, result.requests_form, result.quality) == ("legacy", None, "verified")
    units = {fact.row: fact.unit for fact in result.facts}
    assert units == {line.code: line.unit for line in LINES if line.code}


def test_blanks_marks_and_zeros_are_three_things() -> None:
    marked = {"complaints": "/", "meetings": None, "trainings": "0"}
    of = replace(SHEET, figures={**SHEET.figures, **marked})
    facts = {fact.row: (fact.value, fact.status) for fact in read(of, lines(of)).found.facts}
    assert facts["complaints"] == (None, "not_applicable")
    assert facts["meetings"] == (None, "blank")
    assert facts["trainings"] == (Decimal(0), "printed")


@pytest.mark.parametrize("total", SUMS)
def test_a_broken_sum_is_the_publications_own(total: str) -> None:
    """Two readings that agree: as printed; the figure stays what it is."""
    of = broken(SHEET, total)
    result = settled(of, lines(of), agree=True)
    failed = [c for c in result.checks if c.status == "fail"]
    assert [c.difference for c in failed] == [1]
    assert result.quality == "as_printed"
    assert settled(of, lines(of), agree=False).quality == "needs_review"
    assert {fact.row: fact.value for fact in result.facts} == wanted(of)


@pytest.mark.parametrize("row", range(2, len(LINES) + 1))
def test_a_page_break_anywhere(row: int) -> None:
    """The second page has no heads: its columns are those that hold words, units, figures."""
    above, below = cut(sheet_grid(SHEET), row)
    draft = read(SHEET, raw(above), raw(below))
    assert found(draft) == wanted(SHEET)
    assert complete(draft)


@pytest.mark.parametrize("label", ["first", "cut"])
@pytest.mark.parametrize("code", ["proactive_published_items", "dedicated_funds"])
def test_a_page_break_through_a_label(code: str, label: str) -> None:
    """The two halves of a label make up one row; its figure stands on one of them."""
    halves = {line.code: line.label for line in LINES}[code]
    value = SHEET.figures[code] or ""
    first = ["条", value] if label == "first" else ["", ""]
    rest = ["", ""] if label == "first" else ["条", value]
    whole = lines(SHEET, lambda c, _: [] if c == code else None)
    at = [line.code for line in LINES].index(code) + 1
    rows = [[c.text for c in whole.cells if c.row == n] for n in range(whole.rows)]
    above = table(*rows[:at], [halves[:16], *first])
    below = table([halves[16:], *rest], *rows[at:])
    draft = read(SHEET, above, below)
    if code == "dedicated_funds":  # an amount counted in 条 is doubtful
        assert draft.found.doubtful[("legacy", code, "value")] == "unit_unexpected"
    assert found(draft) == wanted(SHEET)


def test_labels_that_recur_are_told_apart_by_their_part() -> None:
    """维持, 纠错, 其他 stand under 四 and under 五, 主要负责同志参加 under 1. and under 2."""

    def bare(code: str, label: str) -> Sequence[Written] | None:
        if code.endswith("_upheld"):
            return ["维持具体行政行为数", "件", SHEET.figures[code] or ""]
        if code.endswith("_by_leaders"):
            return ["其中：主要负责同志参加", "次", SHEET.figures[code] or ""]
        return None

    draft = read(SHEET, lines(SHEET, bare))
    assert found(draft) == wanted(SHEET)
    assert complete(draft)


@pytest.mark.parametrize("part", ["reconsideration_total", "litigation_total"])
def test_a_recurring_label_without_its_part_is_no_guess(part: str) -> None:
    """The row that opens the part is unreadable: what stands beneath it belongs nowhere for sure."""

    def hidden(code: str, label: str) -> Sequence[Written] | None:
        return [f"{label[:2]}某某某某", "件", SHEET.figures[code] or ""] if code == part else None

    draft = read(SHEET, lines(SHEET, hidden))
    right = wanted(SHEET)
    assert all(right[code] == value for code, value in found(draft).items())
    assert all(fact.status == "derived" for fact in draft.found.facts if fact.row == part)
    assert not complete(draft)


def test_a_row_of_another_sheet_is_a_problem() -> None:
    def more(code: str, label: str) -> Sequence[Written] | None:
        return ["六、行政申诉数量", "件", "3"] if code == "complaints" else None

    draft = read(SHEET, lines(SHEET, more))
    assert {p.code for p in draft.found.problems} == {"row_unknown"}
    assert "complaints" not in found(draft)
    assert not complete(draft)


def test_an_unlisted_spelling_is_placed_by_ordinal_turn_and_likeness() -> None:
    def misprint(code: str, label: str) -> Sequence[Written] | None:
        if code != "answers_not_existing":
            return None
        return ["6．申请信息不存再数", "件", SHEET.figures[code] or ""]

    draft = read(SHEET, lines(SHEET, misprint))
    assert found(draft) == wanted(SHEET)
    assert [p.code for p in draft.found.problems] == ["label_unlisted"]


def test_a_row_that_stands_twice() -> None:
    """A second figure under one label is never the first one's."""

    def twice(code: str, label: str) -> Sequence[Written] | None:
        return ["六、举报投诉数量", "件", "17"] if code == "meetings" else None

    draft = read(SHEET, lines(SHEET, twice))
    assert found(draft)["complaints"] == wanted(SHEET)["complaints"]
    assert "row_repeated" in {p.code for p in draft.found.problems}
    assert not complete(draft)


def test_two_columns_of_figures_are_not_read() -> None:
    """Last year's figures beside this year's, or a district's beside the city's."""
    rows = [
        [*(c.text for c in lines().cells if c.row == n), "5" if n else "上年统计数"]
        for n in range(lines().rows)
    ]
    for heads in (["统计指标", "单位", "2016年", "2015年"], ["统计指标", "单位", "统计数", "数量"]):
        assert interpret(paper(SHEET, table(heads, *rows[1:])), FORMS).drafts == ()
    beside = read(SHEET, table(["统计指标", "单位", "统计数", "上年度"], *rows[1:]))
    assert found(beside) == wanted(SHEET)
    result = settled(SHEET, table(["统计指标", "单位", "统计数", "上年度"], *rows[1:]))
    assert result.quality == "needs_review"
    assert sum(p.code == "figure_unaccounted" for p in result.problems) == len(LINES)


def test_two_panels_side_by_side() -> None:
    """The list in two columns on one page: each panel has its own heads."""
    rows = [[c.text for c in lines().cells if c.row == n] for n in range(1, lines().rows)]
    half = (len(rows) + 1) // 2
    pairs = [
        [*left, *right]
        for left, right in zip(rows[:half], [*rows[half:], ["", "", ""]], strict=False)
    ]
    draft = read(SHEET, table(["统计指标", "单位", "统计数"] * 2, *pairs))
    assert found(draft) == wanted(SHEET)
    assert complete(draft)


def test_a_figure_over_several_rows_is_doubtful() -> None:
    """One cell beside two indicators is a figure of neither for sure."""
    rows: list[Sequence[Written]] = [["统计指标", "单位", "统计数"]]
    for line in LINES:
        if line.code == "dedicated_bodies":
            rows.append([line.label, "个", C("7", rows=2)])
        elif line.code == "reading_points":
            rows.append([line.label, "个"])
        else:
            rows.append([line.label, line.unit, SHEET.figures.get(line.code) or ""])
    draft = read(SHEET, table(*rows))
    assert "reading_points" not in found(draft) or draft.found.doubtful
    assert not complete(draft)


def test_a_few_labels_are_no_sheet() -> None:
    """A table in the text of an old report, or a local sheet with some of the same labels."""
    rows = [["项目", "数量"], *[[line.label, "1"] for line in LINES[20:36]]]
    assert interpret(paper(SHEET, table(*rows)), FORMS).rejection is not None


def test_a_report_of_today_stays_what_it_is() -> None:
    """With the sheet behind its tables it is read as before, and the sheet is said to be left aside."""
    today = figures(seed=5)
    plain = only_draft(report(today))
    with_sheet = only_draft(
        report(today, *(a.grids[0].table for a in plain.alignments), raw(sheet_grid(SHEET)))
    )
    assert with_sheet.found == plain.found
    codes = [p.code for p in with_sheet.identity.problems]
    assert codes == [*(p.code for p in plain.identity.problems), "sheet_left_aside"]


def test_two_sheets_are_two_reports() -> None:
    other = invent_sheet(random.Random(8), year=2017)
    both = document(
        SHEET.of.printed_title, SHEET.of.intro, lines(), other.of.printed_title, other.of.intro,
        lines(other),
    )  # fmt: skip
    drafts = interpret(both, FORMS).drafts
    assert [draft.identity.year for draft in drafts] == [2016, 2017]
    assert [found(draft) for draft in drafts] == [wanted(SHEET), wanted(other)]


@pytest.mark.parametrize(
    ("code", "unit", "value", "doubt"),
    [
        ("request_fees", "元", Decimal("0.0012"), ""),
        ("request_fees", "千元", Decimal(12), "unit_unexpected"),
        ("request_fees", "", Decimal(12), ""),
        ("proactive_published_items", "万条", Decimal(12), "unit_unexpected"),
        ("proactive_published_items", "件", Decimal(12), ""),
        ("staff", "人", Decimal(12), ""),
    ],
)
def test_units(code: str, unit: str, value: Decimal, doubt: str) -> None:
    """What cannot be converted is not taken for what the form asks."""
    draft = read(SHEET, lines(SHEET, lambda c, lab: [lab, unit, "12"] if c == code else None))
    assert found(draft)[code] == value
    assert draft.found.doubtful.get(("legacy", code, "value"), "") == doubt


@pytest.mark.parametrize(
    ("text", "value"), [("12人", 12), ("12", 12), ("12篇", None), ("12万", None)]
)
def test_a_unit_in_the_cell(text: str, value: int | None) -> None:
    """A count with its own unit; another one is no number of persons."""
    draft = read(SHEET, lines(SHEET, lambda c, lab: [lab, "", text] if c == "staff" else None))
    if text == "12万":
        assert found(draft)["staff"] == Decimal(120000)  # said in a problem, and against its sum
        assert "value_with_unit" in {p.code for p in draft.found.problems}
    else:
        assert found(draft).get("staff") == value


def test_amounts_of_the_sheet() -> None:
    assert set(AMOUNTS) == {
        row.code
        for row in form_table("legacy", "legacy").rows
        if isinstance(row, Indicator) and row.type == "amount"
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, len(LINES)), unique=True, max_size=6), st.integers(0, 99))
def test_rows_that_are_not_there_take_nothing_from_others(gone: list[int], seed: int) -> None:
    """Law: a row left out leaves the others as they are, and the report is never called verified."""
    of = invent_sheet(random.Random(seed))
    codes = {LINES[n - 1].code for n in gone}
    left = lines(of, lambda c, lab: [] if lab in {LINES[n - 1].label for n in gone} else None)
    recurring = {line.label for line in LINES if [k.label for k in LINES].count(line.label) > 1}
    draft = read(of, left)
    right = wanted(of)
    by_label = {line.code: line.label for line in LINES}
    for code, value in found(draft).items():
        if any(f.row == code and f.status == "derived" for f in draft.found.facts):
            continue
        if by_label[code] not in recurring:
            assert value == right[code]
    if codes - {""}:
        assert not complete(draft) or draft.lost


@pytest.mark.parametrize("place", ["label", "unit"])
@pytest.mark.parametrize("code", ["complaints", "answers_granted", "request_fees"])
def test_a_figure_in_the_wrong_cell_is_no_blank(place: str, code: str) -> None:
    """A row whose rule is missing shows its figure behind the label or the unit, and an empty cell."""

    def merged(of: str, label: str) -> Sequence[Written] | None:
        if of != code:
            return None
        return [f"{label} 17", "件", ""] if place == "label" else [label, "件17", ""]

    assert not complete(read(SHEET, lines(SHEET, merged)))


def test_a_unit_under_an_unknown_head_counts() -> None:
    """元 beside an amount is 元, whatever the column is called."""
    rows = [[c.text for c in lines().cells if c.row == n] for n in range(lines().rows)]
    rows[0][1] = "备注"
    by_label = {line.label: line.code for line in LINES}
    for row in rows:
        if by_label.get(row[0]) in AMOUNTS:
            row[1:] = ["元", "12500"]
    draft = read(SHEET, table(*rows))
    assert {found(draft)[code] for code in AMOUNTS} == {Decimal("1.25")}


@pytest.mark.parametrize(
    ("caption", "head", "contradicts"),
    [
        ("附件：政府信息公开情况统计表", "统计数", False),
        ("政府信息公开情况统计表（2016年度）", "2016年", False),
        ("2015年度政府信息公开情况统计表", "统计数", True),
        ("政府信息公开情况统计表（2015年度）", "统计数", True),
        ("", "2015年统计数", True),
    ],
)
def test_a_sheet_of_another_year(caption: str, head: str, contradicts: bool) -> None:
    """Last year's sheet under this year's title is said to be that."""
    rows = [[c.text for c in lines().cells if c.row == n] for n in range(lines().rows)]
    rows[0][2] = head
    of = document(SHEET.of.printed_title, SHEET.of.intro, caption, table(*rows))
    draft = only_draft(of)
    assert found(draft) == wanted(SHEET)
    said = [p for p in draft.identity.problems if p.code == "year_contradicts"]
    assert bool(said) == contradicts
