-- Proactive disclosure (table 2): one row per cell of every current report / 主动公开政府信息情况：现行报告第二部分表格，一行一格
-- label_zh: Official labels of row and column / 信息内容与指标名称（中文）
-- label_en: Labels of row and column in English / 信息内容与指标名称（英文）
-- unit: Unit of the value / 计量单位
SELECT r.report_id, a.agency_id, a.agency, r.year, r.form, r.scope, r.quality, f.subject, f.measure,
       s.label_zh || '：' || m.label_zh AS label_zh, s.label_en || ': ' || m.label_en AS label_en,
       f.value, coalesce(f.unit, m.unit) AS unit, f.status, f.printed, f.cell_id
FROM fact_proactive f
JOIN dim_report r ON r.report_id = f.report_id AND r.is_current
JOIN dim_agency a ON a.agency_id = r.agency_id
LEFT JOIN dim_disclosure_subject s ON s.code = f.subject
LEFT JOIN dim_disclosure_measure m ON m.code = f.measure
