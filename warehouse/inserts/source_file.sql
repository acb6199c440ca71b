INSERT INTO audit.source_file
SELECT p.seen_in_run_id, s.path, s.folder, s.sha256, s.bytes, s.kind, p.status, p.reason, p.detail, s.ingredients, s.seconds,
       coalesce(n.report_count, 0)
FROM frame_source_file s
JOIN batch_package p USING (package_no)
LEFT JOIN (
  SELECT sha256, count(*) AS report_count FROM dim_report
  WHERE sha256 IN (SELECT sha256 FROM batch_package) GROUP BY sha256
) n ON n.sha256 = s.sha256
