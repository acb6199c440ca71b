-- Current reports of $agencies and the files they were read from.
SELECT r.agency_id, r.year, r.report_id, r.scope, r.quality, r.form, r.published_on, r.media, r.sha256, coalesce(c.path, r.source_path)
FROM dim_report r LEFT JOIN audit.content c ON c.sha256 = r.sha256
WHERE r.is_current AND r.agency_id IN (SELECT unnest($agencies::INTEGER[])) AND r.year BETWEEN $first AND $last
ORDER BY r.agency_id, r.year, r.report_id
