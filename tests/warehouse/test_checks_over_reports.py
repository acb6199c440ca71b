"""Rules over several reports: each passes, fails and stays open where it should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import duckdb
import pytest

from transform.check_rules import check_rules, rules_of
from transform.section_row import hashed
from warehouse import schema
from warehouse.checks import FOLDER, load_rules, run_checks
from warehouse.legacy_codes import load_legacy_codes

Figures = Mapping[tuple[str, str], int | None]


@dataclass(frozen=True)
class R:
    """A current report with its figures; `dated` is the day of publication."""

    year: int
    agency: int = 1
    requests: Figures = field(default_factory=dict)
    proactive: Figures = field(default_factory=dict)
    scope: str = "own"
    form: str = "2021"
    dated: str | None = None
    basis: str | None = "dateline"


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as open_connection:
        open_connection.execute("CREATE SCHEMA audit")
        for table in schema.tables():
            open_connection.execute(table.ddl())
        load_rules(open_connection)
        yield open_connection


def put(connection: duckdb.DuckDBPyConnection, *reports: R) -> None:
    """Writes reports numbered from 1, and an agency for each number named."""
    for agency in {report.agency for report in reports}:
        connection.execute(
            "INSERT INTO dim_agency (agency_id, agency) VALUES (?, ?)", [agency, f"机关{agency}"]
        )
    for number, of in enumerate(reports, start=1):
        connection.execute(
            "INSERT INTO dim_report (report_id, agency_id, agency_as_printed, year, form, media,"
            " sha256, source_path, ordinal_in_file, quality, is_current, scope, version_scope, run_id,"
            " loaded_at, published_on, published_basis) VALUES"
            " (?, ?, '', ?, ?, 'pdf', '', '', 0, 'verified', true, ?, ?, 'r', now(), ?, ?)",
            [number, of.agency, of.year, of.form, of.scope, of.scope, of.dated, of.basis],
        )
        for table, figures in (("fact_request", of.requests), ("fact_proactive", of.proactive)):
            for (row, column), value in figures.items():
                status = "blank" if value is None else "printed"
                unit = [None] if table == "fact_proactive" else []
                values = [number, row, column, value, *unit, status, "", None]
                marks = ", ".join("?" * len(values))
                connection.execute(f"INSERT INTO {table} VALUES ({marks})", values)


def results(connection: duckdb.DuckDBPyConnection, code: str) -> list[tuple[int, str, str]]:
    """(report, scope, status) of a rule."""
    run_checks(connection)
    return connection.execute(
        "SELECT report_id, scope, status FROM audit.check_result WHERE check_code = ? ORDER BY ALL",
        [code],
    ).fetchall()


def received(value: int | None, item: str = "new_received") -> Figures:
    return {(item, "total"): value}


def table(value: int) -> Figures:
    return {("new_received", "total"): value, ("handled_total", "total"): value}


IN_FORCE = ("normative_documents", "in_force")
ISSUED, REPEALED = ("normative_documents", "issued"), ("normative_documents", "repealed")
ITEMS, CHANGE = ("licensing", "items_previous_year"), ("licensing", "items_change")
PUBLIC, NEWLY = ("rules", "total_published"), ("rules", "newly_published")


def stock(issued: int, repealed: int, in_force: int | None) -> Figures:
    return {ISSUED: issued, REPEALED: repealed, IN_FORCE: in_force}


TWO = (2022, 2023)
CASES: dict[str, dict[str, tuple[list[R], str]]] = {
    "carry_over_continuity": {
        "pass": (
            [
                R(2022, requests=received(3, "carried_forward")),
                R(2023, requests=received(3, "carried_over")),
            ],
            "total",
        ),
        "fail": (
            [
                R(2022, requests=received(3, "carried_forward")),
                R(2023, requests=received(4, "carried_over")),
            ],
            "total",
        ),
        "not_assessable": (
            [
                R(2022, requests=received(None, "carried_forward")),
                R(2023, requests=received(4, "carried_over")),
            ],
            "total",
        ),
    },
    "stock_continuity": {
        "pass": (
            [R(2022, proactive=stock(0, 0, 9)), R(2023, proactive=stock(2, 1, 10))],
            "normative_documents",
        ),
        "fail": (
            [R(2022, proactive=stock(0, 0, 9)), R(2023, proactive=stock(2, 1, 11))],
            "normative_documents",
        ),
        "not_assessable": (
            [R(2022, proactive=stock(0, 0, None)), R(2023, proactive=stock(2, 1, 11))],
            "normative_documents",
        ),
    },
    "items_continuity": {
        "pass": (
            [
                R(2019, form="2019", proactive={ITEMS: 5, CHANGE: -2}),
                R(2020, form="2019", proactive={ITEMS: 3, CHANGE: 0}),
            ],
            "licensing",
        ),
        "fail": (
            [
                R(2019, form="2019", proactive={ITEMS: 5, CHANGE: 2}),
                R(2020, form="2019", proactive={ITEMS: 3, CHANGE: 0}),
            ],
            "licensing",
        ),
    },
    "published_continuity": {
        "pass": (
            [
                R(2019, form="2019", proactive={PUBLIC: 5, NEWLY: 1}),
                R(2020, form="2019", proactive={PUBLIC: 7, NEWLY: 2}),
            ],
            "rules",
        ),
        "fail": (
            [
                R(2019, form="2019", proactive={PUBLIC: 5, NEWLY: 1}),
                R(2020, form="2019", proactive={PUBLIC: 9, NEWLY: 2}),
            ],
            "rules",
        ),
    },
    "no_gap_in_series": {
        "pass": ([R(2022), R(2023)], "2022"),
        "fail": ([R(2021), R(2023)], "2022"),
    },
    "copied_year": {
        "pass": ([R(2022, requests=table(5)), R(2023, requests=table(6))], "1"),
        "fail": ([R(2022, requests=table(5)), R(2023, requests=table(5))], "1"),
        "not_assessable": ([R(2022, requests=table(0)), R(2023, requests=table(0))], "1"),
    },
    "copied_from_other": {
        "pass": ([R(2023, 1, table(10)), R(2023, 2, table(11))], "2023"),
        "fail": ([R(2023, 1, table(10)), R(2023, 2, table(10))], "2023"),
    },
    "outlier_own_history": {
        "pass": (
            [R(2018 + n, requests=received(v)) for n, v in enumerate((48, 50, 47, 52, 55))],
            "new_received",
        ),
        "fail": (
            [R(2018 + n, requests=received(v)) for n, v in enumerate((48, 50, 47, 52, 470))],
            "new_received",
        ),
    },
    "outlier_factor": {
        "pass": ([R(2022, requests=received(40)), R(2023, requests=received(180))], "new_received"),
        "fail": ([R(2022, requests=received(40)), R(2023, requests=received(201))], "new_received"),
    },
    "scope_jump": {
        "pass": (
            [
                R(2022, requests=received(10)),
                R(2023, requests=received(20), scope="whole_region"),
            ],
            "new_received",
        ),
        "not_assessable": (
            [
                R(2022, requests=received(10)),
                R(2023, requests=received(21), scope="whole_region"),
            ],
            "new_received",
        ),
    },
    "stock_jump": {
        "pass": (
            [R(2022, proactive={IN_FORCE: 10}), R(2023, proactive={IN_FORCE: 30})],
            "normative_documents",
        ),
        "fail": (
            [R(2022, proactive={IN_FORCE: 10}), R(2023, proactive={IN_FORCE: 31})],
            "normative_documents",
        ),
    },
    "published_after_period": {
        "pass": ([R(2023, dated="2024-01-20")], "2023"),
        "fail": ([R(2023, dated="2023-12-20")], "2023"),
    },
    "one_current_version": {
        "pass": ([R(2023, scope="own"), R(2023, scope="whole_region")], "own"),
        "fail": ([R(2023), R(2023)], "own"),
    },
}


@pytest.mark.parametrize(
    ("code", "status"), [(code, status) for code, cases in CASES.items() for status in cases]
)
def test_rule(code: str, status: str, connection: duckdb.DuckDBPyConnection) -> None:
    """The last report written gets the status; one with nothing to compare gets none."""
    reports, scope = CASES[code][status]
    put(connection, *reports)
    found = results(connection, code)
    last = len(reports) if code != "one_current_version" else 1
    assert (last, scope, status) in found, found
    if status == "pass":
        assert {each for _, _, each in found} == {"pass"}


def test_rules_stop_at_a_change_of_scope_or_form(connection: duckdb.DuckDBPyConnection) -> None:
    """Another scope is another body; stocks of 2020 and 2021 count different things."""
    put(
        connection,
        R(2020, form="2019", proactive={("normative_documents", "total_published"): 9}),
        R(2021, proactive=stock(1, 1, 4), requests=received(1, "carried_over")),
        R(
            2022,
            scope="whole_region",
            proactive=stock(1, 1, 70),
            requests=received(5, "carried_over"),
        ),
    )
    assert results(connection, "stock_continuity") == []
    assert results(connection, "carry_over_continuity") == [(2, "total", "not_assessable")]


@pytest.mark.parametrize(("carried", "status"), [(5, "pass"), (6, "fail")])
def test_scope_known_in_one_of_two_years(
    connection: duckdb.DuckDBPyConnection, carried: int, status: str
) -> None:
    """The sentence that tells is not in every year's text: the years are compared, and it is said."""
    before = R(2022, requests=received(5, "carried_forward"), scope="unknown")
    put(connection, before, R(2023, requests=received(carried, "carried_over"), scope="unknown"))
    connection.execute("UPDATE dim_report SET scope = 'whole_region' WHERE report_id = 2")
    assert results(connection, "carry_over_continuity") == [(2, "total", status)]
    sql = "SELECT note FROM audit.check_result WHERE check_code = 'carry_over_continuity'"
    assert connection.execute(sql).fetchall() == [("scope of one report unknown",)]


