-- a year without a report between two that have one
SELECT r.report_id, 'no_gap_in_series' AS check_code, (r.year - 1)::VARCHAR AS scope, 1 AS expected,
       CASE WHEN p.report_id IS NULL THEN 0 ELSE 1 END AS found, CASE WHEN p.report_id IS NULL THEN 'fail' ELSE 'pass' END AS status,
       CASE WHEN p.report_id IS NULL THEN 'no report for ' || (r.year - 1) END AS note
FROM part_report r
LEFT JOIN check_pair p ON p.report_id = r.report_id
WHERE r.is_current
  AND EXISTS (FROM part_report e WHERE e.is_current AND e.agency_id = r.agency_id AND e.scope = r.scope AND e.year < r.year)
