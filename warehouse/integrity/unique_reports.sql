-- two current reports for one agency, year and declared scope, or one report of a file twice
SELECT agency_id, year, version_scope AS scope, count(*) AS current_reports FROM dim_report
WHERE is_current AND agency_id IN (SELECT agency_id FROM batch_report) GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT min(report_id), ordinal_in_file, sha256, count(*) FROM dim_report
WHERE sha256 IN (SELECT sha256 FROM batch_package) GROUP BY sha256, ordinal_in_file HAVING count(*) > 1
