-- table 三 is that of the year before, cell for cell, and not all zero; expected and found count the equal cells
SELECT p.report_id, 'copied_year' AS check_code, p.previous_id::VARCHAR AS scope, NULL AS expected,
       sum(n.value) FILTER (n.applicant = 'total' AND n.item IN ('new_received', 'handled_total')) AS found,
       CASE WHEN coalesce(sum(n.value), 0) = 0 THEN 'not_assessable'
            WHEN bool_and(n.value IS NOT DISTINCT FROM o.value) THEN 'fail' ELSE 'pass' END AS status,
       CASE WHEN coalesce(sum(n.value), 0) = 0 THEN 'nothing but zeros and blanks'
            WHEN bool_and(n.value IS NOT DISTINCT FROM o.value) THEN 'equals report ' || p.previous_id END AS note
FROM check_pair p
JOIN part_request n ON n.report_id = p.report_id
JOIN part_request o ON o.report_id = p.previous_id AND o.item = n.item AND o.applicant = n.applicant
GROUP BY p.report_id, p.previous_id
