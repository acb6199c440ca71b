"""What changed between two warehouse files: facts added, removed, changed, by natural key.

The natural key of a fact is agency, year, scope, table, row and column; numbers of reports and cells are a
file's own. Current reports only.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.errors import QueryError
from warehouse.query import Result
from warehouse.schema import quoted
from warehouse.storage import connect_reader

QUESTION = Path(__file__).with_name("questions") / "diff.sql"

_LEGACY = """
SELECT count(*) FROM duckdb_tables()
WHERE database_name = ? AND schema_name = 'main' AND table_name = 'fact_legacy'
"""
_NO_LEGACY = """
SELECT NULL::INTEGER AS report_id, NULL::VARCHAR AS indicator, NULL::DECIMAL(18,6) AS value,
       NULL::VARCHAR AS status, NULL::VARCHAR AS printed WHERE false
"""


def diff(old: Path, new: Path) -> Result:
    """Every difference, with the run of `new` that made it and why.

    `why`: new report, report gone, other document (a later version), read again (another reader or
    form), correction. Raises WarehouseMissing, WarehouseBusy, or QueryError for a file that is no
    warehouse of ours.
    """
    for path in (old, new):
        connect_reader(path).close()  # says who holds it, or that it is not there
    if old.samefile(new):
        return Result((), ())
    with duckdb.connect() as connection:
        try:
            connection.execute(f"ATTACH {quoted(str(old))} AS old (READ_ONLY)")
            connection.execute(f"ATTACH {quoted(str(new))} AS new (READ_ONLY)")
            for side in ("old", "new"):
                _name_legacy(connection, side)
            connection.execute("USE new")
            cursor = connection.execute(QUESTION.read_text(encoding="utf-8"))
        except duckdb.Error as error:
            raise QueryError(f"{old} and {new} cannot be compared: {error}") from error
        columns = tuple(column[0] for column in cursor.description or ())
        return Result(columns, tuple(cursor.fetchall()))


def _name_legacy(connection: duckdb.DuckDBPyConnection, side: str) -> None:
    """The figures of the sheet before 2019 as `old_legacy` or `new_legacy`; none in a file of before."""
    ((there,),) = connection.execute(_LEGACY, [side]).fetchall()
    facts = f"FROM {side}.main.fact_legacy" if there else _NO_LEGACY
    connection.execute(f"CREATE TEMP VIEW {side}_legacy AS {facts}")
