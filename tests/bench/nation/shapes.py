"""What a simulated report is made of: rows of its tables with their share, checks it has results of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import duckdb

from examples.draw.amounts import BY_OUTCOME
from examples.draw.form import APPLICANTS, ITEMS, OUTCOMES, PROCEDURES, outcomes, proactive_cells
from transform.check_rules import rules_of

_FRAME = {"new_received": "new", "carried_over": "over", "carried_forward": "forward"}
_PER_TABLE = ("requests", "proactive", "disputes")
_FORMS = ("2019", "2021")

_TABLES = {
    "request_row": "code VARCHAR, place INTEGER, what VARCHAR, bottom DOUBLE, top DOUBLE, forms VARCHAR[]",
    "other_cell": "table_name VARCHAR, row_code VARCHAR, column_code VARCHAR, place INTEGER,"
    " typical INTEGER, forms VARCHAR[]",
    "check_shape": "check_code VARCHAR, scope VARCHAR, place INTEGER, typical INTEGER, is_fixed BOOLEAN,"
    " one_fails_in INTEGER, forms VARCHAR[]",
}


def make_shapes(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables that the SQL of the nation is joined with."""
    rows = {"request_row": _requests(), "other_cell": _others(), "check_shape": _checks()}
    for name, columns in _TABLES.items():
        connection.execute(f"CREATE TEMP TABLE {name} ({columns})")
        for row in rows[name]:
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {name} VALUES ({marks})", row)


def _requests() -> Iterator[list[Any]]:
    for form in _FORMS:
        weights = [BY_OUTCOME[code] for code in outcomes(form)]
        tops = [sum_ / sum(weights) for sum_ in accumulate(weights)]
        tops[-1] = 1.0
        ends = dict(zip(outcomes(form), zip([0.0, *tops], tops, strict=False), strict=True))
        for place, item in enumerate(ITEMS[form]):
            bottom, top = ends.get(item.code, (0.0, 1.0))
            yield [item.code, place, _FRAME.get(item.code, "share"), bottom, top, [form]]


def _others() -> Iterator[list[Any]]:
    for form in _FORMS:
        for place, (subject, measure) in enumerate(proactive_cells(form)):
            yield ["proactive", subject, measure, place, 400, [form]]
        cells = [(procedure, outcome) for procedure in PROCEDURES for outcome in OUTCOMES]
        for place, (procedure, outcome) in enumerate(cells, start=30):
            yield ["disputes", procedure, outcome, place, 3, [form]]


def _checks() -> Iterator[list[Any]]:
    """Results that a real report has: about 95, those over years and several reports apart."""
    place = 0
    for form in _FORMS:
        sums = [("requests_applicants", item.code, 60_000) for item in ITEMS[form]]
        sums += [("requests_outcomes", column, 8_000) for column in APPLICANTS]
        sums += [("requests_balance", column, 8_000) for column in APPLICANTS]
        sums += [("disputes_total", procedure, 3_000) for procedure in PROCEDURES]
        for code, scope, fails in sums:
            yield [code, scope, (place := place + 1), 60, False, fails, [form]]
    for rule in rules_of("measure"):
        scopes = {"table": _PER_TABLE, "section": tuple("一二三四五六")}.get(rule.per, ("report",))
        for scope in scopes:
            percent = rule.code == "completeness_rate"
            fails = 0 if percent else 4_000
            typical = 100 if percent else 1
            yield [rule.code, scope, (place := place + 1), typical, True, fails, list(_FORMS)]
    for rule in rules_of("text")[:4]:
        yield [rule.code, "text", (place := place + 1), 60, False, 300, list(_FORMS)]
