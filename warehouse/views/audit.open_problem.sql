-- Problems that nobody has settled, of current reports and of files without a report, with agency and file / 现行报告及无报告文件的问题，含机关与文件
-- path: Path the file was read from / 读取文件时的路径
SELECT p.severity, p.code, a.agency, r.year, r.quality, c.path, p.page, p.raw, p.second, p.table_name, p.row_code,
       p.column_code, p.cell_id, p.message, p.message_zh, p.bbox,
       p.report_id, p.sha256, p.run_id
FROM audit.problem p
LEFT JOIN audit.content c ON c.sha256 = p.sha256
LEFT JOIN dim_report r ON r.report_id = p.report_id
LEFT JOIN dim_agency a ON a.agency_id = r.agency_id
WHERE p.settled_by IS NULL AND (p.report_id IS NULL OR r.is_current)
