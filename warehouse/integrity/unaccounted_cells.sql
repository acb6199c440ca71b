-- a table whose facts are not those its account counts, or that has none
SELECT report_no, table_name, a.cells, a.facts, n.facts AS loaded
FROM (
  SELECT report_no, table_name, count(DISTINCT cell_no) AS facts FROM (
    SELECT report_no, 'requests' AS table_name, cell_no FROM frame_fact_request
    UNION ALL SELECT report_no, 'proactive', cell_no FROM frame_fact_proactive
    UNION ALL SELECT report_no, 'disputes', cell_no FROM frame_fact_dispute
    UNION ALL SELECT report_no, 'legacy', cell_no FROM frame_fact_legacy
  )
  WHERE cell_no IS NOT NULL AND report_no IN (SELECT report_no FROM batch_report) GROUP BY ALL
) n
FULL JOIN (FROM frame_table_account WHERE report_no IN (SELECT report_no FROM batch_report)) a USING (report_no, table_name)
WHERE a.cells IS NULL OR a.facts > coalesce(n.facts, 0)
