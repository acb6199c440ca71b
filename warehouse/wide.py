"""The columns of a report's wide row, one for each figure that is asked for: names, labels, SQL.

Made from the form files, so that a new row of a form is a new column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from transform.form_file import load_forms
from warehouse.codes import Code, codes
from warehouse.schema import comment, quoted

_SUMS = {
    "denied": ("不予公开合计（8项）", "Refused (sum of 8 rows)"),
    "unavailable": ("无法提供合计（3项）", "Unable to provide (sum of 3 rows)"),
    "not_processed": ("不予处理合计（5项）", "Not processed (sum of 5 rows)"),
    "other_handled": ("其他处理合计", "Otherwise handled"),
}
"""Sums of groups of table 3; `other_handled` is one row on the form of 2019."""

_STOCKS = {"in_force", "total_published", "items_previous_year"}
"""Measures that stand for the end of a year: added over bodies, never over years."""


@dataclass(frozen=True, slots=True)
class Wide:
    """A wide column with its labels; `slot` is the row and column of its figure, None for a sum."""

    name: str
    label_zh: str
    label_en: str
    slot: tuple[str, str] | None = None
    is_stock: bool = False


@cache
def wide_columns() -> tuple[Wide, ...]:
    """Every figure of the wide row, in the order of the form."""
    sums = tuple(Wide(name, *labels) for name, labels in _SUMS.items())
    return (*_totals(), *_received(), *sums, *_proactive(), *_disputes())


def wide_sql() -> dict[str, str]:
    """SQL for the places of `derived/*.sql`."""
    groups = {
        name: " + ".join(row.code for row in codes()["dim_request_item"] if row.group_code == name)
        for name in ("denied", "unavailable", "not_processed")
    }
    names = [column.name for column in wide_columns()]
    three = [
        row.code
        for row in codes()["dim_request_item"]
        if row.group_code == "other" and "2021" in row.forms
    ]
    return groups | {
        "other_three": " + ".join(three),
        **_picked("request", (*_totals(), *_received())),
        **_picked("proactive", _proactive()),
        **_picked("dispute", _disputes()),
        "sums": ", ".join(f'sum("{n}") AS "{n}", count("{n}") AS "n_{n}"' for n in names),
        "sums_up": ", ".join(f'sum("{n}") AS "up_{n}"' for n in names),
        "sum_triples": ", ".join(f'("{n}", "n_{n}", "up_{n}") AS \'{n}\'' for n in names),
        "item_labels": ", ".join(_labelled(column) for column in wide_columns()),
    }


def label_comments() -> dict[str, str]:
    """The bilingual comment of every wide column."""
    return {each.name: comment(each.label_en, each.label_zh) for each in wide_columns()}


def _labelled(each: Wide) -> str:
    labels = (quoted(each.name), quoted(each.label_zh), quoted(each.label_en))
    return f"({', '.join(labels)}, {str(each.is_stock).lower()})"


def _picked(table: str, columns: Sequence[Wide]) -> dict[str, str]:
    """Slots of a table by number, and the columns that they become: numbers compare faster than codes."""
    slots = [column.slot for column in columns if column.slot]
    return {
        f"{table}_slots": ", ".join(
            f"({quoted(row)}, {quoted(column)}, {number})"
            for number, (row, column) in enumerate(slots)
        ),
        f"{table}_columns": ",\n         ".join(
            f'max(CASE WHEN slot = {number} THEN value END) AS "{column.name}"'
            for number, column in enumerate(columns)
        ),
    }


@cache
def _totals() -> tuple[Wide, ...]:
    return tuple(
        Wide(
            row.code,
            row.label_zh,
            row.label_en,
            (row.code, "total"),
            row.code in ("carried_over", "carried_forward"),
        )
        for row in codes()["dim_request_item"]
    )


@cache
def _received() -> tuple[Wide, ...]:
    new = next(row for row in codes()["dim_request_item"] if row.code == "new_received")
    return tuple(
        Wide(
            f"new_received_{row.code}",
            f"{new.label_zh}：{row.label_zh}",
            f"{new.label_en}: {row.label_en}",
            ("new_received", row.code),
        )
        for row in codes()["dim_applicant"]
        if row.code != "total"
    )


@cache
def _proactive() -> tuple[Wide, ...]:
    slots = (
        slot
        for form in sorted(load_forms(), key=lambda form: -form.first_year)
        if "proactive" in form.tables
        for slot in form.tables["proactive"].slots
    )
    subjects, measures = _by_code("dim_disclosure_subject"), _by_code("dim_disclosure_measure")
    wanted = sorted(
        set(slots), key=lambda slot: (subjects[slot[0]].sort_order, measures[slot[1]].sort_order)
    )
    return tuple(_pair(subjects[subject], measures[measure]) for subject, measure in wanted)


@cache
def _disputes() -> tuple[Wide, ...]:
    return tuple(
        _pair(procedure, outcome)
        for procedure in codes()["dim_dispute_procedure"]
        for outcome in codes()["dim_dispute_outcome"]
    )


def _pair(row: Code, column: Code) -> Wide:
    return Wide(
        f"{row.code}_{column.code}",
        f"{row.label_zh}：{column.label_zh}",
        f"{row.label_en}: {column.label_en}",
        (row.code, column.code),
        column.code in _STOCKS,
    )


def _by_code(table: str) -> dict[str, Code]:
    return {row.code: row for row in codes()[table]}
