-- rows of a report beyond those that were read of it: left behind when it was replaced or went
SELECT report_id, fact, count(*) - coalesce(any_value(n.brought), 0) FROM (
  SELECT report_id, 'fact_request' AS fact FROM fact_request WHERE report_id IN (SELECT report_id FROM batch_replaced)
  UNION ALL SELECT report_id, 'fact_proactive' FROM fact_proactive WHERE report_id IN (SELECT report_id FROM batch_replaced)
  UNION ALL SELECT report_id, 'fact_dispute' FROM fact_dispute WHERE report_id IN (SELECT report_id FROM batch_replaced)
  UNION ALL SELECT report_id, 'fact_legacy' FROM fact_legacy WHERE report_id IN (SELECT report_id FROM batch_replaced)
  UNION ALL SELECT report_id, 'fact_narrative' FROM fact_narrative WHERE report_id IN (SELECT report_id FROM batch_replaced)
  UNION ALL SELECT report_id, 'cell' FROM audit.cell WHERE report_id IN (SELECT report_id FROM batch_replaced)
)
LEFT JOIN (
  SELECT b.report_id, f.fact, count(*) AS brought FROM (
    SELECT report_no, 'fact_request' AS fact FROM frame_fact_request
    UNION ALL SELECT report_no, 'fact_proactive' FROM frame_fact_proactive
    UNION ALL SELECT report_no, 'fact_dispute' FROM frame_fact_dispute
    UNION ALL SELECT report_no, 'fact_legacy' FROM frame_fact_legacy
    UNION ALL SELECT report_no, 'fact_narrative' FROM frame_fact_narrative
    UNION ALL SELECT report_no, 'cell' FROM frame_cell
  ) f JOIN batch_report b USING (report_no) GROUP BY ALL
) n USING (report_id, fact)
GROUP BY ALL HAVING count(*) > coalesce(any_value(n.brought), 0)