def test_results_are_made_anew(connection: duckdb.DuckDBPyConnection) -> None:
    """A second run must not double them, nor keep those of a report that is gone."""
    put(connection, *CASES["carry_over_continuity"]["fail"][0])
    once = results(connection, "carry_over_continuity")
    assert results(connection, "carry_over_continuity") == once
    connection.execute("UPDATE dim_report SET is_current = false WHERE year = 2022")
    assert results(connection, "carry_over_continuity") == []


def rolled_up(connection: duckdb.DuckDBPyConnection, scope: str, parent: int) -> None:
    """A parent with three members, one of which has no report."""
    put(
        connection,
        R(2023, 1, table(parent), scope=scope),
        R(2023, 2, table(4)),
        R(2023, 3, table(6)),
        R(2022, 4),
    )
    connection.execute("UPDATE dim_agency SET parent_agency_id = 1 WHERE agency_id > 1")


@pytest.mark.parametrize(
    ("scope", "parent", "code", "status"),
    [
        ("whole_region", 12, "rollup_contains", "pass"),
        ("whole_region", 9, "rollup_contains", "fail"),
        ("unknown", 9, "rollup_contains", "not_assessable"),
        ("own", 9, "rollup_excludes", "pass"),
        ("whole_region", 10, "rollup_equals", "pass"),
        ("whole_region", 11, "rollup_equals", "not_assessable"),
        ("own", 9, "rollup_share", "not_assessable"),
    ],
)
def test_roll_up(
    scope: str, parent: int, code: str, status: str, connection: duckdb.DuckDBPyConnection
) -> None:
    """A missing member only weakens the sum: less than it stays a failure, and who is missing is said."""
    rolled_up(connection, scope, parent)
    assert {each for report, _, each in results(connection, code) if report == 1} == {status}
    notes = connection.execute(
        "SELECT note FROM audit.check_result WHERE check_code = ? AND report_id = 1", [code]
    ).fetchall()
    assert all("机关4" in note for (note,) in notes)


