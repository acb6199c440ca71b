-- a fact whose cell is not recorded
SELECT f.report_id, f.cell_id FROM (
  SELECT report_id, cell_id FROM fact_request
  UNION ALL SELECT report_id, cell_id FROM fact_proactive
  UNION ALL SELECT report_id, cell_id FROM fact_dispute
  UNION ALL SELECT report_id, cell_id FROM fact_legacy
) f
ANTI JOIN audit.cell c ON c.cell_id = f.cell_id AND c.report_id = f.report_id
WHERE f.cell_id IS NOT NULL AND f.report_id IN (SELECT report_id FROM batch_report)
