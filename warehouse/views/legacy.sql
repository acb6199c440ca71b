-- Statistics sheet before 2019: one row per figure of every current report, never one series with the newer forms / 2019年以前政府信息公开情况统计表：现行报告，一行一个数据，不与新表数据合并
-- label_zh: Official label of the indicator / 统计指标名称
-- label_en: Label of the indicator in English / 统计指标英文名称
SELECT r.report_id, a.agency_id, a.agency, r.year, r.form, r.scope, r.quality, f.indicator, i.label_zh, i.label_en,
       i.group_code, i.parent_code, f.value, f.unit, f.status, f.printed, f.cell_id,
       i.maps_to, i.verdict, i.note_zh, i.note_en
FROM fact_legacy f
JOIN dim_report r ON r.report_id = f.report_id AND r.is_current
JOIN dim_agency a ON a.agency_id = r.agency_id
LEFT JOIN dim_legacy_indicator i ON i.code = f.indicator
