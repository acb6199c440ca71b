"""All thirty files: each has its title, runs read-only on the panel, and its guards matter."""

from __future__ import annotations

import pytest

from examples.panel.answers import README, answers
from examples.panel.questions import FOLDER, questions
from examples.panel.tree import bodies
from tests.questions.oracle import current

GUARDS = [
    ("Q03", "previous_scope = scope AND ", ""),
    ("Q04", "carried_over IS DISTINCT FROM", "coalesce(carried_over, 0) IS DISTINCT FROM"),
    ("Q05", "AND previous_scope = scope ", "AND normative_documents_issued > 1000 "),
    ("Q08", "ORDER BY low DESC", "ORDER BY rate DESC"),
    ("Q13", "kind <> 'government'", "true"),
    ("Q15", "OR (g.scope = 'whole_region' AND y.kind <> 'government')", "OR true"),
    ("Q20", "days_late > 0", "days_late > 40"),
    (
        "Q26",
        "coalesce(c.value_printed, y.new_received_natural_person)",
        "y.new_received_natural_person",
    ),
    ("Q27", "f.status = 'blank'", "coalesce(f.value, 0) = 0"),
]
"""Question, a part of its SQL, and the same part as a hurried author might write it."""


def test_thirty_questions_in_two_languages():
    assert list(questions()) == [f"Q{number:02}" for number in range(1, 31)]
    assert len(list(FOLDER.glob("*.sql"))) == 30
    for question in questions().values():
        assert question.english.isascii() and not question.chinese.isascii()
        assert "-- Answer: " in question.sql and "-- Mind: " in question.sql


@pytest.mark.parametrize("code", list(questions()))
def test_every_question_answers_on_the_panel(ask, code):
    assert ask(code)


@pytest.mark.parametrize(("code", "part", "hurried"), GUARDS)
def test_a_guard_left_out_is_noticed(planted, code, part, hurried):
    question = questions()[code]
    assert part in question.sql
    assert planted.sql(question.sql.replace(part, hurried)) != planted.ask(code)


def test_a_value_that_is_no_variable_is_refused():
    with pytest.raises(KeyError, match="q02.*no variable town"):
        questions()["Q02"].asked_of(town="x")


def test_the_readme_shows_the_answers_of_the_panel(planted):
    assert README.read_text(encoding="utf-8") == answers(planted.path)


def test_the_panel_is_built_in_time(planted):
    assert planted.seconds < 25


def test_the_reports_say_whose_work_they_count(planted):
    """The scope is read from each report's own words, by kind, or from the numbers: as the tree means it."""
    rows = planted.sql(
        "SELECT a.agency, r.year, r.scope_read FROM dim_report r JOIN dim_agency a USING (agency_id) "
        "WHERE r.is_current"
    )
    expected = {
        place: report.body.scope(place[1]) for place, report in current(planted.panel).items()
    }
    assert {(row["agency"], row["year"]): row["scope_read"] for row in rows} == expected
    assert len({row["agency"] for row in rows}) == len(bodies()) == 60


def test_quality_is_graded_as_the_reports_deserve(planted):
    plan = planted.panel.planted
    rows = planted.sql(
        "SELECT a.agency, r.year, r.quality FROM dim_report r JOIN dim_agency a USING (agency_id) "
        "WHERE r.quality <> 'verified'"
    )
    found = {(row["agency"], row["year"]): row["quality"] for row in rows}
    broken = {*plan.balance, *plan.outcomes, *plan.odd_rows}
    assert found == dict.fromkeys(broken, "as_printed") | dict.fromkeys(
        (*plan.unreadable, plan.no_table), "needs_review"
    )
