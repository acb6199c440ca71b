-- a fact whose cell is not recorded
SELECT report_no, cell_no FROM (
  SELECT report_no, cell_no FROM frame_fact_request
  UNION ALL SELECT report_no, cell_no FROM frame_fact_proactive
  UNION ALL SELECT report_no, cell_no FROM frame_fact_dispute
  UNION ALL SELECT report_no, cell_no FROM frame_fact_legacy
)
ANTI JOIN frame_cell USING (report_no, cell_no)
WHERE cell_no IS NOT NULL AND report_no IN (SELECT report_no FROM batch_report)
