"""Figures of the text against the tables: what agrees, what contradicts, what nobody can tell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.transform.build import FORMS, fact
from transform.form import Slot
from transform.model import Fact, NarrativeFigure
from transform.text_checks import check_text


def said(metric: str, value: int, printed: str = "", approximate: bool = False) -> NarrativeFigure:
    return NarrativeFigure(
        metric,
        Decimal(value),
        "件",
        approximate,
        "year",
        "一",
        f"…{value}件…",
        printed or str(value),
    )


def cells(table: str, **figures: int | None) -> dict[Slot, Fact]:
    """Facts by row, in the column 总计 or in one that the name ends with after two underscores."""
    found = {}
    for name, value in figures.items():
        row, _, column = name.partition("__")
        each = fact(table, row, column or "total", value)
        found[each.slot] = each
    return found


DISPUTES = {
    f"{procedure}__{outcome}": 0
    for procedure in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    for outcome in ("upheld", "corrected", "other", "pending", "total")
}
TABLE_OF = {
    row.code: name for form in FORMS for name, table in form.tables.items() for row in table.rows
}

CASES = """
requests_received 713 new_received=713 carried_over=36 text_requests_received pass
requests_received 749 new_received=713 carried_over=36 text_requests_received pass
requests_received 700 new_received=713 carried_over=36 text_requests_received fail
requests_received 713 new_received=- carried_over=- text_requests_received not_assessable
requests_received 713 new_received=713 carried_over=- text_requests_received pass
requests_received 700 new_received=713 carried_over=- text_requests_received not_assessable
requests_received 180000+ new_received=189999 carried_over=0 text_requests_received pass
requests_received 180000+ new_received=190000 carried_over=0 text_requests_received not_assessable
requests_received 未收到 new_received=- carried_over=- text_worded_zero pass
requests_received 未收到 new_received=2 carried_over=0 text_worded_zero fail
requests_carried_over 3 carried_over=4 text_requests_carried_over fail
requests_handled 4 handled_total=4 text_requests_handled pass
requests_handled 5 handled_total=4 text_requests_handled fail
requests_carried_forward 3 carried_forward=4 text_requests_carried_forward fail
requests_granted 258 granted=300 partially_granted=20 granted__natural_person=258 text_requests_granted pass
requests_granted 259 granted=300 partially_granted=20 granted__natural_person=258 text_requests_granted fail
requests_partially_granted 2       partially_granted=1 partially_granted__natural_person=0\
  text_requests_partially_granted fail
requests_denied 5 denied_state_secret=2 denied_third_party_rights=3 text_requests_denied pass
requests_denied 4 denied_state_secret=2 denied_third_party_rights=3 text_requests_denied fail
requests_unavailable 1 unavailable_not_held=2 text_requests_unavailable fail
requests_not_processed 1 not_processed_petition=2 text_requests_not_processed fail
requests_other 1 other_processing=2 text_requests_other fail
requests_natural_person 9 new_received__natural_person=8 text_natural_persons fail
requests_organization 2 new_received=10 new_received__natural_person=8 text_organizations pass
requests_organization 3 new_received=10 new_received__natural_person=8 text_organizations fail
reconsideration_cases 2            reconsideration=2 litigation_direct=0\
 litigation_after_reconsideration=0  text_reconsideration pass
reconsideration_cases 9            reconsideration=2 litigation_direct=0\
 litigation_after_reconsideration=0  text_reconsideration fail
litigation_cases 3 litigation_direct=1 litigation_after_reconsideration=2 text_litigation pass
litigation_cases 2 litigation_direct=1 litigation_after_reconsideration=2 text_litigation fail
normative_documents_issued 4 normative_documents__issued=0 text_documents_issued fail
normative_documents_repealed 4 normative_documents__repealed=4 text_documents_repealed pass
normative_documents_repealed 4 normative_documents__repealed=0 text_documents_repealed fail
normative_documents_in_force 32 normative_documents__in_force=0 text_documents_in_force fail
"""
"""Metric, figure of the text (+ for approximate), figures of the table (- for blank), rule, outcome."""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_a_figure(case: str) -> None:
    metric, printed, *table, code, status = case.split()
    digits = printed.rstrip("+")
    value = int(digits) if digits.isdigit() else 0
    figure = said(metric, value, printed, approximate=printed.endswith("+"))
    facts: dict[Slot, Fact] = {}
    for pair in table:
        name, _, number = pair.partition("=")
        of = TABLE_OF[name.partition("__")[0]]
        facts |= cells(of, **{name: None if number == "-" else int(number)})
    (result,) = check_text([figure], (), facts)
    assert (result.check_code, result.scope, result.status) == (code, metric, status)
    assert result.found == value
    assert figure.sentence in result.note


def test_which_reading_agreed_is_said() -> None:
    """A match with a single column is no match with the total: whoever looks must see it."""
    facts = cells("requests", granted=300, partially_granted=20, granted__natural_person=258)
    (result,) = check_text([said("requests_granted", 258)], (), facts)
    assert result.note.startswith("= granted[natural_person]: ")


def test_every_occurrence_counts() -> None:
    """The second sentence may contradict the first."""
    facts = cells("requests", new_received=5, carried_over=0)
    results = check_text([said("requests_received", 5), said("requests_received", 6)], (), facts)
    assert [(r.scope, r.status) for r in results] == [
        ("requests_received", "pass"), ("requests_received#2", "fail"),
    ]  # fmt: skip


@pytest.mark.parametrize(("pending", "status"), [(0, "pass"), (None, "pass"), (2, "fail")])
def test_all_upheld(pending: int | None, status: str) -> None:
    facts = cells("disputes", **{**DISPUTES, "litigation_direct__pending": pending})
    (result,) = check_text((), [("disputes_all_upheld", "均获维持")], facts)
    assert (result.check_code, result.status) == ("text_dispute_outcome", status)


@pytest.mark.parametrize(("forward", "status"), [(0, "pass"), (None, "pass"), (1, "fail")])
def test_all_handled(forward: int | None, status: str) -> None:
    facts = cells("requests", carried_forward=forward)
    (result,) = check_text((), [("requests_all_handled", "均已办结")], facts)
    assert (result.check_code, result.status) == ("text_carried_words", status)


def test_a_report_without_the_table_is_left_alone() -> None:
    assert check_text([said("requests_received", 5)], [("requests_all_handled", "")], {}) == ()
