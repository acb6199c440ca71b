-- Facts of all tables in one shape.
SELECT report_id, 'requests' AS table_name, item AS row_code, applicant AS column_code,
  value::DECIMAL(18,6) AS value, NULL AS unit, status, printed, cell_id FROM fact_request
UNION ALL
SELECT report_id, 'proactive', subject, measure, value, unit, status, printed, cell_id FROM fact_proactive
UNION ALL
SELECT report_id, 'disputes', procedure, outcome, value, NULL, status, printed, cell_id FROM fact_dispute
UNION ALL
SELECT report_id, 'legacy', indicator, 'value', value, unit, status, printed, cell_id FROM fact_legacy
