-- All figures of the reports $ids with their cells.
SELECT f.report_id, f.table_name, f.row_code, f.column_code, f.value, f.unit, f.status,
  coalesce(f.printed, ''), f.cell_id, c.page, c.x0, c.y0, c.x1, c.y1, c.text, c.reader, c.path
FROM ({facts}) f LEFT JOIN audit.cell c ON c.cell_id = f.cell_id AND c.report_id IN (SELECT unnest($ids::INTEGER[]))
WHERE f.report_id IN (SELECT unnest($ids::INTEGER[])) ORDER BY f.report_id, f.cell_id NULLS LAST, f.table_name, f.row_code