def test_every_subordinate_has_a_report(connection: duckdb.DuckDBPyConnection) -> None:
    rolled_up(connection, "own", 9)
    connection.execute("UPDATE dim_report SET year = 2023 WHERE agency_id = 4")
    assert results(connection, "rollup_share") == [(1, "2023", "pass")]


@pytest.mark.parametrize(
    ("level", "value", "found"),
    [("township", 1, ["fail"]), ("county", 0, ["pass"]), ("prefecture", 3, [])],
)
def test_who_may_make_rules(
    level: str, value: int, found: list[str], connection: duckdb.DuckDBPyConnection
) -> None:
    """规章 of a township is a misunderstanding of the form; a prefecture may have some."""
    put(connection, R(2023, proactive={("rules", "issued"): value}))
    connection.execute("UPDATE dim_agency SET level = ?", [level])
    assert [status for *_, status in results(connection, "rules_possible")] == found


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ({"press_conferences": 3, "press_conferences_by_leaders": 3}, "pass"),
        ({"press_conferences": 3, "press_conferences_by_leaders": 4}, "fail"),
        ({"press_conferences": 3, "press_conferences_by_leaders": None}, "not_assessable"),
        ({"requests_concluded": 5, "requests_concluded_in_time": 3,
          "requests_concluded_after_extension": 2}, "pass"),
        ({"requests_concluded": 6, "requests_concluded_in_time": 3,
          "requests_concluded_after_extension": 2}, "fail"),
        ({"requests_concluded": 6, "requests_concluded_in_time": 3}, "not_assessable"),
    ],
)  # fmt: skip
def test_parts_of_the_sheet_before_2019(
    figures: dict[str, int | None], found: str, connection: duckdb.DuckDBPyConnection
) -> None:
    """What a label calls 其中 is no more than the whole; what concludes a request adds up."""
    load_legacy_codes(connection)
    put(connection, R(2016, form="legacy"))
    for code, value in figures.items():
        status = "blank" if value is None else "printed"
        connection.execute(
            "INSERT INTO fact_legacy VALUES (1, ?, ?, '件', ?, '', NULL)", [code, value, status]
        )
    scope = next(iter(figures))
    ruled = {at: status for _, at, status in results(connection, "legacy_parts")}
    assert ruled[scope] == found
    assert set(ruled) == {
        "proactive_published_items", "press_conferences", "online_interviews", "requests_concluded",
        "requests_answered",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("peers", "usual", "status"), [(8, 101, "fail"), (8, 100, "pass"), (7, 500, "not_assessable")]
)
def test_none_at_all_among_peers(
    peers: int, usual: int, status: str, connection: duckdb.DuckDBPyConnection
) -> None:
    reports = [R(2023, 2 + n, received(usual)) for n in range(peers)]
    put(connection, R(2023, 1, received(0)), *reports)
    connection.execute("UPDATE dim_agency SET level = 'county', function = 'health'")
    assert results(connection, "outlier_peers") == [(1, "new_received", status)]


