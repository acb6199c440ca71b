-- Failed rules of current reports, but for those that a person has called the publication's own.
SELECT c.report_id, c.check_code, coalesce(c.scope, ''), c.expected, c.found, c.difference, c.status, coalesce(c.note, '')
FROM audit.check_result c JOIN dim_report r ON r.report_id = c.report_id AND r.is_current
WHERE c.status = 'fail' AND c.verdict IS NULL ORDER BY c.report_id, c.check_code, c.scope
