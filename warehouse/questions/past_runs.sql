-- The runs that published this warehouse, the last one first.
SELECT run_id, started_at, ended_at, files_loaded, files_unchanged, files_duplicate, files_rejected
FROM audit.run WHERE ended_at IS NOT NULL ORDER BY started_at DESC, run_id DESC LIMIT ?
