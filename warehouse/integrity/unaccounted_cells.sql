-- a table whose facts are not those its account counts, or that has none
SELECT report_id, table_name, a.cells, a.facts, n.facts AS loaded
FROM (
  SELECT report_id, 'requests' AS table_name, count(DISTINCT cell_id) AS facts FROM fact_request
  WHERE report_id IN (SELECT report_id FROM batch_report) AND cell_id IS NOT NULL GROUP BY ALL
  UNION ALL SELECT report_id, 'proactive', count(DISTINCT cell_id) FROM fact_proactive
  WHERE report_id IN (SELECT report_id FROM batch_report) AND cell_id IS NOT NULL GROUP BY ALL
  UNION ALL SELECT report_id, 'disputes', count(DISTINCT cell_id) FROM fact_dispute
  WHERE report_id IN (SELECT report_id FROM batch_report) AND cell_id IS NOT NULL GROUP BY ALL
  UNION ALL SELECT report_id, 'legacy', count(DISTINCT cell_id) FROM fact_legacy
  WHERE report_id IN (SELECT report_id FROM batch_report) AND cell_id IS NOT NULL GROUP BY ALL
) n
FULL JOIN (FROM audit.table_account WHERE report_id IN (SELECT report_id FROM batch_report)) a USING (report_id, table_name)
WHERE a.cells IS NULL OR a.facts > coalesce(n.facts, 0)
