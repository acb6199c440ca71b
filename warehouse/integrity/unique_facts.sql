-- two facts with the same codes in one report
SELECT fact, report_id, row_code, column_code, count(*) FROM (
  SELECT 'fact_request' AS fact, report_id, item AS row_code, applicant AS column_code FROM fact_request
  UNION ALL SELECT 'fact_proactive', report_id, subject, measure FROM fact_proactive
  UNION ALL SELECT 'fact_dispute', report_id, procedure, outcome FROM fact_dispute
  UNION ALL SELECT 'fact_legacy', report_id, indicator, 'value' FROM fact_legacy
)
WHERE report_id IN (SELECT report_id FROM batch_report)
GROUP BY ALL HAVING count(*) > 1
