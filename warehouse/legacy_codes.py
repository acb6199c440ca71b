"""The code table of the sheet before 2019: its form file, what each figure is called and leads to."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

import duckdb

from extract.yaml_file import read_yaml
from transform.form import Indicator
from transform.form_file import load_forms
from warehouse.rows import replace_rows

FILE = Path(__file__).with_name("legacy_indicators.yml")
TABLE = "legacy"


@dataclass(frozen=True, slots=True)
class LegacyCode:
    """An indicator in the order of the columns of dim_legacy_indicator."""

    code: str
    label_zh: str
    label_en: str
    group_code: str
    sort_order: int
    forms: list[str]
    unit: str | None
    parent_code: str | None
    maps_to: str | None
    verdict: str
    note_zh: str
    note_en: str


@cache
def legacy_codes() -> tuple[LegacyCode, ...]:
    """The indicators in the order of the form; raises ValueError where the two files do not agree."""
    content = read_yaml(FILE)
    said, notes = content["indicators"], content["notes"]
    rows = [row for row in _rows() if isinstance(row, Indicator)]
    if differing := {row.code for row in rows} ^ set(said):
        raise ValueError(f"{FILE.name} and the form differ in {sorted(differing)}")
    found = []
    for order, row in enumerate(rows, start=1):
        label_en, group, maps_to, verdict, note = said[row.code]
        if verdict not in ("good", "fair", "weak", "none"):
            raise ValueError(f"{FILE.name}: {row.code}: unknown verdict {verdict!r}")
        note_en, note_zh = notes[note]
        found.append(
            LegacyCode(
                row.code, row.label, label_en, group, order, [TABLE], row.unit, row.parent or None,
                maps_to, verdict, note_zh, note_en,
            )
        )  # fmt: skip
    return tuple(found)


def load_legacy_codes(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the rows of dim_legacy_indicator."""
    replace_rows(connection, "dim_legacy_indicator", [astuple(code) for code in legacy_codes()])


def _rows() -> tuple[object, ...]:
    return next(form.tables[TABLE].rows for form in load_forms() if TABLE in form.tables)
