-- two fates for one path in one run
SELECT s.run_id, s.path, count(*) FROM audit.source_file s
WHERE (s.run_id, s.path) IN (SELECT (p.seen_in_run_id, p.path) FROM batch_package p)
GROUP BY ALL HAVING count(*) > 1
