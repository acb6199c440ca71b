"""Which version is current: the rules, without a database."""

from __future__ import annotations

from datetime import date

from warehouse.versions import Version, copied_from, settle


def version(number, *, figures="x", quality="verified", day=None, ingredients="i1"):
    published = date.fromisoformat(day) if day else None
    return Version(
        number, f"sha{number}", 0, 1, 2023, "own", published, quality, figures, ingredients, "p"
    )


def current(*versions):
    return [number for number, by in settle(versions).items() if by is None]


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


def test_better_reading_is_no_copy_and_a_poorer_one_is():
    poor, good = version(1, quality="needs_review"), version(2)
    assert copied_from(good, [poor]) is None
    assert copied_from(poor, [good]) == good


def test_reports_without_figures_are_never_copies():
    assert copied_from(version(2, figures=None), [version(1, figures=None)]) is None