@pytest.mark.parametrize(
    ("kind", "dated", "basis", "status"),
    [
        ("department", "2024-01-31", "dateline", "pass"),
        ("department", "2024-02-01", "dateline", "fail"),
        ("government", "2024-03-31", "dateline", "pass"),
        ("government", "2024-04-01", "dateline", "fail"),
        (None, "2024-04-01", "dateline", "not_assessable"),
        ("government", "2026-04-01", "page", "not_assessable"),
        ("government", None, None, "not_assessable"),
    ],
)
def test_deadlines(
    kind: str | None,
    dated: str | None,
    basis: str | None,
    status: str,
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Never late without a date that can be trusted: pages are dated anew when a site moves."""
    put(connection, R(2023, dated=dated, basis=basis))
    connection.execute("UPDATE dim_agency SET kind = ?", [kind])
    assert results(connection, "on_time") == [(1, "2023", status)]


def said(connection: duckdb.DuckDBPyConnection, report: int, section: str, *texts: str) -> None:
    """A section of a report with these sentences."""
    hashes, lengths = hashed("。".join(texts))
    connection.execute(
        "INSERT INTO report_section VALUES (?, 0, ?, ?, '', '', ?::UBIGINT[], ?::USMALLINT[])",
        [report, section, section, hashes, lengths],
    )


def rates(connection: duckdb.DuckDBPyConnection) -> dict[tuple[int, str], tuple[str, float | None]]:
    run_checks(connection)
    rows = connection.execute(
        "SELECT report_id, scope, status, found FROM audit.check_result WHERE check_code = 'text_repetition'"
    ).fetchall()
    return {(of, scope): (status, None if f is None else float(f)) for of, scope, status, f in rows}


def test_text_that_stands_in_last_year_s_report_too(connection: duckdb.DuckDBPyConnection) -> None:
    """A quarter of it; other figures make no other sentence, and section 六 does not count."""
    put(connection, R(2022), R(2023))
    said(connection, 1, "一", "本年收到申请12件办结9件", "这一句是上年才有的话语内容")
    said(
        connection,
        2,
        "一",
        "本年收到申请7件办结1,008件",
        "这一句是今年才写下的",
        "今年才写下的另外一句话",
    )
    said(connection, 2, "六", "本年收到申请12件办结9件" * 3)
    assert rates(connection)[2, "last_year"] == ("pass", round(12 / (12 + 10 + 11), 6))
    assert rates(connection)[1, "last_year"] == ("not_assessable", None)


def test_text_that_a_sibling_has_too(connection: duckdb.DuckDBPyConnection) -> None:
    """Below one parent and in one year; what a report says twice is not repeated by another."""
    put(connection, R(2023, 1), R(2023, 2), R(2023, 3), R(2022, 4))
    connection.execute("UPDATE dim_agency SET parent_agency_id = 9 WHERE agency_id IN (1, 2, 4)")
    for report in (1, 2, 3, 4):
        said(
            connection,
            report,
            "五",
            "队伍建设还需要进一步加强",
            f"第{'甲乙丙丁'[report - 1]}机关自己的问题与不足",
        )
    said(connection, 1, "一", "队伍建设还需要进一步加强", "第甲机关自己的问题与不足")
    found = rates(connection)
    half = ("pass", round(12 / (12 + 12), 6))
    assert found[1, "siblings"] == found[2, "siblings"] == half
    assert found[3, "siblings"] == found[4, "siblings"] == ("not_assessable", None)


def test_every_rule_in_sql_is_tried_here() -> None:
    """A rule without a failing fixture may never fail; a file without a rule is never run."""
    elsewhere = {
        "rollup_contains",
        "rollup_excludes",
        "rollup_equals",
        "rollup_share",
        "rules_possible",
        "text_repetition",
        "legacy_parts",
        "outlier_peers",
        "on_time",
    }
    codes = {rule.code for rule in (*rules_of("query"), *rules_of("years"))}
    assert codes == set(CASES) | elsewhere
    assert {path.stem for path in FOLDER.glob("[!_]*.sql")} == {r.code for r in rules_of("query")}


def test_every_rule_is_written_down(connection: duckdb.DuckDBPyConnection) -> None:
    """Title and formula stand beside the results, in both languages."""
    rows = connection.execute(
        "SELECT check_code, title_zh, formula, decides FROM audit.check"
    ).fetchall()
    assert {row[0] for row in rows} == set(check_rules())
    by_code = {row[0]: row for row in rows}
    assert (
        by_code["requests_balance"][2]
        == "new_received + carried_over = handled_total + carried_forward"
    )
    assert {code for code, row in by_code.items() if row[3]} == {
        "requests_balance",
        "requests_outcomes",
        "requests_applicants",
        "disputes_total",
        "legacy_requests_by_way",
        "legacy_denials",
        "legacy_reconsideration",
        "legacy_litigation",
        "legacy_staff",
        "cells_found",
        "cells_conserved",
    }
