-- a row that belongs to no report or file of the batch
SELECT source, report_no FROM (
  SELECT 'fact_request' AS source, report_no FROM frame_fact_request
  UNION ALL SELECT 'fact_proactive', report_no FROM frame_fact_proactive
  UNION ALL SELECT 'fact_dispute', report_no FROM frame_fact_dispute
  UNION ALL SELECT 'fact_legacy', report_no FROM frame_fact_legacy
  UNION ALL SELECT 'fact_narrative', report_no FROM frame_fact_narrative
  UNION ALL SELECT 'cell', report_no FROM frame_cell
  UNION ALL SELECT 'check_result', report_no FROM frame_check_result
) ANTI JOIN frame_report USING (report_no)
UNION ALL
SELECT source, package_no FROM (
  SELECT 'problem' AS source, package_no FROM frame_problem UNION ALL SELECT 'report', package_no FROM frame_report
) ANTI JOIN frame_source_file USING (package_no)
