"""Tables made from the loaded ones when a run publishes: as views they would cost seconds at national size.

`derived/NAME.sql` is one SELECT with the header of a view (`views.py`); `derived/_NAME.sql` a step on
the way, kept as the temporary table `derived_NAME`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb

from warehouse import part, schema
from warehouse.metric_sql import region_sql
from warehouse.schema import quoted
from warehouse.views import View, described, read_view
from warehouse.wide import label_comments, wide_sql

FOLDER = Path(__file__).with_name("derived")

ORDER = (
    "_failed",
    "expected_report",
    "report_wide",
    "_year",
    "coverage",
    "_body",
    "_body_year",
    "_climb",
    "region_tile",
    "_counts",
    "_total",
    "_total_up",
    "region_year",
    "region_metrics",
)
"""Each uses those before it."""

_OF_REGIONS = ORDER[ORDER.index("region_tile") :]
"""What there is nothing for where no agency has a region: a third of the time of a small warehouse."""


_AFTER = {"_failed": "derived", "_body": "regions", "_climb": "climb"}
"""Files of `part/` that narrow what follows, by the step they stand after."""

_STEP = "CREATE OR REPLACE TEMP TABLE derived{name} AS\n{sql}"
_AGENCIES = "agency_id IS NULL OR agency_id IN (SELECT agency_id FROM part_agency)"
_REGIONS = "(region_code, year) IN (SELECT (region_code, year) FROM part_region)"
_YEARS_DIFFER = """
SELECT count(*) > 0 FROM (
  (FROM derived_year EXCEPT FROM part_year_before) UNION ALL (FROM part_year_before EXCEPT FROM derived_year))
"""


def derived_tables() -> list[View]:
    """The tables, in the order in which they are made."""
    return [read_view(_path(name), _places()) for name in ORDER if name[0] != "_"]


def column_comments() -> dict[str, str]:
    """Comments of the columns of these tables, for the views that show them.

    `agency_year` shows `report_wide` and so speaks as it does; what a total says of a column that reports
    have, too, is its own.
    """
    known = schema.column_comments()
    found = {
        name: text
        for view in derived_tables()
        for name, text in view.columns.items()
        if view.name == "report_wide" or name not in known
    }
    return label_comments() | found


def recipe() -> list[str]:
    """Everything the tables are made by: changes when any of them may."""
    return [_sql(name) for name in ORDER]


def create_empty(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables without rows, so that views can stand on them; those of before go."""
    part.take_whole(connection)
    tables = {view.name: view for view in derived_tables()}
    for name in ORDER:
        view = tables.get(name)
        if view is None:
            connection.execute(_STEP.format(name=name, sql=_sql(name)) + "\nWITH NO DATA")
            continue
        connection.execute(f"CREATE OR REPLACE TABLE {name} AS\n{view.sql}\nWITH NO DATA")
        connection.execute(f"COMMENT ON TABLE {name} IS {quoted(view.comment)}")
        for column, text in described(connection, view, label_comments()):
            connection.execute(f'COMMENT ON COLUMN {name}."{column}" IS {quoted(text)}')
    _drop_steps(connection)


def remember(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep what `fill` compares with to make a part of the rows; call it before anything is loaded."""
    part.remember(connection, _sql("_year"))


def fill(connection: duckdb.DuckDBPyConnection, is_part: bool = False) -> None:
    """Make the rows of the tables anew from what is loaded.

    With `is_part` only those that can be others since `remember`: `run_checks` chose the reports before.
    Where a year is new or gone the rest is made whole: it stands in every total and in every series.
    """
    if not is_part:
        part.take_whole(connection)
    has_regions = True
    for name in ORDER:
        if name == "region_tile":
            has_regions = _is_true(connection, "SELECT count(*) > 0 FROM derived_climb")
        if name not in _OF_REGIONS or has_regions or name[0] != "_":
            _make(connection, name, is_part, has_regions or name not in _OF_REGIONS)
        if is_part and name == "_year" and _is_true(connection, _YEARS_DIFFER):
            part.take_whole(connection)
            is_part = False
        if is_part and name in _AFTER:
            body_before = _sql("_body").replace("dim_agency", "part_agency_before")
            part.run(connection, _AFTER[name], body_before=body_before)
    _drop_steps(connection)


def _make(connection: duckdb.DuckDBPyConnection, name: str, is_part: bool, has_rows: bool) -> None:
    """Make one table anew, or that part of its rows that can be others."""
    if name[0] == "_":
        connection.execute(_STEP.format(name=name, sql=_sql(name)))
        return
    of_part = f"WHERE {_REGIONS if name in _OF_REGIONS else _AGENCIES}" if is_part else ""
    connection.execute(f"DELETE FROM {name} {of_part}")
    if has_rows:
        made = f"SELECT * FROM (\n{_sql(name)}\n) {of_part}" if is_part else _sql(name)
        connection.execute(f"INSERT INTO {name}\n{made}")


def _is_true(connection: duckdb.DuckDBPyConnection, question: str) -> bool:
    return bool(connection.execute(question).fetchall()[0][0])


def _drop_steps(connection: duckdb.DuckDBPyConnection) -> None:
    for name in ORDER:
        if name[0] == "_":
            connection.execute(f"DROP TABLE IF EXISTS temp.derived{name}")


@cache
def _sql(name: str) -> str:
    text = _path(name).read_text(encoding="utf-8")
    for place, sql in _places().items():
        text = text.replace(f"{{{place}}}", sql)
    return text


def _path(name: str) -> Path:
    return FOLDER / f"{name}.sql"


@cache
def _places() -> dict[str, str]:
    return wide_sql() | region_sql()
