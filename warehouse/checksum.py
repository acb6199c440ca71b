"""A checksum of all figures of a warehouse, whatever their order and numbering."""

from __future__ import annotations

from pathlib import Path

from warehouse.query import run_sql

_FACTS = """
SELECT report_id, 'request' AS fact, item AS row_code, applicant AS column_code,
       value::DECIMAL(18,6)::VARCHAR AS value, status, printed AS text, NULL AS unit
FROM fact_request
UNION ALL
SELECT report_id, 'proactive', subject, measure, value::VARCHAR, status, printed, unit
FROM fact_proactive
UNION ALL
SELECT report_id, 'dispute', procedure, outcome, value::DECIMAL(18,6)::VARCHAR, status,
       printed, NULL
FROM fact_dispute
UNION ALL
SELECT report_id, 'legacy', indicator, 'value', value::VARCHAR, status, printed, unit
FROM fact_legacy
UNION ALL
SELECT report_id, 'narrative ' || coalesce(section, ''), metric, period, value::VARCHAR,
       approximate::VARCHAR, sentence, unit
FROM fact_narrative
"""

_CHECKSUM = f"""
WITH line AS (
  SELECT md5(to_json([r.sha256, r.ordinal_in_file::VARCHAR, f.fact, f.row_code, f.column_code,
                      f.value, f.status, f.text, f.unit])::VARCHAR) AS hash
  FROM ({_FACTS}) f JOIN dim_report r USING (report_id)
)
SELECT count(*), sum(('0x' || hash[1:15])::UBIGINT::HUGEINT),
       sum(('0x' || hash[16:30])::UBIGINT::HUGEINT)
FROM line
"""


def facts_checksum(path: Path) -> str:
    """Equal for two warehouses exactly when the same files gave the same figures in both.

    Reports are named by the hash of their file, never by `report_id`; hashes of rows are added up,
    so order does not matter and a row that is there twice shows.
    """
    ((count, high, low),) = run_sql(path, _CHECKSUM).rows
    return f"{count}-{int(high or 0):x}-{int(low or 0):x}"
