"""Checks that need more than one report, carried out when a run publishes.

The rules stand in `transform/checks/*.yml`. Those with a formula over years become SQL here; those with
`how: query` are the files of `warehouse/checks`, which select report_id, check_code, scope, expected, found,
status and note.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from transform.check_rules import CheckRule, check_rules, rules_of
from transform.form import Form, Identity
from transform.form_file import load_forms
from transform.formula import Sum, parse_formula
from warehouse import part
from warehouse.rows import insert_rows, replace_rows

FOLDER = Path(__file__).with_name("checks")

_RESULT = """
INSERT INTO audit.check_result
SELECT report_id, check_code, scope, expected::DECIMAL(18,6), found::DECIMAL(18,6),
       found::DECIMAL(18,6) - expected::DECIMAL(18,6), status, note, NULL
FROM ({query}) WHERE true
"""
_OUTDATED = "DELETE FROM audit.check_result WHERE list_contains(?::VARCHAR[], check_code)"
_OF_SUBJECTS = " AND report_id IN (SELECT report_id FROM part_subject)"
WHOLE_STEPS = ("_received", "_prints", "_texts")
"""What the rules that compare with other agencies stand on; a part makes its own (`part/RULE.sql`)."""
_TERMS = """
CREATE OR REPLACE TEMP TABLE check_term (
  check_code VARCHAR, side VARCHAR, sign INTEGER, code VARCHAR, previous BOOLEAN,
  table_name VARCHAR, per VARCHAR,
  scopes VARCHAR[], forms VARCHAR[], terms INTEGER)
"""


def load_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Write down every rule, so that a result can be looked up."""
    replace_rows(connection, "audit.check", [_row(rule) for rule in check_rules().values()])


def are_due(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the rules have changed since they were last carried out."""
    rows = connection.execute(
        "SELECT checked IS DISTINCT FROM wording FROM schema_version ORDER BY version DESC LIMIT 1"
    ).fetchall()
    return bool(rows and rows[0][0])


def run_checks(connection: duckdb.DuckDBPyConnection, is_part: bool = False) -> None:
    """Carry out every rule over several reports; their results of before go.

    With `is_part` only for the reports that `part.take_part` chose, else for all.
    """
    if not is_part:
        part.take_whole(connection)
    own_way = part.OWN_WAY if is_part else ()
    rules = [rule.code for rule in rules_of("query") if rule.code not in own_way]
    codes = [*(rule.code for rule in rules_of("years")), *rules]
    connection.execute(_OUTDATED + (_OF_SUBJECTS if is_part else ""), [codes])
    connection.execute(query("_inferred_scope"))
    connection.execute(_TERMS)
    terms = [term for rule in rules_of("years") for term in _terms(rule)]
    insert_rows(connection, "check_term", terms)
    for step in ("_pairs", "_members", "_years", *(() if is_part else WHOLE_STEPS)):
        connection.execute(query(step))
    for code in rules:
        connection.execute(_RESULT.format(query=query(code)) + (_OF_SUBJECTS if is_part else ""))
    for code in own_way:
        part.run(connection, code)
        part.run(connection, "replace", code=code, query=query(code))
    connection.execute(query("_verdicts"))
    connection.execute("UPDATE schema_version SET checked = wording")


@cache
def query(name: str) -> str:
    """The SQL of a file of the folder."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def _terms(rule: CheckRule) -> Iterator[list[Any]]:
    """One row for every term of a formula over years."""
    for text in rule.formula:
        formula = parse_formula(text)
        count = len(formula.left) + len(formula.right)
        sides: tuple[tuple[str, Sum], ...] = (("expected", formula.left), ("found", formula.right))
        for side, terms in sides:
            for term in terms:
                what = [term.sign, term.name, term.previous, rule.table, rule.per]
                yield [rule.code, side, *what, list(rule.rows), list(rule.forms), count]


def _row(rule: CheckRule) -> list[Any]:
    """A rule in the order of the columns of audit.check."""
    formula = " or ".join(rule.formula) or _of_forms(rule.code) or None
    return [
        rule.code,
        rule.id,
        rule.family,
        rule.title_en,
        rule.title_zh,
        formula,
        rule.per,
        rule.table or None,
        rule.severity,
        rule.tolerance,
        list(rule.forms),
        rule.decides,
        rule.source or None,
    ]


def _of_forms(code: str) -> str:
    """The sum of the newest form that has it, as a formula."""
    for form in load_forms():
        for identity in _identities(form):
            if identity.check == code:
                return " = ".join(" + ".join(side) for side in (identity.left, identity.right))
    return ""


def _identities(form: Form) -> Iterator[Identity]:
    for table in form.tables.values():
        yield from table.identities
