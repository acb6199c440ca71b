-- Results of all rules on the reports $ids.
SELECT report_id, check_code, coalesce(scope, ''), expected, found, difference, status, coalesce(note, '')
FROM audit.check_result WHERE report_id IN (SELECT unnest($ids::INTEGER[])) ORDER BY report_id, check_code, scope
