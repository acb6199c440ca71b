"""Command `ogi diff`: what changed between two warehouses."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli_ingest import AsJson


def add_to(app: typer.Typer) -> None:
    """Adds the command of this module."""
    app.command(epilog="Example: ogi diff last_month.duckdb ogi.duckdb --limit 20")(diff)


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier warehouse.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later warehouse.")],
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")] = None,
    as_json: AsJson = False,
) -> None:
    """Lists the figures that were added, removed or changed, why, and by which run.

    A figure is the same in both files by agency, year, scope, table, row and column.
    """
    from flows.cli_query import as_json_text
    from flows.tables import print_table
    from warehouse.diff import diff as compare
    from warehouse.query import Result

    found = compare(old, new)
    if as_json:
        print(as_json_text(Result(found.columns, found.rows[:limit])))
        return
    counts = Counter((row[0], row[-3]) for row in found.rows)
    if not found.rows:
        print("no figure differs")
        return
    shown = [_shown(dict(zip(found.columns, row, strict=True))) for row in found.rows[:limit]]
    print_table(("change", "agency", "year", "figure", "old", "new", "why", "run"), shown)
    for (change, why), count in sorted(counts.items()):
        print(f"{count} {change} ({why})")


def _shown(row: dict[str, Any]) -> tuple[object, ...]:
    figure = f"{row['table_name']}/{row['row_code']}/{row['column_code']}"
    before = _value(row["old_value"], row["old_status"])
    after = _value(row["new_value"], row["new_status"])
    return (
        row["change"],
        row["agency"],
        row["year"],
        figure,
        before,
        after,
        row["why"],
        row["run_id"],
    )


def _value(value: Decimal | None, status: str | None) -> str:
    """A value with its status where that is not the usual one."""
    from flows.correction_stub import number

    if status is None:
        return ""
    text = "" if value is None else number(value)
    return text if status == "printed" else f"{text} ({status})".strip()
