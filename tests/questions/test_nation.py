"""The simulated nation on a small scale: figures that add up, and an answer to every question."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.panel.questions import questions
from tests.bench.nation.ask import ask_all
from tests.bench.nation.build import build_nation
from warehouse.query import run_sql

REPORTS = 2_000
SELDOM = {"Q04", "Q11", "Q16", "Q26"}
"""Questions that find nothing in figures made by the same rule for all."""


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("nation") / "nation.duckdb"
    build_nation(path, REPORTS, say=lambda line: None)
    return path


def test_it_has_reports_of_the_real_shape(nation: Path) -> None:
    (row,) = run_sql(
        nation,
        "SELECT count(*), (SELECT count(*) FROM fact_request) / count(*), "
        "(SELECT count(*) FROM audit.cell) / count(*), "
        "(SELECT count(*) FROM audit.check_result) / count(*) FROM dim_report",
    ).rows
    reports, requests, cells, checks = row
    assert reports == REPORTS
    assert 161 <= requests <= 175 and 195 <= cells <= 215 and checks > 90


def test_its_figures_add_up_but_for_the_odd_one(nation: Path) -> None:
    (row,) = run_sql(
        nation,
        "SELECT count(*), count(*) FILTER (new_received + carried_over = handled_total + carried_forward), "
        "count(*) FILTER (granted + partially_granted + denied + unavailable + not_processed + other_handled "
        "= handled_total), "
        "count(*) FILTER (carried_over = previous_carried_forward), count(*) FILTER (previous_scope = scope) "
        "FROM agency_year WHERE denied + unavailable + not_processed + other_handled IS NOT NULL "
        "AND granted IS NOT NULL AND partially_granted + carried_over + carried_forward IS NOT NULL",
    ).rows
    reports, balanced, summed, continued, followed = row
    assert balanced == reports > REPORTS / 2
    assert 0 < reports - summed < reports / 100
    assert continued == followed > 0 or followed - continued < reports / 50


def test_every_question_answers(nation: Path) -> None:
    rows = {answer.code: answer.rows for answer in ask_all(nation, rounds=1)}
    assert list(rows) == list(questions())
    assert {code for code, number in rows.items() if number == 0} <= SELDOM
