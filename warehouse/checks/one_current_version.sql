-- no two current reports of one agency, year and declared scope
SELECT min(report_id) AS report_id, 'one_current_version' AS check_code, version_scope AS scope, 1 AS expected, count(*) AS found,
       CASE WHEN count(*) = 1 THEN 'pass' ELSE 'fail' END AS status, NULL AS note
FROM part_report WHERE is_current GROUP BY agency_id, year, version_scope
