INSERT INTO audit.cell
SELECT b.report_id::BIGINT * 10000 + f.cell_no, b.report_id, f.page, f.x0, f.y0, f.x1, f.y1, f.text, f.reader, f.path
FROM frame_cell f JOIN batch_report b USING (report_no)
