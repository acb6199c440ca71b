-- The run that published this file.
SELECT run_id, ended_at, version, report_count FROM audit.run ORDER BY ended_at DESC NULLS LAST, run_id DESC LIMIT 1
