-- Reconsideration and litigation (table 4): one row per cell of every current report / 行政复议、行政诉讼情况：现行报告第四部分表格，一行一格
-- label_zh: Official labels of procedure and outcome / 程序与结果名称（中文）
-- label_en: Labels of procedure and outcome in English / 程序与结果名称（英文）
SELECT r.report_id, a.agency_id, a.agency, r.year, r.form, r.scope, r.quality, f.procedure, f.outcome,
       p.label_zh || '：' || o.label_zh AS label_zh, p.label_en || ': ' || o.label_en AS label_en,
       f.value, f.status, f.printed, f.cell_id
FROM fact_dispute f
JOIN dim_report r ON r.report_id = f.report_id AND r.is_current
JOIN dim_agency a ON a.agency_id = r.agency_id
LEFT JOIN dim_dispute_procedure p ON p.code = f.procedure
LEFT JOIN dim_dispute_outcome o ON o.code = f.outcome
