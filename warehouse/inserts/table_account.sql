INSERT INTO audit.table_account
SELECT b.report_id, f.table_name, f.cells, f.facts, f.heads, f.notes, f.empty, f.problems
FROM frame_table_account f JOIN batch_report b USING (report_no)
