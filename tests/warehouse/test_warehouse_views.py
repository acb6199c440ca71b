"""The views answer what their comments promise; a blank never turns into a number."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from warehouse import views
from warehouse.codes import codes
from warehouse.metrics import metrics
from warehouse.query import run_sql

AGENCY = "达州市卫生健康委员会"


def table_three(**totals):
    """All rows of table 3 of the 2021 form, total column, 0 unless given."""
    items = [row.code for row in codes()["dim_request_item"] if "2021" in row.forms]
    return {(item, "total"): totals.get(item, 0) for item in items}


def full(words, **changes):
    figures = table_three(
        new_received=100, granted=40, partially_granted=10, denied_internal_affairs=10,
        unavailable_not_held=40, handled_total=100,
    )  # fmt: skip
    figures.update({(item, "total"): v for item, v in changes.pop("requests", {}).items()})
    outcomes = {"upheld": 8, "corrected": 3, "other": 1, "pending": 2, "total": 14}
    disputes = {("reconsideration", outcome): count for outcome, count in outcomes.items()}
    return words.Rep(
        requests=figures,
        disputes=disputes,
        proactive={("fees", "fee_amount"): "1.5", ("normative_documents", "in_force"): 12},
        narrative={"published_items": 130},
        **changes,
    )


def metric(path, name, year=2023):
    sql = "SELECT value, numerator, denominator, status FROM metrics WHERE metric = ? AND year = ?"
    ((value, *rest),) = run_sql(path, sql, [name, year]).rows
    return (None if value is None else round(value, 4), *rest)


def test_beginner_finds_a_number(build, path, words):
    build([words.Pack("a.pdf", [full(words)])])
    sql = (
        "SELECT value FROM requests WHERE agency LIKE '达州%' AND year = 2023 "
        "AND item = 'new_received' AND applicant = 'total'"
    )
    assert run_sql(path, sql).rows == ((100,),)


@pytest.mark.parametrize("view", ["requests", "proactive", "disputes", "narrative"])
def test_views_show_current_reports_with_labels(build, path, words, view):
    old = full(words, requests={"new_received": 99})
    build([words.Pack("old.pdf", [old]), words.Pack("new.pdf", [full(words)])])
    rows = run_sql(path, f"SELECT DISTINCT report_id, agency, quality FROM {view}").rows
    assert rows == ((2, AGENCY, "verified"),)
    labels = run_sql(path, f"SELECT count(*), count(label_zh), count(label_en) FROM {view}").rows
    assert labels[0][0] == labels[0][1] == labels[0][2] > 0


def test_agency_year_is_one_row_with_blanks_kept(build, path, words):
    build([words.Pack("a.pdf", [full(words, requests={"denied_state_secret": None})])])
    sql = (
        "SELECT new_received, granted, denied_internal_affairs, denied, unavailable, "
        "other_handled, other_processing, reconsideration_total, "
        "fees_fee_amount, rules_issued FROM agency_year"
    )
    assert run_sql(path, sql).rows == (
        (100, 40, 10, None, 40, 0, None, 14, Decimal("1.5000"), None),
    )


def test_agency_year_takes_the_narrowest_of_two_scopes(build, path, words):
    own = full(words, scope="own")
    region = full(words, scope="whole_region", requests={"new_received": 900})
    build([words.Pack("region.pdf", [region]), words.Pack("own.pdf", [own])])
    sql = "SELECT scope, new_received, report_count FROM agency_year"
    assert run_sql(path, sql).rows == (("own", 100, 2),)


def test_one_row_of_the_2019_form_is_not_added_to_the_three(build, path, words):
    rep = full(words, requests={"other_processing": 7, "other_other": 7})
    build([words.Pack("a.pdf", [rep])])
    assert run_sql(path, "SELECT other_handled FROM agency_year").rows == ((7,),)


def test_metrics_are_recomputed_from_their_parts(build, path, words):
    build([words.Pack("a.pdf", [full(words)])])
    assert metric(path, "requests_new") == (100.0, Decimal(100), None, "ok")
    assert metric(path, "disclosure_rate") == (0.5, Decimal(50), Decimal(100), "ok")
    assert metric(path, "release_rate_on_merits")[0] == round(50 / 60, 4)
    assert metric(path, "reconsideration_correction_rate") == (0.25, Decimal(3), Decimal(12), "ok")
    assert metric(path, "fee_income")[0] == 1.5


def test_metrics_say_why_there_is_no_rate(build, path, words):
    blank = full(words, requests={"granted": None})
    none = full(words, year=2022, requests={"handled_total": 0, "new_received": 0})
    few = full(words, year=2021, requests={"handled_total": 20})
    old = full(words, year=2020, form="2019")
    build([words.Pack(f"{rep.year}.pdf", [rep]) for rep in (blank, none, few, old)])
    assert metric(path, "disclosure_rate") == (None, None, Decimal(100), "missing_input")
    assert metric(path, "litigation_loss_rate")[3] == "missing_input"
    assert metric(path, "disclosure_rate", 2022) == (
        None,
        Decimal(50),
        Decimal(0),
        "no_denominator",
    )
    assert metric(path, "disclosure_rate", 2021)[3] == "small_n"
    assert metric(path, "fee_income", 2020)[::3] == (None, "form_break")


def test_every_metric_is_in_the_view_once_per_report(build, path, words):
    build([words.Pack("a.pdf", [full(words)])])
    rows = run_sql(path, "SELECT metric, part, count(*) FROM metrics GROUP BY ALL").rows
    of_agencies = [entry for entry in metrics() if not entry.of_region_only]
    assert {(code, part): n for code, part, n in rows} == {(m.code, m.part): 1 for m in of_agencies}


def test_coverage_shows_the_year_that_is_missing(build, path, words):
    reps = [words.Rep(year=year) for year in (2020, 2022)]
    build([words.Pack(f"{rep.year}.pdf", [rep]) for rep in reps])
    sql = "SELECT year, status, quality, version_count FROM coverage ORDER BY year"
    assert run_sql(path, sql).rows == (
        (2020, "present", "verified", 1),
        (2021, "missing", None, 0),
        (2022, "present", "verified", 1),
    )


def test_problems_of_superseded_reports_are_not_open(build, path, words):
    other = words.Rep(requests={("new_received", "total"): 6})
    build([words.Pack("a.pdf", [words.Rep()]), words.Pack("b.pdf", [other], problems=1)])
    rows = run_sql(path, "SELECT path, raw FROM audit.open_problem ORDER BY raw").rows
    assert rows == (("b.pdf", "file 0"), ("b.pdf", "report"))


def test_view_that_does_not_describe_a_column_is_refused(tmp_path):
    (tmp_path / "odd.sql").write_text("-- Odd / 奇\nSELECT 1 AS nameless", encoding="utf-8")
    view = views.read_view(tmp_path / "odd.sql")
    with duckdb.connect() as connection, pytest.raises(ValueError, match="nameless"):
        views._create(connection, view, {})


def test_view_without_a_bilingual_first_line_is_refused(tmp_path):
    (tmp_path / "odd.sql").write_text("SELECT 1 AS a", encoding="utf-8")
    with pytest.raises(ValueError, match="first line"):
        views.read_view(tmp_path / "odd.sql")
