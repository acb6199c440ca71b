"""What a figure cell says: read by a full grammar or not at all (quirks E)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.transform.build import form_table
from transform.form import Measure
from transform.values import MARKS, read_value


def measure(code: str) -> Measure:
    """A measure of table 二, of whichever form has it."""
    for year in ("2021", "2019"):
        found = form_table("proactive", year).measure(code)
        if found:
            return found
    raise KeyError(code)


FEE, PROCUREMENT = measure("fee_amount"), measure("procurement_amount")
CHANGE, COUNT = measure("items_change"), measure("issued")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        (" 12 ", 12),
        ("\u3000１２\u3000", 12),
        ("1,234", 1234),
        ("1，234，567", 1234567),
        ("134,691", 134691),
        ("11398889", 11398889),  # E13
        ("5.0", 5),
        ("007", 7),
    ],
)
def test_counts(text: str, number: int) -> None:
    """A count read as another number, or not at all."""
    value = read_value(text)
    assert (value.outcome, value.number, value.note) == ("printed", Decimal(number), "")


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u00a0", "\n", "\t "])
def test_blank_is_not_zero(text: str) -> None:
    """A blank that becomes 0 states what nobody printed (E1-E4)."""
    assert read_value(text).outcome == "blank"
    assert read_value(text).number is None


@pytest.mark.parametrize("text", sorted(MARKS) + ["- - –", "— —", "／／", "／", "－"])
def test_marks_say_not_applicable(text: str) -> None:
    """A mark read as blank or 0 merges two kinds of nothing (E5, E18)."""
    assert read_value(text).outcome == "not_applicable"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1 2", "value_unreadable"),  # C26: two columns in one cell, never 12
        ("1.5", "value_not_whole"),  # E14: never 15
        ("-3", "value_negative"),  # never 3
        ("负3", "value_negative"),
        ("减4", "value_negative"),
        ("3（含1件）", "value_unreadable"),
        ("十二", "value_unreadable"),
        ("〇", "value_unreadable"),
        ("1,23", "value_unreadable"),
        ("1,2345", "value_unreadable"),
        ("1.2.3", "value_unreadable"),
        ("12%", "value_unreadable"),
        ("约12", "value_unreadable"),
        ("1e5", "value_unreadable"),
        ("１２ ３", "value_unreadable"),
        (":", "value_unreadable"),
        ("12/3", "value_unreadable"),
        ("O", "value_unreadable"),
        ("1\n\n总计", "value_unreadable"),
    ],
)
def test_nothing_is_stripped_until_digits_remain(text: str, note: str) -> None:
    """`1 2` as 12, `1.5` as 15, `-3` as 3: numbers nobody printed."""
    value = read_value(text)
    assert (value.outcome, value.number, value.note) == ("unreadable", None, note)


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [("+2", 2, ""), ("-8", -8, ""), ("－8", -8, ""), ("−8", -8, ""), ("+1036", 1036, ""),
     ("减4", -4, "value_sign_in_words"), ("减少4", -4, "value_sign_in_words"),
     ("增4", 4, "value_sign_in_words"), ("0", 0, "")],
)  # fmt: skip
def test_changes_carry_a_sign(text: str, number: int, note: str) -> None:
    """A sign lost turns fewer items into more (E6, E7)."""
    value = read_value(text, CHANGE)
    assert (value.outcome, value.number, value.note) == ("printed", Decimal(number), note)


def test_a_plus_on_a_count_is_noted() -> None:
    """A sign where none belongs is doubtful, not an ordinary figure."""
    assert read_value("+3", COUNT).note == "value_signed"


@pytest.mark.parametrize(
    ("text", "kind", "unit", "number", "note"),
    [
        ("59237.2449", FEE, "万元", "59237.2449", ""),  # E11
        ("7545", FEE, "万元", "7545", ""),  # E12
        ("7,730.28", FEE, None, "7730.28", ""),
        ("251000元", PROCUREMENT, None, "251000", "value_with_unit"),  # E8
        ("25.1万元", PROCUREMENT, None, "251000", "value_unit_converted"),
        ("52.15", PROCUREMENT, None, "52.15", ""),  # E9
        ("52.15", PROCUREMENT, "万元", "52.15", ""),
        ("251000元", FEE, "万元", "25.1", "value_unit_converted"),
        ("3.5", FEE, "亿元", "35000", "value_unit_converted"),
        ("35000", FEE, "元", "3.5", "value_unit_converted"),
        ("12.5万元", FEE, "万元", "12.5", "value_with_unit"),
    ],
)
def test_amounts(text: str, kind: Measure, unit: str | None, number: str, note: str) -> None:
    """An amount off by 10,000, rounded, or converted without a word."""
    value = read_value(text, kind, unit)
    assert (value.outcome, value.number, value.note) == ("printed", Decimal(number), note)


@pytest.mark.parametrize("text", ["12件", "12 件".replace(" ", ""), "3项", "2人次"])
def test_a_counter_behind_a_count_is_noted(text: str) -> None:
    """A figure with its counter is neither lost nor plain (E14)."""
    value = read_value(text)
    assert (value.outcome, value.note) == ("printed", "value_with_unit")


@pytest.mark.parametrize(
    ("text", "number"), [("123\n456", 123456), ("1\n2", 12), ("11398\n 889", 11398889)]
)
def test_a_number_over_lines_is_one_number_in_doubt(text: str, number: int) -> None:
    """Joined without a doubt, two figures in one cell would be one large wrong one."""
    value = read_value(text)
    assert (value.number, value.note) == (Decimal(number), "value_wrapped")


@pytest.mark.parametrize(
    ("of", "most", "more"),
    [
        (None, "9999999999", "10000000000"),
        (COUNT, "9,999,999,999", "1" + "0" * 30),
        (CHANGE, "-9999999999", "-10000000000"),
        (FEE, "999999999999.999999", "1000000000000"),
        (PROCUREMENT, "9999亿", "1万亿元"),
    ],
)
def test_what_no_report_can_mean_is_no_value(of: Measure | None, most: str, more: str) -> None:
    """Nineteen digits would be refused by the warehouse, and all of the report with them."""
    assert read_value(most, of).outcome == "printed"
    assert read_value(more, of).outcome == "unreadable"


def test_more_decimals_than_can_be_kept_are_not_rounded() -> None:
    """A rounded amount is not the printed one."""
    assert read_value("1.2345678", FEE).note == "value_too_precise"
    assert read_value("14733.273437", FEE).number == Decimal("14733.273437")
