-- a row that belongs to no report of the batch, or a fact whose cell is not recorded
SELECT 'fact_request' AS source, report_no FROM frame_fact_request ANTI JOIN frame_report USING (report_no)
UNION ALL SELECT 'fact_proactive', report_no FROM frame_fact_proactive ANTI JOIN frame_report USING (report_no)
UNION ALL SELECT 'fact_dispute', report_no FROM frame_fact_dispute ANTI JOIN frame_report USING (report_no)
UNION ALL SELECT 'fact_narrative', report_no FROM frame_fact_narrative ANTI JOIN frame_report USING (report_no)
UNION ALL SELECT 'cell', report_no FROM frame_cell ANTI JOIN frame_report USING (report_no)
UNION ALL SELECT 'check_result', report_no FROM frame_check_result ANTI JOIN frame_report USING (report_no)
UNION ALL SELECT 'problem', package_no FROM frame_problem ANTI JOIN frame_source_file USING (package_no)
UNION ALL SELECT 'report', package_no FROM frame_report ANTI JOIN frame_source_file USING (package_no)
UNION ALL
SELECT 'cell ' || f.cell_id, f.report_id FROM (
  SELECT report_id, cell_id FROM fact_request WHERE report_id IN (SELECT report_id FROM batch_report)
  UNION ALL SELECT report_id, cell_id FROM fact_proactive WHERE report_id IN (SELECT report_id FROM batch_report)
  UNION ALL SELECT report_id, cell_id FROM fact_dispute WHERE report_id IN (SELECT report_id FROM batch_report)
) f
ANTI JOIN (SELECT cell_id FROM audit.cell WHERE report_id IN (SELECT report_id FROM batch_report)) c USING (cell_id)
WHERE f.cell_id IS NOT NULL
