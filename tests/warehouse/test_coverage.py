"""Coverage says of every agency and year whether there is a report, and why not."""

from __future__ import annotations

import datetime

import pytest

from tests.warehouse.planted import Planted, plant
from transform.reference import Expected, Population, Reference
from warehouse.checks import run_checks
from warehouse.derived import fill
from warehouse.reference import record_reference

COUNTY, BUREAU = "淮安市洪泽区人民政府", "淮安市洪泽区教育局"


def shown(connection, columns, **where):
    condition = " AND ".join(f"{name} = '{value}'" for name, value in where.items()) or "true"
    return connection.execute(
        f"SELECT {columns} FROM coverage WHERE {condition} ORDER BY agency, year"
    ).fetchall()


def test_gap_end_and_presence(file):
    plant(file, Planted(BUREAU, 2020), Planted(BUREAU, 2022), Planted(COUNTY, 2023))
    fill(file)
    assert shown(file, "year, status, reason, is_expected, detail", agency=BUREAU) == [
        (2020, "present", None, True, None),
        (2021, "missing", "no_file", True, None),
        (2022, "present", None, True, None),
        (2023, "missing", "not_seen_since", False, "2022"),
    ]


def test_file_that_could_not_be_read_is_the_reason(file):
    plant(file, Planted(BUREAU, 2020), Planted(BUREAU, 2022))
    name = f"a/{BUREAU}2021年政府信息公开工作年度报告.pdf"
    file.execute(
        "INSERT INTO dim_agency_name (agency_id, name, name_key) VALUES (1, $1, $1)", [BUREAU]
    )
    file.execute(
        "INSERT INTO audit.content (sha256, path, status, reason, ingredients, run_id, read_at)"
        " VALUES ('x', ?, 'rejected', 'encrypted', 'i', 'r', now())",
        [name],
    )
    fill(file)
    assert shown(file, "reason, detail", year=2021) == [("rejected", f"{name}: encrypted")]


def test_stated_reports_are_expected_also_of_agencies_never_seen(file):
    never = "淮安市洪泽区审计局"
    plant(file, Planted(BUREAU, 2022))
    due = "2023-02-15"
    expected = (
        Expected("320813|education", BUREAU, "department", 2023, due),
        Expected("320813|audit", never, "department", 2022, None),
    )
    assert record_reference(file, Reference(expected=expected))
    fill(file)
    assert shown(
        file, "agency, year, status, reason, expected_basis, due_on", status="missing"
    ) == [
        (never, 2022, "missing", "no_file", "stated", datetime.date(2023, 1, 31)),
        (BUREAU, 2023, "missing", "no_file", "stated", datetime.date(2023, 2, 15)),
    ]


@pytest.mark.parametrize(
    ("agency", "year", "due"),
    [
        (COUNTY, 2023, datetime.date(2024, 3, 31)),
        (BUREAU, 2023, datetime.date(2024, 1, 31)),
        (BUREAU, 2018, datetime.date(2019, 3, 31)),
    ],
)
def test_deadline(file, agency, year, due):
    plant(file, Planted(agency, year))
    fill(file)
    assert shown(file, "due_on") == [(due,)]


def test_lateness_is_that_of_the_first_version(file):
    plant(
        file,
        Planted(BUREAU, 2023, is_current=False, published="2024-01-30"),
        Planted(BUREAU, 2023, published="2024-05-01"),
        Planted(COUNTY, 2023, published="2024-04-10"),
    )
    fill(file)
    assert shown(file, "agency, days_late, version_count") == [(COUNTY, 10, 1), (BUREAU, -1, 2)]


def test_version_without_a_date_may_have_been_in_time(file):
    plant(
        file,
        Planted(BUREAU, 2023, is_current=False),
        Planted(BUREAU, 2023, published="2024-05-01"),
        Planted(COUNTY, 2023, is_current=False),
        Planted(COUNTY, 2023, published="2024-03-01"),
    )
    fill(file)
    assert shown(file, "agency, days_late") == [(COUNTY, -30), (BUREAU, None)]
    run_checks(file)
    rows = file.execute(
        "SELECT status, count(*) FROM audit.check_result WHERE check_code = 'on_time' GROUP BY 1"
    )
    assert dict(rows.fetchall()) == {"pass": 1, "not_assessable": 1}


def test_publishing_again_makes_no_report_late(file):
    plant(
        file,
        Planted(BUREAU, 2023, is_current=False, published="2024-01-30"),
        Planted(BUREAU, 2023, published="2024-05-01"),
    )
    run_checks(file)
    rows = file.execute(
        "SELECT status FROM audit.check_result WHERE check_code = 'on_time'"
    ).fetchall()
    assert rows == [("pass",)]


def test_date_that_may_be_of_a_migration_says_nothing_of_lateness(file):
    plant(file, Planted(BUREAU, 2023, published="2024-05-01", basis="page"))
    fill(file)
    assert shown(file, "published_on, days_late") == [(datetime.date(2024, 5, 1), None)]
    status = file.execute("SELECT status FROM metrics WHERE metric = 'on_time'").fetchall()
    assert status == [("missing_input",)]


def test_residents_give_requests_per_ten_thousand(file):
    plant(file, Planted(COUNTY, 2023, figures={"new_received": 50}))
    stated = Reference(population=(Population("320813", 2023, 250_000, "统计公报"),))
    assert record_reference(file, stated)
    assert not record_reference(file, stated)  # nothing new, nothing to publish
    fill(file)
    rows = file.execute(
        "SELECT value, status FROM region_metrics"
        " WHERE metric = 'requests_per_10k' AND region_code = '320813'"
    ).fetchall()
    assert rows == [(2.0, "ok")]


def test_share_of_expected_reports(file):
    plant(
        file,
        Planted(COUNTY, 2022),
        Planted(COUNTY, 2023),
        Planted(COUNTY, 2024),
        Planted(BUREAU, 2022),
        Planted(BUREAU, 2024),
    )
    fill(file)
    rows = file.execute(
        "SELECT year, value FROM region_metrics"
        " WHERE metric = 'coverage_rate' AND region_code = '320813' ORDER BY 1"
    )
    assert rows.fetchall() == [(2022, 1.0), (2023, 0.5), (2024, 1.0)]
