"""Totals of a region: nothing counted twice, nothing left out without saying so."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.warehouse.planted import Planted, plant
from warehouse.checks import run_checks
from warehouse.derived import FOLDER, ORDER, fill
from warehouse.storage import connect_build

CITY, COUNTY, OTHER = "淮安市人民政府", "淮安市洪泽区人民政府", "淮安市盱眙县人民政府"
CITY_OFFICE, COUNTY_OFFICE, TAX = "淮安市教育局", "淮安市洪泽区教育局", "国家税务总局淮安市税务局"
CODE = {CITY: "320800", COUNTY: "320813", OTHER: "320830"}


def new(name, count, **more):
    return Planted(name, figures={"new_received": count}, **more)


def total(connection, name, item="new_received", year=2023):
    """Value, reports, missing, unknown, blank, status of a government's total."""
    rows = connection.execute(
        "SELECT value::INTEGER, n_reports, n_missing, n_unknown, n_blank, status FROM region_year"
        " WHERE region_code = ? AND item = ? AND year = ?",
        [CODE[name], item, year],
    ).fetchall()
    return rows[0] if rows else None


def of(connection, *reports):
    plant(connection, *reports)
    fill(connection)
    return connection


def test_every_step_is_listed():
    assert {path.stem for path in FOLDER.glob("*.sql")} == set(ORDER)


def test_own_reports_add_up(file):
    of(
        file,
        new(CITY, 10),
        new(CITY_OFFICE, 5),
        new(COUNTY, 3),
        new(COUNTY_OFFICE, 2),
        new(OTHER, 1),
    )
    assert total(file, CITY) == (21, 5, 0, 0, 0, "ok")
    assert total(file, COUNTY) == (5, 2, 0, 0, 0, "ok")


def test_report_on_the_whole_region_stands_for_all_below(file):
    of(file, new(CITY, 100, scope="whole_region"), new(CITY_OFFICE, 5), new(COUNTY, 3))
    assert total(file, CITY) == (100, 1, 0, 0, 0, "ok")
    up = file.execute(
        "SELECT value_bottom_up::INTEGER FROM region_year"
        " WHERE region_code = '320800' AND item = 'new_received'"
    ).fetchall()
    assert up == [(8,)]
    assert total(file, COUNTY) == (3, 1, 0, 0, 0, "ok")


def test_report_with_less_than_the_bodies_it_counts_is_said(file):
    of(file, new(CITY, 10, scope="whole_region"), new(CITY_OFFICE, 8), new(COUNTY, 3))
    assert total(file, CITY) == (10, 1, 0, 0, 0, "tilings_differ")


def test_government_with_its_departments_leaves_the_counties(file):
    of(
        file,
        new(CITY, 40, scope="government_and_departments"),
        new(CITY_OFFICE, 5),
        new(COUNTY, 3),
        new(COUNTY_OFFICE, 2),
    )
    assert total(file, CITY) == (45, 3, 0, 0, 0, "ok")


def test_missing_government_is_said_and_passed_through(file):
    of(file, new(CITY_OFFICE, 5), new(COUNTY_OFFICE, 2))
    assert total(file, CITY) == (7, 2, 2, 0, 0, "missing_reports")


def test_missing_year_of_a_body_is_said(file):
    plant(file, new(CITY, 10), new(CITY_OFFICE, 1, year=2022), new(CITY_OFFICE, 1, year=2024))
    fill(file)
    assert total(file, CITY) == (10, 1, 1, 0, 0, "missing_reports")


def test_unknown_scope_is_counted_as_own_and_said(file):
    of(file, new(CITY, 10, scope="unknown"), new(CITY_OFFICE, 5))
    assert total(file, CITY) == (15, 2, 0, 1, 0, "scope_unknown")


def test_organs_led_from_above_enter_no_local_total(file):
    of(file, new(CITY, 10), new(TAX, 70))
    assert total(file, CITY) == (10, 1, 0, 0, 0, "ok")


def test_report_of_a_field_in_the_whole_region_is_not_added(file):
    of(
        file,
        new(CITY, 10),
        new(CITY_OFFICE, 70, scope="whole_system"),
        new(COUNTY_OFFICE, 2),
        new(COUNTY, 3),
    )
    assert total(file, CITY) == (15, 3, 1, 0, 0, "missing_reports")


def test_blank_stays_open(file):
    of(file, new(CITY, 10), new(CITY_OFFICE, None), new(COUNTY, None))
    assert total(file, CITY) == (10, 3, 0, 0, 2, "ok")
    assert total(file, COUNTY) == (None, 1, 0, 0, 1, "ok")


def test_superseded_versions_do_not_count(file):
    of(file, new(CITY, 10, is_current=False), new(CITY, 11))
    assert total(file, CITY)[:2] == (11, 1)


