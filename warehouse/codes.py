"""Rows of the code tables, from `codes.yml` and the dictionary of figures in the text; labels of wide
columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from extract.yaml_file import read_yaml
from transform import narrative_words
from warehouse.comparable import load_comparable
from warehouse.legacy_codes import load_legacy_codes
from warehouse.rows import replace_rows
from warehouse.schema import comment

FILE = Path(__file__).with_name("codes.yml")

_FORMS = {"all": ["2019", "2021"], "2019": ["2019"], "2021": ["2021"], "text": []}

_PAIRS = (
    ("dim_disclosure_subject", "dim_disclosure_measure"),
    ("dim_dispute_procedure", "dim_dispute_outcome"),
)


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its labels; `unit` is set for measures only."""

    code: str
    label_zh: str
    label_en: str
    group_code: str
    sort_order: int
    forms: list[str]
    unit: str | None


@cache
def codes() -> dict[str, tuple[Code, ...]]:
    """Codes by table, in the order of the form."""
    content = read_yaml(FILE)
    content["dim_narrative_metric"] = {
        metric.code: [metric.label_zh, metric.label_en, metric.group, "text"]
        for metric in narrative_words.metrics()
    }
    return {
        table: tuple(_code(order, code, parts) for order, (code, parts) in enumerate(rows.items()))
        for table, rows in content.items()
    }


def load_codes(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the rows of all code tables."""
    for table, rows in codes().items():
        replace_rows(connection, table, [_record(row) for row in rows])
    load_legacy_codes(connection)
    load_comparable(connection)


def wide_comments() -> dict[str, str]:
    """Comments of columns named after a code of table 3 or after a pair of codes.

    >>> wide_comments()["reconsideration_upheld"]
    'Administrative reconsideration: Upheld / 行政复议：结果维持'
    """
    known = codes()
    found = {row.code: comment(row.label_en, row.label_zh) for row in known["dim_request_item"]}
    for rows, columns in _PAIRS:
        for row in known[rows]:
            for column in known[columns]:
                found[f"{row.code}_{column.code}"] = comment(
                    f"{row.label_en}: {column.label_en}", f"{row.label_zh}：{column.label_zh}"
                )
    return found


def _record(row: Code) -> list[Any]:
    """Values in the order of the columns; only measures have a unit column."""
    values = [row.code, row.label_zh, row.label_en, row.group_code, row.sort_order, row.forms]
    return [*values, row.unit] if row.unit else values


def _code(order: int, code: str, parts: list[str]) -> Code:
    label_zh, label_en, group, forms, *rest = parts
    unit = rest[0] if rest else None
    return Code(code, label_zh, label_en, group, order + 1, _FORMS[forms], unit)
