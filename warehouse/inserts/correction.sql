INSERT INTO audit.correction
SELECT b.report_id, f.document, f.table_name, f.row_code, f.column_code, b.report_id::BIGINT * 10000 + f.cell_no,
       f.check_code, f.scope, f.verdict, f.seen, f.should_be, f.value_printed::DECIMAL(18,6), f.value_used::DECIMAL(18,6),
       f.reason, f.made_by, f.made_on::DATE, f.source, f.status, f.detail, p.run_id
FROM frame_correction f
JOIN batch_report b USING (report_no)
JOIN frame_report r USING (report_no)
JOIN batch_package p ON p.package_no = r.package_no
