-- Problems of the reports $ids, settled ones too.
SELECT code, severity, sha256, report_id, page, bbox, raw, second, table_name, row_code, column_code, cell_id,
  message, message_zh
FROM audit.problem WHERE report_id IN (SELECT unnest($ids::INTEGER[]))
ORDER BY report_id, page, cell_id, code, raw
