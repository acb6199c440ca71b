-- how many of the bodies below have a report for the year, and which have none
SELECT p.report_id, 'rollup_share' AS check_code, p.year::VARCHAR AS scope, count(DISTINCT c.agency_id) AS expected,
       count(DISTINCT k.agency_id) AS found,
       CASE WHEN count(DISTINCT c.agency_id) = count(DISTINCT k.agency_id) THEN 'pass' ELSE 'not_assessable' END AS status,
       'missing: ' || string_agg(DISTINCT c.agency, '、' ORDER BY c.agency) FILTER (k.agency_id IS NULL) AS note
FROM part_report p
JOIN dim_agency c ON c.parent_agency_id = p.agency_id
LEFT JOIN part_report k ON k.agency_id = c.agency_id AND k.year = p.year AND k.is_current
WHERE p.is_current GROUP BY p.report_id, p.year
