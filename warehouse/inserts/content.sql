INSERT INTO audit.content
SELECT p.sha256, p.path, s.folder, p.status, p.reason, p.detail, p.ingredients, p.run_id, p.read_at
FROM batch_package p JOIN frame_source_file s USING (package_no) WHERE p.is_written
