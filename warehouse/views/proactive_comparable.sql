-- Proactive disclosure over the forms of 2019 and 2021: one row per agency, year and item with its verdict; the sheet before 2019 is not in it / 跨2019、2021版表格的主动公开情况：一行为一机关一年一项，附可比程度；不含2019年以前统计表
-- item: Series over both forms, or the subject and measure of one form / 跨版本项目，或某版表格的内容与指标
-- label_zh: Official labels of subject and measure as this form prints them / 本版表格的信息内容与指标名称（中文）
-- label_en: Labels of subject and measure in English / 信息内容与指标名称（英文）
-- unit: Unit of the value / 计量单位
SELECT r.report_id, a.agency_id, a.agency, r.year, r.form, r.scope, r.quality, c.item, f.subject, f.measure,
       s.label_zh || '：' || m.label_zh AS label_zh, s.label_en || ': ' || m.label_en AS label_en,
       f.value, coalesce(f.unit, m.unit) AS unit, f.status, c.verdict, c.is_comparable, c.note_zh, c.note_en
FROM fact_proactive f
JOIN dim_report r ON r.report_id = f.report_id AND r.is_current
JOIN dim_agency a ON a.agency_id = r.agency_id
JOIN dim_comparable c ON c.table_name = 'proactive' AND c.form = r.form AND c.row_code = f.subject AND c.column_code = f.measure
LEFT JOIN dim_disclosure_subject s ON s.code = f.subject
LEFT JOIN dim_disclosure_measure m ON m.code = f.measure
