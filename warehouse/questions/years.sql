-- What current reports of an agency give for a slot in each year; $agencies, $tables, $rows, $columns are lists of one length.
SELECT DISTINCT w.agency_id, w.table_name, w.row_code, w.column_code, r.year, f.value
FROM (SELECT unnest($agencies::INTEGER[]) AS agency_id, unnest($tables::VARCHAR[]) AS table_name,
  unnest($rows::VARCHAR[]) AS row_code, unnest($columns::VARCHAR[]) AS column_code) w
JOIN dim_report r ON r.agency_id = w.agency_id AND r.is_current
JOIN ({facts}) f ON f.report_id = r.report_id AND f.table_name = w.table_name
  AND f.row_code = w.row_code AND f.column_code = w.column_code
ORDER BY ALL
