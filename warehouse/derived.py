"""Tables made from the loaded ones when a run publishes: as views they would cost seconds at national size.

`derived/NAME.sql` is one SELECT with the header of a view (`views.py`); `derived/_NAME.sql` a step on
the way, kept as the temporary table `derived_NAME`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb

from warehouse import schema
from warehouse.metric_sql import region_sql
from warehouse.schema import quoted
from warehouse.views import View, described, read_view
from warehouse.wide import label_comments, wide_sql

FOLDER = Path(__file__).with_name("derived")

ORDER = (
    "expected_report",
    "report_wide",
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
    tables = {view.name: view for view in derived_tables()}
    for name in ORDER:
        view = tables.get(name)
        if view is None:
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE derived{name} AS\n{_sql(name)}\nWITH NO DATA"
            )
            continue
        connection.execute(f"CREATE OR REPLACE TABLE {name} AS\n{view.sql}\nWITH NO DATA")
        connection.execute(f"COMMENT ON TABLE {name} IS {quoted(view.comment)}")
        for column, text in described(connection, view, label_comments()):
            connection.execute(f'COMMENT ON COLUMN {name}."{column}" IS {quoted(text)}')
    _drop_steps(connection)


def fill(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the rows of the tables anew from what is loaded."""
    has_regions = True
    for name in ORDER:
        if name[0] != "_":
            connection.execute(f"DELETE FROM {name}")
        if name == "region_tile":
            rows = connection.execute("SELECT count(*) > 0 FROM derived_climb").fetchall()
            has_regions = rows[0][0]
        if name in _OF_REGIONS and not has_regions:
            continue
        if name[0] == "_":
            connection.execute(f"CREATE OR REPLACE TEMP TABLE derived{name} AS\n{_sql(name)}")
        else:
            connection.execute(f"INSERT INTO {name}\n{_sql(name)}")
    _drop_steps(connection)


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
