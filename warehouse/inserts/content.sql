INSERT INTO audit.content
SELECT p.sha256, p.path, p.status, p.reason, p.detail, p.ingredients, p.run_id, p.read_at
FROM batch_package p WHERE p.is_written
