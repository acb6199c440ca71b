INSERT INTO audit.report_scope
SELECT b.report_id, f.table_name, f.scope, f.basis, f.evidence, f.section, f.page, f.confidence
FROM frame_report_scope f JOIN batch_report b USING (report_no)
