-- two facts with the same codes in one report
SELECT 'fact_request' AS fact, report_no, item AS row_code, applicant AS column_code, count(*) FROM frame_fact_request
WHERE report_no IN (SELECT report_no FROM batch_report) GROUP BY report_no, item, applicant HAVING count(*) > 1
UNION ALL
SELECT fact, report_no, row_code, column_code, count(*) FROM (
  SELECT 'fact_proactive' AS fact, report_no, subject AS row_code, measure AS column_code FROM frame_fact_proactive
  UNION ALL SELECT 'fact_dispute', report_no, procedure, outcome FROM frame_fact_dispute
  UNION ALL SELECT 'fact_legacy', report_no, indicator, 'value' FROM frame_fact_legacy
)
WHERE report_no IN (SELECT report_no FROM batch_report)
GROUP BY ALL HAVING count(*) > 1
