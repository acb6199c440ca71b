-- twice or half of the year before together with another scope: the change of whom it counts explains it
SELECT r.report_id, 'scope_jump' AS check_code, 'new_received' AS scope, o.value AS expected, n.value AS found,
       CASE WHEN n.value > 2 * o.value OR 2 * n.value < o.value THEN 'not_assessable' ELSE 'pass' END AS status,
       'scope ' || p.scope || ' the year before, now ' || r.scope AS note
FROM part_report r
JOIN part_report p ON p.agency_id = r.agency_id AND p.year = r.year - 1 AND p.is_current AND p.scope <> r.scope
 AND 'unknown' NOT IN (p.scope, r.scope)
JOIN part_request n ON n.report_id = r.report_id AND n.item = 'new_received' AND n.applicant = 'total'
JOIN part_request o ON o.report_id = p.report_id AND o.item = 'new_received' AND o.applicant = 'total'
WHERE r.is_current AND n.value IS NOT NULL AND o.value > 0
