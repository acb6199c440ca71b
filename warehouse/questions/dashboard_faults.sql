-- Failed checks and open problems of current reports of $agencies, how often each; what is only worth knowing is left out.
SELECT r.report_id, r.year, 'check' AS kind, k.check_code AS code, c.title_zh, c.title_en, count(*)
FROM dim_report r JOIN audit.check_result k ON k.report_id = r.report_id AND k.status = 'fail' AND k.verdict IS NULL
LEFT JOIN audit.check c ON c.check_code = k.check_code
WHERE r.is_current AND r.agency_id IN (SELECT unnest($agencies::INTEGER[])) AND r.year BETWEEN $first AND $last
  AND c.severity IS DISTINCT FROM 'info'
GROUP BY ALL
UNION ALL
SELECT r.report_id, r.year, 'problem', p.code, NULL, NULL, count(*)
FROM dim_report r JOIN audit.open_problem p ON p.report_id = r.report_id AND p.severity <> 'info'
WHERE r.is_current AND r.agency_id IN (SELECT unnest($agencies::INTEGER[])) AND r.year BETWEEN $first AND $last
GROUP BY ALL
ORDER BY ALL
