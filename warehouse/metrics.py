"""The metrics of `metrics.yml`: the one source of their table, views, macros, documentation and tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extract.yaml_file import read_yaml
from warehouse.codes import codes

FILE = Path(__file__).with_name("metrics.yml")

GROUPS = {
    "demand": ("需求", "Demand"),
    "outcomes": ("办理结果", "Outcomes"),
    "workload": ("工作量", "Workload"),
    "disputes": ("争议", "Disputes"),
    "proactive": ("主动公开", "Proactive disclosure"),
    "report": ("报告本身", "The report itself"),
}
"""Groups in the order of the file, in Chinese and English."""

_KEYS = {
    *("group", "name", "numerator", "denominator", "n", "unit", "additivity", "min_n", "table"),
    *("forms", "same_scope", "only", "caveat", "source", "example", "parts"),
}
_NEEDED = {"group", "name", "numerator", "unit", "additivity", "caveat", "example"}
_ADDITIVITY = {"sum", "stock", "ratio", "none"}
_WORDS = {"case", "when", "then", "else", "end", "and", "or", "is", "not", "null", "least"}
_NAME = re.compile(r"'[^']*'|\b[a-z_][a-z_0-9]*\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metric:
    """A defined figure; without `denominator` it is a plain number.

    `part` is the code of a member of a family (applicant_share, natural_person), None outside of one.
    `size` is the SQL that `min_n` is compared with. `table` is that whose form decides on `forms`.
    """

    code: str
    part: str | None
    group: str
    label_zh: str
    label_en: str
    part_zh: str | None
    part_en: str | None
    numerator: str
    denominator: str | None
    size: str | None
    unit: str
    additivity: str
    min_n: int
    table: str
    forms: tuple[str, ...]
    same_scope: bool
    of_region_only: bool
    caveat_zh: str
    caveat_en: str
    source: str | None
    example: tuple[dict[str, Any], float]

    @property
    def inputs(self) -> tuple[str, ...]:
        """Columns the metric is computed from, in order of appearance."""
        return columns_of(f"{self.numerator} {self.denominator or ''}")

    @property
    def key(self) -> str:
        """A name of its own for each member of a family."""
        return f"{self.code}_{self.part}" if self.part else self.code


def columns_of(sql: str) -> tuple[str, ...]:
    """Names of columns in an expression.

    >>> columns_of("CASE WHEN scope = 'own' THEN granted / handled_total END")
    ('scope', 'granted', 'handled_total')
    """
    names = (found[0] for found in _NAME.finditer(sql))
    return tuple(
        dict.fromkeys(name for name in names if name.lower() not in _WORDS and name[0] != "'")
    )


@cache
def metrics() -> tuple[Metric, ...]:
    """All metrics in the order of the file; raises ValueError where the file breaks its format."""
    return tuple(
        metric for code, entry in read_yaml(FILE).items() for metric in _family(code, entry)
    )


def _family(code: str, entry: dict[str, Any]) -> list[Metric]:
    wrong = (set(entry) - _KEYS) | (_NEEDED - set(entry))
    if wrong:
        raise ValueError(f"{FILE}: metric {code}: unknown or missing keys {sorted(wrong)}")
    if entry["additivity"] not in _ADDITIVITY or entry["group"] not in GROUPS:
        raise ValueError(f"{FILE}: metric {code}: unknown group or additivity")
    table, *parts = entry.get("parts", [None, None])
    return [_metric(code, entry, table, part) for part in parts]


def _metric(code: str, entry: dict[str, Any], table: str | None, part: str | None) -> Metric:
    def filled(name: str) -> str | None:
        text = entry.get(name)
        return text.replace("{part}", part or "") if text is not None else None

    labels = next((row for row in codes()[table] if row.code == part), None) if table else None
    if table and labels is None:
        raise ValueError(f"{FILE}: metric {code}: {part} is no code of {table}")
    figures, value = entry["example"]
    return Metric(
        code=code,
        part=part,
        group=entry["group"],
        label_zh=entry["name"][0],
        label_en=entry["name"][1],
        part_zh=labels.label_zh if labels else None,
        part_en=labels.label_en if labels else None,
        numerator=filled("numerator") or "",
        denominator=filled("denominator"),
        size=filled("n") or filled("denominator"),
        unit=entry["unit"],
        additivity=entry["additivity"],
        min_n=entry.get("min_n", 1),
        table=entry.get("table", "requests"),
        forms=tuple(entry.get("forms", ())),
        same_scope=entry.get("same_scope", False),
        of_region_only=entry.get("only") == "region",
        caveat_zh=entry["caveat"][0],
        caveat_en=entry["caveat"][1],
        source=entry.get("source"),
        example=(figures, float(value)),
    )
