-- three times as many documents in force as the year before: mostly another way of counting
SELECT p.report_id, 'stock_jump' AS check_code, n.subject AS scope, o.value AS expected, n.value AS found,
       CASE WHEN n.value > 3 * o.value THEN 'fail' ELSE 'pass' END AS status, NULL AS note
FROM check_pair p
JOIN part_proactive n ON n.report_id = p.report_id AND n.measure = 'in_force'
JOIN part_proactive o ON o.report_id = p.previous_id AND o.measure = 'in_force' AND o.subject = n.subject
WHERE o.value > 0 AND n.value IS NOT NULL
