"""Questions that compare bodies and years: only what is comparable is compared, with n beside it."""

from __future__ import annotations

import statistics
from collections import Counter

import pytest

from examples.draw.form import PARTS
from examples.panel import truth as habits
from examples.panel.plants import NO_TABLE
from examples.panel.tree import YEARS, bodies, government
from tests.questions.oracle import current, dispute, used


def test_q01_form_and_scope_change_in_one_year(planted):
    reports, agency = current(planted.panel), government("青海省")
    rows = {row["year"]: row for row in planted.ask("Q01", agency=agency)}
    assert sorted(rows) == list(YEARS)
    assert [year for year, row in rows.items() if row["form_changed"]] == [2021]
    assert [year for year, row in rows.items() if row["scope_changed"]] == [2021]
    for year, row in rows.items():
        report = reports[agency, year]
        shown = report.value("granted") + report.value("partially_granted")
        assert row["new_received"] == report.value("new_received")
        assert row["disclosure_rate"] == pytest.approx(
            shown / report.value("handled_total"), abs=0.001
        )


def test_q03_growth_without_scope_changes(planted):
    reports = current(planted.panel)
    grown = []
    for (name, year), report in reports.items():
        before = reports.get((name, year - 1))
        if (
            report.body.kind != "department"
            or before is None
            or before.body.scope(year - 1) != report.body.scope(year)
        ):
            continue
        old, new = before.value("new_received"), report.value("new_received")
        if old is not None and new is not None and min(old, new) >= 30:
            grown.append((round(new / old - 1, 3), name, year))
    grown.sort(key=lambda each: (-each[0], each[1], each[2]))
    rows = [(row["growth"], row["agency"], row["year"]) for row in planted.ask("Q03")]
    assert rows == grown[:10]
    assert rows[0][1:] == habits.GREW
    assert ("青海省教育厅", 2023) not in {row[1:] for row in rows}


def test_q07_corrected_over_three_years(planted):
    reports = current(planted.panel)
    rows = planted.ask("Q07")
    assert rows[0]["agency"] == habits.CORRECTED
    for row in rows:
        years = [
            y for y in range(row["year"] - 2, row["year"] + 1) if (row["agency"], y) in reports
        ]
        three = [reports[row["agency"], y] for y in years]
        corrected = sum(dispute(r, "reconsideration", "corrected") for r in three)
        ended = sum(
            dispute(r, "reconsideration", "total") - dispute(r, "reconsideration", "pending")
            for r in three
        )
        assert (row["years"], row["corrected"], row["concluded"]) == (len(three), corrected, ended)
        assert ended >= 20
        assert row["rate"] == pytest.approx(corrected / ended, abs=0.001)


def test_q08_small_bureaus_do_not_lead_by_chance(planted):
    rows = planted.ask("Q08", function="naturalres", year=2024)
    assert rows[0]["agency"] == habits.REFUSES
    assert max(rows, key=lambda row: row["rate"])["agency"] == habits.REFUSES_BY_CHANCE
    assert len(rows) == sum(b.function == "naturalres" for b in bodies().values())
    for row in rows:
        assert row["low"] <= row["rate"] <= row["high"]


def test_q09_place_among_peers(planted):
    reports, agency = current(planted.panel), "西宁市公安局"
    rows = {row["year"]: row for row in planted.ask("Q09", agency=agency)}
    assert sorted(rows) == list(YEARS)
    for year, row in rows.items():
        rates = {}
        for body in bodies().values():
            report = reports.get((body.name, year))
            if (
                report is None
                or body.kind != "department"
                or not body.name.startswith(("西宁市", "海东市"))
            ):
                continue
            if "区" in body.name or (used(planted.panel, report, "handled_total") or 0) < 30:
                continue
            shown = report.value("granted") + report.value("partially_granted")
            rates[body.name] = shown / used(planted.panel, report, "handled_total")
        below = sum(rate < rates[agency] for rate in rates.values())
        assert row["n_peers"] == len(rates) - 1 >= 8
        assert row["percentile"] == pytest.approx(below / (len(rates) - 1), abs=0.01)


def test_q10_shares_of_applicants_add_up(planted):
    rows = planted.ask("Q10", year=2024)
    assert rows[0]["function"] == habits.LAW_FIRMS
    for row in rows:
        shares = [
            row[k]
            for k in (
                "natural_person",
                "enterprise",
                "research",
                "public_interest",
                "law_firm",
                "other",
            )
        ]
        assert sum(shares) == pytest.approx(1, abs=0.0005)
        asked = [
            r
            for (_, year), r in current(planted.panel).items()
            if year == 2024 and r.body.function == row["function"]
        ]
        counted = [r for r in asked if r.value("new_received") is not None]
        assert row["n"] == sum(
            used(planted.panel, r, "new_received", part) for r in counted for part in PARTS
        )
        assert row["n_reports"] == len(counted)


def test_q11_not_held(planted):
    expected = set()
    for place, report in current(planted.panel).items():
        not_held, handled = (
            report.value("unavailable_not_held"),
            used(planted.panel, report, "handled_total"),
        )
        if handled is not None and handled >= 50 and not_held / handled > 0.3:
            expected.add(place)
    found = {(row["agency"], row["year"]) for row in planted.ask("Q11")}
    assert found == expected
    assert {year for agency, year in found if agency == habits.NOT_HELD} == set(YEARS)


def test_q12_reasons_for_refusal(planted):
    summed: Counter[str] = Counter()
    for (name, year), report in current(planted.panel).items():
        if (
            year == 2024
            and report.body.kind in ("department", "township")
            and (name, year) != NO_TABLE
        ):
            level = "township" if report.body.kind == "township" else _level(report.body.region)
            for (_, item, column), number in report.counts.items():
                if item.startswith("denied_") and column == "total":
                    summed[level] += number
    rows = planted.ask("Q12", year=2024)
    for level in ("province", "prefecture", "county", "township"):
        of_level = [row for row in rows if row["level"] == level]
        assert sum(row["n"] for row in of_level) == summed[level]
        assert not of_level or sum(row["share"] for row in of_level) == pytest.approx(1, abs=0.005)
    assert summed["county"] > 0


def _level(region: str) -> str:
    return {"青海省": "province", "西宁市": "prefecture", "海东市": "prefecture"}.get(
        region, "county"
    )


def test_q26_the_slip_stands_out(planted):
    slip = planted.panel.planted.misprints[0]
    (row,) = planted.ask("Q26")
    assert (row["agency"], row["year"], row["printed"]) == (*slip.place, slip.printed)
    others = [
        report.value("new_received", "natural_person")
        for (name, _), report in current(planted.panel).items()
        if name == slip.place[0]
    ]
    assert row["typical"] == pytest.approx(statistics.median(others), abs=1)
    assert row["z"] > 10
