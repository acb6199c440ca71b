-- What the sheet before 2019 leads to in the newer forms, under their codes; form is legacy in every row: filter on it before uniting / 2019年以前统计数据按新表代码归并；每行form均为legacy，合并前须按form筛选
-- item: Code of the newer series (table 3: applicant total; litigation: both procedures together) / 新表数据代码（第三部分为总计，行政诉讼为两类合计）
-- value: Sum of the indicators that make it up; NULL where any of them is blank or not there / 组成指标之和；任一为空白或缺失则为空
-- parts: How many indicators make it up / 组成指标个数
-- blanks: How many of them have no number / 其中无数值的个数
-- indicators: The indicators that make it up / 组成指标代码
SELECT r.report_id, any_value(a.agency_id) AS agency_id, any_value(a.agency) AS agency, any_value(r.year) AS year,
       any_value(r.form) AS form, any_value(r.scope) AS scope, any_value(r.quality) AS quality,
       i.maps_to AS item, CASE WHEN count(f.value) = count(*) THEN sum(f.value) END AS value,
       count(*) AS parts, count(*) - count(f.value) AS blanks, list(i.code ORDER BY i.sort_order) AS indicators,
       any_value(i.verdict) AS verdict, any_value(i.note_zh) AS note_zh, any_value(i.note_en) AS note_en
FROM dim_report r
JOIN dim_agency a ON a.agency_id = r.agency_id
JOIN dim_legacy_indicator i ON i.maps_to IS NOT NULL AND list_contains(i.forms, r.form)
LEFT JOIN fact_legacy f ON f.report_id = r.report_id AND f.indicator = i.code
WHERE r.is_current
GROUP BY r.report_id, i.maps_to
