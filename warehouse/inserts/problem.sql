-- A problem of a report that is not kept (a copy) goes with it; a problem of the file stays.
INSERT INTO audit.problem
SELECT f.code, f.severity, p.sha256, b.report_id, f.page,
       CASE WHEN f.x0 IS NOT NULL THEN [f.x0, f.y0, f.x1, f.y1]::DOUBLE[4] END, f.raw, f.second,
       f.table_name, f.row_code, f.column_code, b.report_id::BIGINT * 10000 + f.cell_no, f.settled_by, f.message, f.message_zh, p.run_id
FROM frame_problem f
JOIN batch_package p ON p.package_no = f.package_no AND p.is_written
LEFT JOIN batch_report b ON b.report_no = f.report_no
WHERE f.report_no IS NULL OR b.report_id IS NOT NULL
