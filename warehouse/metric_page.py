"""docs/metrics.md from the metrics: `python -m warehouse.metric_page > docs/metrics.md`."""

from __future__ import annotations

import sys

from warehouse.macros import all_macros
from warehouse.metrics import GROUPS, Metric, metrics

_OPENING = """# Metrics

Made from `warehouse/metrics.yml` by `python -m warehouse.metric_page`; the same file makes the table
`dim_metric`, the views `metrics` (by agency and year) and `region_metrics` (by government and year), the
macros below and their tests.

* A metric is computed from figures as printed. A blank figure leaves it open (`missing_input`): blank
  is never 0.
* `status`: `ok` · `small_n` (denominator below the least n) · `no_denominator` (it is 0) ·
  `missing_input` · `scope_unknown` (whom the report counts is not known, and the metric needs it) ·
  `form_break` (not on the form of that year). A value may stand beside any of them; rank and compare
  only `ok`.
* Of several bodies: sum numerators and denominators, then divide. `region_metrics` does so over
  `region_tile`, where no body is counted twice, and says how many reports are missing, uncertain or
  blank. Σ in the column *adds up* means over agencies and years; *stock* over agencies, not over years.
* Changes of a rate are points, not percent. For rankings take `wilson_low(numerator, denominator)`.
"""
_ADDS = {"sum": "Σ", "stock": "stock", "ratio": "Σ÷Σ", "none": "no"}


def page() -> str:
    """The page as Markdown."""
    lines = [_OPENING]
    for group, (zh, en) in GROUPS.items():
        lines += [f"## {en} / {zh}", ""]
        lines += ["| metric | 名称 | name | formula | unit | adds up | least n | |"]
        lines += ["|---|---|---|---|---|---|--:|---|"]
        seen: set[str] = set()
        for each in metrics():
            if each.group == group and each.code not in seen:
                seen.add(each.code)
                lines.append(_line(each))
        lines.append("")
    return "\n".join([*lines, *_macros()]) + "\n"


def _line(each: Metric) -> str:
    top, below = _family(each, each.numerator), _family(each, each.denominator or "")
    formula = f"`{top}`" + (f" ÷ `{below}`" if below else "")
    code = f"`{each.code}`" + (" [`part`]" if each.part else "")
    said = f"{each.caveat_en}. {each.caveat_zh}。"
    said += f" Form {', '.join(each.forms)} only." if each.forms else ""
    said += f" Source: {each.source}." if each.source else ""
    least = str(each.min_n) if each.min_n > 1 else ""
    cells = [code, each.label_zh, each.label_en, formula, each.unit, _ADDS[each.additivity], least]
    return "| " + " | ".join([*cells, said]) + " |"


def _family(each: Metric, sql: str) -> str:
    """The formula with `part` in the place of the member's code."""
    if each.part and each.part in sql and (sql == each.numerator):
        return sql.replace(each.part, "⟨part⟩")
    return sql


def _macros() -> list[str]:
    lines = ["## Macros", "", "| macro | |", "|---|---|"]
    for name, (definition, text) in sorted(all_macros().items()):
        arguments = definition.split(")", 1)[0].lstrip("(").replace("\n", " ")
        lines.append(f"| `{name}({arguments})` | {text} |")
    return lines


if __name__ == "__main__":
    sys.stdout.write(page())
