"""Questions on totals and scope: every body counted once, what is missing said."""

from __future__ import annotations

import pytest

from examples.panel.reference import POPULATION
from examples.panel.tree import WITH_SCHOOLS, YEARS, bodies, government
from examples.panel.truth import truth
from tests.questions.oracle import GOVERNMENTS, current, dispute, tiles

PROVINCE = government("青海省")


def region_of(name):
    return bodies()[name].region


@pytest.mark.parametrize("agency", GOVERNMENTS)
def test_q02_totals_are_the_truth_less_what_is_missing(planted, agency):
    reports = current(planted.panel)
    rows = {row["year"]: row for row in planted.ask("Q02", agency=agency)}
    assert sorted(rows) == list(YEARS)
    for year, row in rows.items():
        counted = tiles(agency, year, reports)
        gone = [b for b in counted if (b.name, year) not in reports]
        silent = [
            b
            for b in counted
            if b not in gone and reports[b.name, year].value("new_received") is None
        ]
        lost = sum(
            truth().own[b.name, year]["requests", "new_received", "total"] for b in (*gone, *silent)
        )
        assert row["new_received"] == truth().region(agency, year, "new_received") - lost
        assert (row["n_missing"], row["n_blank"]) == (len(gone), len(silent))
        assert row["n_reports"] == len(counted) - len(gone)


def test_q02_the_province_is_short_by_one_report_in_one_year(planted):
    name, year = planted.panel.planted.short
    lost = truth().own[name, year]["requests", "new_received", "total"]
    rows = planted.ask("Q02", agency=PROVINCE)
    short = {
        row["year"]: truth().region(PROVINCE, row["year"], "new_received") - row["new_received"]
        for row in rows
    }
    assert lost > 0 and short == {y: lost if y == year else 0 for y in YEARS}
    assert [row["year"] for row in rows if row["n_missing"] == 1] == [year]


def test_q06_jumps_that_are_scope_changes(planted):
    reports = current(planted.panel)
    rows = {(row["agency"], row["year"]): row for row in planted.ask("Q06")}
    assert set(rows) == {(PROVINCE, 2021), ("青海省教育厅", WITH_SCHOOLS)}
    new, old = (reports[PROVINCE, y].value("new_received") for y in (2021, 2020))
    assert rows[PROVINCE, 2021]["factor"] == pytest.approx(new / old, abs=0.01)
    assert rows[PROVINCE, 2021]["factor"] > 2


def test_q14_the_reports_of_a_total(planted):
    reports = current(planted.panel)
    agency, year = government("西宁市"), 2024
    expected = {
        b.name: reports[b.name, year].value("new_received") for b in tiles(agency, year, reports)
    }
    rows = planted.ask("Q14", agency=agency, year=year)
    assert {row["agency"]: row["new_received"] for row in rows} == expected
    assert len(rows) == len(expected) > 5


@pytest.mark.parametrize("year", YEARS)
def test_q15_reports_contain_their_members(planted, year):
    rows = planted.ask("Q15", year=year)
    assert {row["agency"] for row in rows} == {
        name
        for name in GOVERNMENTS
        if current(planted.panel)[name, year].body.scope(year) != "unknown"
    }
    assert all(row["residual"] >= 0 and 0.5 <= row["kappa"] <= 1 for row in rows)


def test_no_true_report_is_said_to_lack_what_it_counts(clean):
    """A government with its departments counts neither districts nor townships: no alarm about them."""
    rows = clean.sql(
        "SELECT status, r.scope FROM audit.check_result c JOIN dim_report r USING (report_id) "
        "WHERE check_code = 'rollup_contains' AND r.scope <> 'own'"
    )
    assert {row["status"] for row in rows} == {"pass"}
    assert {row["scope"] for row in rows} == {"whole_region", "government_and_departments"}


def test_q16_unknown_scope_is_told_from_the_numbers(ask):
    rows = ask("Q16")
    assert {row["agency"] for row in rows} == {government("湟源县"), government("海东市平安区")}
    assert {row["verdict"] for row in rows} == {"cannot include departments"}
    assert {(row["scope"], row["scope_basis"]) for row in rows} == {("own", "inferred")}


@pytest.mark.parametrize("year", [2021, 2024])
def test_q17_requests_per_resident(planted, year):
    reports = current(planted.panel)
    rows = {row["region_code"]: row for row in planted.ask("Q17", year=year)}
    counties = {code: n for code, n in POPULATION.items() if not code.endswith("00")}
    assert set(rows) == set(counties)
    for name in [
        name for name in GOVERNMENTS if region_of(name) not in ("青海省", "西宁市", "海东市")
    ]:
        counted = tiles(name, year, reports)
        there = [reports[b.name, year] for b in counted if (b.name, year) in reports]
        (row,) = (r for r in rows.values() if r["region"] in name)
        number = sum(r.value("new_received") for r in there)
        assert row["new_received"] == number
        assert row["per_10k"] == pytest.approx(1e4 * number / row["population"], abs=0.01)
        assert row["share_reporting"] == pytest.approx(len(there) / len(counted), abs=0.01)
    assert any(row["share_reporting"] < 1 for row in rows.values()) == (year == 2021)


def test_q18_litigation_lost_with_direct_suits_as_a_bound(planted):
    reports = current(planted.panel)
    direct, after = "litigation_direct", "litigation_after_reconsideration"
    for row in planted.ask("Q18", agency=PROVINCE):
        year = row["year"]
        there = [
            reports[b.name, year]
            for b in tiles(PROVINCE, year, reports)
            if (b.name, year) in reports
        ]
        lost = {p: sum(dispute(r, p, "corrected") for r in there) for p in (direct, after)}
        ended = {
            p: sum(dispute(r, p, "total") - dispute(r, p, "pending") for r in there)
            for p in (direct, after)
        }
        assert (row["lost"], row["concluded"]) == (sum(lost.values()), sum(ended.values()))
        assert (row["direct_lost"], row["direct_concluded"]) == (lost[direct], ended[direct])
        assert row["loss_rate"] == pytest.approx(row["lost"] / row["concluded"], abs=0.001)
        assert row["loss_rate_direct"] == pytest.approx(
            row["direct_lost"] / row["direct_concluded"], abs=0.001
        )
