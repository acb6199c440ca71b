"""Questions that find what is wrong in single reports: exactly what was planted, and where it stands."""

from __future__ import annotations

import pytest

from examples.panel import truth as habits
from examples.panel.printed import slots
from examples.panel.tree import YEARS, bodies
from tests.questions.oracle import current


def places(rows):
    return {(row["agency"], row["year"]) for row in rows}


def test_q04_gaps_in_what_is_carried_over(planted):
    found = {(row["agency"], row["year"]): row["gap"] for row in planted.ask("Q04")}
    assert found == planted.panel.planted.gaps
    assert {4, None} <= set(found.values()) and planted.panel.planted.copied in found


def test_q05_gaps_in_the_stock(planted):
    found = {(row["agency"], row["year"]): row["gap"] for row in planted.ask("Q05")}
    assert found == planted.panel.planted.stock_gaps
    assert sorted(found.values()) == [-25, 25]


def test_q13_every_use_with_its_page(planted):
    rows = planted.ask("Q13")
    assert {(row["agency"], row["year"]): row["n"] for row in rows} == habits.SECURITY
    for row in rows:
        report = current(planted.panel)[row["agency"], row["year"]]
        assert (row["page"], row["link"]) == (3, f"{report.path}#page=3")


def test_q19_missing_reports(planted):
    rows = planted.ask("Q19")
    assert places(rows) == planted.panel.planted.missing and len(rows) == 5
    rejected = [row for row in rows if row["reason"] == "rejected"]
    assert places(rejected) == {planted.panel.planted.rejected}
    assert all(row["last_seen"] == row["year"] - 1 for row in rows)


def test_q20_late_but_for_a_reissue(planted):
    name, year = planted.panel.planted.late
    (row,) = planted.ask("Q20")
    report = current(planted.panel)[name, year]
    days = (report.published_on - report.published_on.replace(month=1, day=31)).days
    assert (row["level"], row["year"], row["late"], row["latest"]) == ("prefecture", year, 1, name)
    assert row["median_days_late"] == days > 0
    cities = [b for b in bodies().values() if b.region in ("西宁市", "海东市")]
    assert row["n"] == sum((body.name, year) in current(planted.panel) for body in cities)


def test_q21_a_section_is_missing(planted):
    (row,) = planted.ask("Q21")
    place, section = planted.panel.planted.without_section
    assert ((row["agency"], row["year"]), row["missing"]) == (place, section)


def test_q22_coverage_matrix(planted):
    plan = planted.panel.planted
    rows = {row["agency"]: row for row in planted.ask("Q22", level="prefecture")}
    assert set(rows) == {b.name for b in bodies().values() if b.region in ("西宁市", "海东市")}
    for name, row in rows.items():
        for year in YEARS:
            expected = {plan.reissued: 2} | dict.fromkeys(plan.missing)
            assert row[str(year)] == expected.get((name, year), 1), (name, year)
    assert any(None in row.values() for row in rows.values())


def test_q23_identities(planted):
    plan = planted.panel.planted
    rows = {(row["agency"], row["year"]): row for row in planted.ask("Q23")}
    assert set(rows) == {*plan.balance, *plan.outcomes}
    for place, row in rows.items():
        assert row["balance_gap"] == plan.balance.get(place, 0)
        assert row["outcomes_gap"] == plan.outcomes.get(place, 0)
    assert sorted((*plan.balance.values(), *plan.outcomes.values())) == [-7, -3, 4]


def test_q24_rows_with_their_cells(planted):
    rows = {(row["agency"], row["year"]): row for row in planted.ask("Q24")}
    assert {place: row["difference"] for place, row in rows.items()} == {
        place: gap for place, (_, gap) in planted.panel.planted.odd_rows.items()
    }
    assert [len(row["cells"]) for row in rows.values()] == [7, 7, 7]
    cells = ", ".join(str(cell) for row in rows.values() for cell in row["cells"])
    (found,) = planted.sql(
        f"SELECT count(*) AS n, count(x0) AS boxes FROM audit.cell WHERE cell_id IN ({cells})"
    )
    assert (found["n"], found["boxes"]) == (21, 21)


def test_q25_copied_table(planted):
    assert places(planted.ask("Q25")) == {planted.panel.planted.copied}


def test_q27_blank_is_not_zero(planted):
    plan = planted.panel.planted
    (row,) = planted.ask("Q27", year=plan.blank[1])
    assert (row["blank_tables"], row["partly_blank"], row["example"]) == (1, 1, plan.blank[0])
    assert plan.partly_blank[1] == plan.blank[1]
    zero = [
        place
        for place, report in current(planted.panel).items()
        if place[1] == habits.IDLE[1]
        and not any(report.text(s) != "0" for s in slots("2021") if s[0] == "requests")
    ]
    (row,) = planted.ask("Q27", year=habits.IDLE[1])
    assert zero == [habits.IDLE] and row["zero_tables"] == 1 and row["blank_tables"] == 0


def test_q28_text_against_table(planted):
    place, said, printed = planted.panel.planted.mismatch
    (row,) = planted.ask("Q28")
    assert ((row["agency"], row["year"]), row["in_text"], row["in_table"]) == (place, said, printed)
    assert f"{said}件" in row["sentence"]


def test_q29_from_a_number_to_its_cell(planted):
    slip = planted.panel.planted.misprints[0]
    (row,) = planted.ask(
        "Q29", agency=slip.place[0], year=slip.place[1], item=slip.item, applicant=slip.applicant
    )
    report = current(planted.panel)[slip.place]
    assert (row["value"], row["printed"], row["text"]) == (
        slip.meant,
        str(slip.printed),
        str(slip.printed),
    )
    assert (row["page"], row["sha256"], row["source_path"]) == (3, report.sha256, report.path)
    assert row["reason"] == slip.reason
    left, low, right, high = row["box"]
    assert left < right and low < high


def test_q30_corrections_and_reissues(planted):
    plan = planted.panel.planted
    rows = planted.ask("Q30")
    corrected = {
        (
            (row["agency"], row["year"]),
            row["item"],
            row["applicant"],
            row["before"],
            row["after"],
            row["reason"],
        )
        for row in rows
        if row["kind"] == "correction"
    }
    assert corrected == {
        (m.place, m.item, m.applicant, m.printed, m.meant, m.reason) for m in plan.misprints
    }
    again = [row for row in rows if row["kind"] == "reissue"]
    assert places(again) == {plan.reissued}
    found = {(row["item"], row["applicant"], row["before"], row["after"]) for row in again}
    assert found == plan.reissued_cells and len(again) == 4


@pytest.mark.parametrize(
    "code", ["Q04", "Q05", "Q19", "Q20", "Q21", "Q23", "Q24", "Q25", "Q26", "Q28", "Q30"]
)
def test_nothing_is_found_where_nothing_is_planted(clean, planted, code):
    assert clean.ask(code) == [] != planted.ask(code)
