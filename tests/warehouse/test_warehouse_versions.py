"""Which version is current: the rules, without a database."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from warehouse.versions import Version, copied_from, settle


def version(
    number, *, figures="x", quality="verified", day=None, ingredients="i1", scope="own", read=None
):
    """`scope` tells versions apart; `read` is all that the text gives away, by default the same."""
    return Version(
        report_id=number,
        sha256=f"sha{number}",
        ordinal_in_file=0,
        agency_id=1,
        year=2023,
        scope=scope,
        scope_read=read or scope,
        published_on=date.fromisoformat(day) if day else None,
        quality=quality,
        figures_hash=figures,
        ingredients=ingredients,
        path="p",
    )


def current(*versions):
    return sorted(number for number, by in settle(versions).items() if by is None)


def test_loaded_later_is_current_without_dates():
    assert settle([version(1, figures="a"), version(2, figures="b")]) == {1: 2, 2: None}


def test_published_later_is_current_though_loaded_earlier():
    early = version(2, figures="b", day="2024-01-10")
    late = version(1, figures="a", day="2024-03-01")
    assert settle([early, late]) == {1: None, 2: 1}


def test_equal_dates_leave_it_to_the_order_of_loading():
    same = [version(n, figures=str(n), day="2024-01-10") for n in (1, 2)]
    assert current(*same) == [2]


def test_one_date_alone_says_nothing():
    assert current(version(1, figures="a", day="2024-01-10"), version(2, figures="b")) == [2]


def test_three_versions_name_the_one_that_took_their_place():
    three = [version(n, figures=str(n)) for n in (1, 2, 3)]
    assert settle(three) == {1: 2, 2: 3, 3: None}


def test_of_equal_figures_the_better_reading_is_current():
    poor, good = version(1, quality="needs_review"), version(2, quality="verified")
    assert current(poor, good) == [2]
    assert current(version(1), version(2, quality="needs_review")) == [1]


def test_copy_is_a_report_with_equal_figures_read_alike():
    assert copied_from(version(2), [version(1)]) == version(1)
    assert copied_from(version(2, figures="y"), [version(1)]) is None
    assert copied_from(version(2, ingredients="i2"), [version(1)]) is None
    current = {"i1", "i2"}.__contains__  # two types of files, both read as today
    assert copied_from(version(2, ingredients="i2"), [version(1)], current) == version(1)
    outdated = {"i2"}.__contains__  # the other will be read again in this run
    assert copied_from(version(2, ingredients="i2"), [version(1)], outdated) is None


def test_better_reading_is_no_copy_and_a_poorer_one_is():
    poor, good = version(1, quality="needs_review"), version(2)
    assert copied_from(good, [poor]) is None
    assert copied_from(poor, [good]) == good


def test_reports_without_figures_are_never_copies():
    assert copied_from(version(2, figures=None), [version(1, figures=None)]) is None


def test_two_declared_scopes_are_two_current_reports():
    """The whole region and the government's own office, each with its figures (贵阳市 2021)."""
    pair = [version(1, figures="a", scope="whole_region"), version(2, figures="b", scope="own")]
    assert current(*pair) == [1, 2]


@pytest.mark.parametrize("first", ["whole_region", "unknown"])
def test_a_format_that_lost_the_sentence_is_the_same_report(first):
    """Equal figures are one report; the one that says whose they are is current, in any order."""
    other = {"whole_region": "unknown", "unknown": "whole_region"}[first]
    assert current(version(1, scope=first), version(2, scope=other)) == [
        1 if first == "whole_region" else 2
    ]


def test_a_verified_reading_without_the_sentence_outranks_a_doubtful_one_with_it():
    doubtful = version(1, scope="whole_region", quality="needs_review")
    assert current(doubtful, version(2, scope="unknown")) == [2]


def test_a_figure_that_agrees_by_its_text_makes_no_other_version():
    """The first issue agreed with its text, the corrected one does not: still one report."""
    first = version(1, figures="a", scope="unknown", read="whole_region", day="2024-01-10")
    assert current(first, version(2, figures="b", scope="unknown", day="2024-02-01")) == [2]


def test_of_copies_the_one_that_knows_its_scope_is_kept():
    silent = version(1, scope="unknown")
    telling = version(2, scope="unknown", read="whole_region")
    assert copied_from(telling, [silent]) is None
    assert copied_from(silent, [telling]) == telling
    assert current(silent, telling) == [2]


def test_settling_does_not_depend_on_the_order_of_versions_across_scopes():
    three = [
        version(1, figures="a", scope="whole_region"),
        version(2, figures="a", scope="unknown"),
        version(3, figures="b", scope="unknown", day="2024-02-01"),
    ]
    assert {tuple(current(*order)) for order in permutations(three)} == {(1, 3)}
