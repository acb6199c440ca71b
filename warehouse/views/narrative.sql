-- Figures stated in the text of current reports; never a substitute for the tables / 现行报告文字部分中的数字；不替代表格数据
-- label_zh: Name of the figure in Chinese / 指标名称（中文）
-- label_en: Name of the figure in English / 指标名称（英文）
SELECT r.report_id, a.agency_id, a.agency, r.year, r.form, r.scope, r.quality, f.metric, m.label_zh, m.label_en,
       f.value, f.unit, f.approximate, f.period, f.channel, f.section, f.sentence, f.printed
FROM fact_narrative f
JOIN dim_report r ON r.report_id = f.report_id AND r.is_current
JOIN dim_agency a ON a.agency_id = r.agency_id
LEFT JOIN dim_narrative_metric m ON m.code = f.metric
