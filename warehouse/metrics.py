"""From `metrics.yml` to the SQL list that the view `metrics` unfolds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.yaml_file import read_yaml
from warehouse.schema import quoted

FILE = Path(__file__).with_name("metrics.yml")


@dataclass(frozen=True, slots=True)
class Metric:
    """A defined figure; without `denominator` it is a plain count or amount."""

    code: str
    label_zh: str
    label_en: str
    numerator: str
    denominator: str | None
    min_n: int
    forms: tuple[str, ...]

    def struct(self) -> str:
        """SQL of the metric over one row of `agency_year`."""
        forms = ", ".join(quoted(form) for form in self.forms)
        fields = {
            "metric": quoted(self.code),
            "label_zh": quoted(self.label_zh),
            "label_en": quoted(self.label_en),
            "numerator": f"({self.numerator})::DECIMAL(18,6)",
            "denominator": f"({self.denominator or 'NULL'})::DECIMAL(18,6)",
            "is_ratio": "true" if self.denominator else "false",
            "min_n": str(self.min_n),
            "in_form": f"form IN ({forms})" if forms else "true",
        }
        return "{" + ", ".join(f"'{name}': {sql}" for name, sql in fields.items()) + "}"


@cache
def metrics() -> tuple[Metric, ...]:
    """All metrics in the order of the file; raises ValueError on an unknown key."""
    found = []
    for code, entry in read_yaml(FILE).items():
        unknown = set(entry) - {"name", "numerator", "denominator", "min_n", "forms"}
        if unknown:
            raise ValueError(f"{FILE}: metric {code} has unknown keys {sorted(unknown)}")
        label_zh, label_en = entry["name"]
        found.append(
            Metric(
                code,
                label_zh,
                label_en,
                entry["numerator"],
                entry.get("denominator"),
                entry.get("min_n", 1),
                tuple(entry.get("forms", ())),
            )
        )
    return tuple(found)


def metrics_sql() -> str:
    """The list of all metrics as SQL, for the place `{metrics}` of the view's file."""
    return "[\n    " + ",\n    ".join(metric.struct() for metric in metrics()) + "\n  ]"
