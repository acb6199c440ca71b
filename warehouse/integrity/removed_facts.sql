-- a row that was left behind when its report went
SELECT report_id FROM (
  SELECT report_id FROM fact_request UNION ALL SELECT report_id FROM fact_proactive
  UNION ALL SELECT report_id FROM fact_dispute UNION ALL SELECT report_id FROM fact_legacy UNION ALL SELECT report_id FROM fact_narrative
  UNION ALL SELECT report_id FROM audit.cell
)
WHERE report_id IN (SELECT report_id FROM batch_replaced) AND report_id NOT IN (SELECT report_id FROM dim_report)
