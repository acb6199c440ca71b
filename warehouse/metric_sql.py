"""SQL from the metrics: the rows of the two views, the sums over regions, the table and the macros."""

from __future__ import annotations

import duckdb

from warehouse.metrics import Metric, metrics
from warehouse.rows import replace_rows
from warehouse.schema import quoted

_REPORT = """SELECT {metric} AS metric, {part} AS part, agency_id, agency, year,
  {value} AS value, ({numerator})::DECIMAL(18,6) AS numerator, {denominator}::DECIMAL(18,6) AS denominator,
  CASE {form_break}WHEN ({numerator}) IS NULL{no_denominator} THEN 'missing_input'
       {empty}{small}{unknown}ELSE 'ok' END AS status,
  {unit} AS unit, {label_zh} AS label_zh, {label_en} AS label_en, report_id, form, scope, quality
FROM agency_year"""


def metrics_sql() -> str:
    """Every metric of every agency and year, for the place `{metrics}` of the view's file.

    One SELECT a metric, so that a question for one metric computes one.
    """
    return "\nUNION ALL\n".join(
        report_metric_sql(each) for each in metrics() if not each.of_region_only
    )


def region_sql() -> dict[str, str]:
    """SQL of the parts of every metric over a region, for the places of `derived/*.sql`.

    Numerators and denominators are summed over the reports that have both.
    """
    of_reports = [each for each in metrics() if _is_summed(each) and not each.of_region_only]
    of_regions = [each for each in metrics() if _is_summed(each) and each.of_region_only]
    keys = [each.key for each in (*of_reports, *of_regions)]
    whole = "::DECIMAL(38,6)"
    return {
        "metric_sums": ", ".join(
            f'sum({top}) AS "m_{each.key}", sum({below}) AS "d_{each.key}", '
            f'count({top}) AS "k_{each.key}"'
            for each in of_reports
            for top, below in [_known_parts(each)]
        ),
        "of_counts": ", ".join(
            f'{top} AS "m_{each.key}", {below} AS "d_{each.key}", '
            f'CASE WHEN {top} IS NULL THEN 0 ELSE n_reports END AS "k_{each.key}"'
            for each in of_regions
            for top, below in [_known_parts(each)]
        ),
        "metric_columns": ", ".join(
            f'"{letter}_{key}"{whole} AS "{letter}_{key}"' for key in keys for letter in "mdk"
        ),
        "metric_triples": ", ".join(
            f'("m_{key}", "d_{key}", "k_{key}") AS \'{key}\'' for key in keys
        ),
    }


def _known_parts(each: Metric) -> tuple[str, str]:
    """Numerator and denominator where the form has the metric and both are known, else NULL.

    Without a denominator that of the figure is 1, so that what is counted is how many have it."""
    below = each.denominator or "1"
    known = " AND ".join(
        filter(None, (_in_form(each), f"({each.numerator}) IS NOT NULL", f"({below}) IS NOT NULL"))
    )
    return f"CASE WHEN {known} THEN {each.numerator} END", f"CASE WHEN {known} THEN {below} END"


def macros() -> dict[str, str]:
    """Name and definition of a macro for every ratio: sum the inputs, then divide.

    A family has one macro for all its members. Without those that ask something of the single report (CASE)
    or divide by a number of the form: their inputs cannot be summed.
    """
    found: dict[str, str] = {}
    for each in metrics():
        if each.code in found or not each.denominator or each.denominator.isdecimal():
            continue
        if "CASE" in each.numerator:
            continue
        numerator, inputs = each.numerator, each.inputs
        if each.part:  # of a family the member is an argument
            numerator, inputs = (
                "part",
                ("part", *(c for c in inputs if c in (each.denominator or ""))),
            )
        formula = f"({numerator}) / nullif({each.denominator}, 0)"
        found[each.code] = f"({', '.join(inputs)}) AS ({formula})::DOUBLE"
    return found


def load_metrics(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the rows of `dim_metric`."""
    rows = [_row(order, each) for order, each in enumerate(metrics(), start=1)]
    replace_rows(connection, "dim_metric", rows)


def report_metric_sql(each: Metric) -> str:
    """One metric of every agency and year."""
    ratio = each.denominator is not None
    denominator = f"({each.denominator})"
    value = (
        f"({each.numerator})::DOUBLE / nullif({denominator}, 0)::DOUBLE"
        if ratio
        else f"({each.numerator})::DOUBLE"
    )
    is_in = _in_form(each)
    return _REPORT.format(
        **_names(each),
        value=f"CASE WHEN {is_in} THEN {value} END" if is_in else value,
        numerator=each.numerator,
        denominator=denominator if ratio else "NULL",
        form_break=f"WHEN NOT ({is_in}) THEN 'form_break' " if is_in else "",
        no_denominator=f" OR {denominator} IS NULL" if ratio else "",
        empty=f"WHEN {denominator} = 0 THEN 'no_denominator' " if ratio else "",
        small=f"WHEN {each.size} < {each.min_n} THEN 'small_n' " if each.min_n > 1 else "",
        unknown="WHEN scope = 'unknown' THEN 'scope_unknown' " if each.same_scope else "",
    )


def _names(each: Metric) -> dict[str, str]:
    return {
        "metric": quoted(each.code),
        "part": quoted(each.part) if each.part else "NULL::VARCHAR",
        "unit": quoted(each.unit),
        "label_zh": quoted(_label(each.label_zh, each.part_zh, "：")),
        "label_en": quoted(_label(each.label_en, each.part_en, ": ")),
    }


def _label(name: str, part: str | None, between: str) -> str:
    return f"{name}{between}{part}" if part else name


def _is_summed(each: Metric) -> bool:
    return each.additivity != "none"


def _in_form(each: Metric) -> str:
    """Condition that the form of the metric's table has it; empty for all forms."""
    if not each.forms:
        return ""
    form = "coalesce(requests_form, form)" if each.table == "requests" else "form"
    return f"{form} IN ({', '.join(map(quoted, each.forms))})"


def _row(order: int, each: Metric) -> list[object]:
    formulas = [each.numerator, each.denominator]
    said = [each.caveat_zh, each.caveat_en, each.source]
    labels = [each.label_zh, each.label_en, each.part_zh, each.part_en]
    kind = [each.unit, each.additivity, each.min_n, list(each.forms)]
    return [each.code, each.part, *labels, each.group, *formulas, *kind, *said, order]
