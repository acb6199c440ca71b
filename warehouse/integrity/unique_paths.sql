-- two fates for one path in one run
SELECT path, count(*) FROM audit.source_file
WHERE run_id IN (SELECT seen_in_run_id FROM batch_package) AND path IN (SELECT path FROM batch_package)
GROUP BY ALL HAVING count(*) > 1
