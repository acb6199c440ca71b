-- Problems that nobody has settled, of current reports and of files without one.
SELECT code, severity, sha256, report_id, page, bbox, raw, second, table_name, row_code, column_code, cell_id,
  message, message_zh
FROM audit.open_problem ORDER BY report_id, page, cell_id, code, raw