def test_ratio_of_sums_takes_reports_with_both_parts(file):
    of(
        file,
        Planted(CITY, figures={"granted": 40, "handled_total": 100}),
        Planted(CITY_OFFICE, figures={"granted": 5, "handled_total": 10}),
        Planted(COUNTY, figures={"granted": None, "handled_total": 90}),
    )
    rows = file.execute(
        "SELECT value, numerator::INTEGER, denominator::INTEGER, n_blank, status FROM region_metrics"
        " WHERE region_code = '320800' AND metric = 'disclosure_rate'"
    ).fetchall()
    assert rows == [(pytest.approx(45 / 110), 45, 110, 1, "ok")]


def test_growth_over_bodies_that_reported_both_years(file):
    both = [new(CITY, 40, year=2022), new(CITY, 60), new(COUNTY, 500)]
    of(
        file,
        *both,
        new(CITY_OFFICE, 30, year=2022),
        new(CITY_OFFICE, 45, scope="own_and_subordinates"),
    )
    rows = file.execute(
        "SELECT value, denominator::INTEGER, n_blank FROM region_metrics"
        " WHERE region_code = '320800' AND metric = 'requests_growth' AND year = 2023"
    ).fetchall()
    assert rows == [(0.5, 40, 2)]  # the county has no year before, the bureau another scope


SCOPES = st.sampled_from(["own", "government_and_departments", "whole_region", "unknown"])


@given(
    figures=st.lists(st.integers(0, 50), min_size=5, max_size=5),
    city=SCOPES, county=SCOPES, present=st.lists(st.booleans(), min_size=5, max_size=5),
)  # fmt: skip
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_total_is_the_work_of_each_body_once(tmp_path, empty, figures, city, county, present):
    """Whatever a report says that it counts, it counts that: the total is the truth of what is covered."""
    truth = dict(zip([CITY, CITY_OFFICE, COUNTY, COUNTY_OFFICE, OTHER], figures, strict=True))
    below = {CITY: ([CITY_OFFICE], [COUNTY, COUNTY_OFFICE, OTHER]), COUNTY: ([COUNTY_OFFICE], [])}
    scopes = {CITY: city, COUNTY: county}
    reports, covered = [], set()
    for name, is_there in zip(truth, present, strict=True):
        if is_there:
            scope = scopes.get(name, "own")
            own, rest = below.get(name, ([], []))
            bodies = [
                name,
                *(own if scope in ("government_and_departments", "whole_region") else []),
            ]
            bodies += rest if scope == "whole_region" else []
            covered |= set(bodies)
            reports.append(new(name, sum(truth[body] for body in bodies), scope=scope))
    path = tmp_path / "law.duckdb"
    shutil.copyfile(empty, path)
    with connect_build(path) as connection:
        of(connection, *reports)
        found = total(connection, CITY)
    assert (found or (None,))[0] == (sum(truth[body] for body in covered) if reports else None)


def inferred(connection):
    run_checks(connection)
    return connection.execute(
        "SELECT r.scope, r.scope_basis, s.confidence"
        " FROM dim_report r JOIN audit.report_scope s USING (report_id)"
        " WHERE s.basis = 'inferred'"
    ).fetchall()


def test_less_than_its_departments_is_its_own_work(file):
    plant(file, new(COUNTY, 10, scope="unknown"), new(COUNTY_OFFICE, 30))
    assert inferred(file) == [("own", "inferred", "medium")]


def test_sum_of_its_departments_in_every_row_counts_them(file):
    court = "淮安市洪泽区司法局"
    plant(file, new(COUNTY, 40, scope="unknown"), new(COUNTY_OFFICE, 30), new(court, 10))
    assert inferred(file) == [("government_and_departments", "inferred", "high")]


def test_sum_of_all_bodies_below_is_the_whole_region(file):
    plant(
        file, new(CITY, 41, scope="unknown"), new(CITY_OFFICE, 30), new(COUNTY, 10), new(OTHER, 1)
    )
    assert inferred(file) == [("whole_region", "inferred", "high")]


def test_more_than_its_departments_proves_nothing(file):
    plant(file, new(COUNTY, 41, scope="unknown"), new(COUNTY_OFFICE, 30))
    assert inferred(file) == []


def test_numbers_do_not_overrule_what_the_document_says(file):
    plant(file, new(COUNTY, 10, scope="whole_region"), new(COUNTY_OFFICE, 30))
    assert inferred(file) == [("whole_region", "stated", "medium")]


def test_inference_is_made_anew(file):
    plant(file, new(COUNTY, 10, scope="unknown"), new(COUNTY_OFFICE, 30))
    inferred(file)
    file.execute("UPDATE fact_request SET value = 3 WHERE report_id = 2 AND item = 'new_received'")
    assert inferred(file) == []
    assert file.execute(
        "SELECT scope, scope_basis FROM dim_report WHERE report_id = 1"
    ).fetchall() == [("unknown", None)]
