-- rules are made by governments of prefectures and above and their departments: not by counties and townships
SELECT r.report_id, 'rules_possible' AS check_code, f.measure AS scope, 0 AS expected, f.value AS found,
       CASE WHEN f.value > 0 THEN 'fail' ELSE 'pass' END AS status, a.level AS note
FROM part_report r JOIN dim_agency a USING (agency_id) JOIN part_proactive f USING (report_id)
WHERE r.is_current AND a.level IN ('county', 'township') AND f.subject = 'rules' AND f.value IS NOT NULL
