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
            connection.execute("USE new")
            cursor = connection.execute(QUESTION.read_text(encoding="utf-8"))
        except duckdb.Error as error:
            raise QueryError(f"{old} and {new} cannot be compared: {error}") from error
        columns = tuple(column[0] for column in cursor.description or ())
        return Result(columns, tuple(cursor.fetchall()))
