-- five times or a fifth of the year before, both at least 30; expected is the year before
SELECT p.report_id, 'outlier_factor' AS check_code, 'new_received' AS scope, o.value AS expected, n.value AS found,
       CASE WHEN n.value > 5 * o.value OR 5 * n.value < o.value THEN 'fail' ELSE 'pass' END AS status, NULL AS note
FROM check_pair p
JOIN part_request n ON n.report_id = p.report_id AND n.item = 'new_received' AND n.applicant = 'total'
JOIN part_request o ON o.report_id = p.previous_id AND o.item = 'new_received' AND o.applicant = 'total'
WHERE n.value >= 30 AND o.value >= 30
