-- Requests over the forms of 2019 and 2021: one row per agency, year, item and applicant; the sheet before 2019 is not in it / 跨2019、2021版表格的申请情况：一行为一机关一年一项一类申请人；不含2019年以前统计表
-- item: Row of the form, or other_processing as the sum of its three rows of 2021 / 行项代码；其他处理在2021年表为三行之和
-- label_zh: Official label of the item / 行项名称（中文）
-- label_en: Label of the item in English / 行项名称（英文）
-- value: Figure, or sum of its parts; NULL where any of them is blank or not there / 数值或组成部分之和；任一为空白或缺失则为空
-- blanks: How many of its parts have no number / 组成部分中无数值的个数
SELECT r.report_id, any_value(a.agency_id) AS agency_id, any_value(a.agency) AS agency, any_value(r.year) AS year,
       any_value(r.form) AS form, any_value(r.requests_form) AS requests_form, any_value(r.scope) AS scope,
       any_value(r.quality) AS quality, c.item, any_value(i.label_zh) AS label_zh, any_value(i.label_en) AS label_en,
       f.applicant, CASE WHEN count(f.value) = any_value(c.parts) THEN sum(f.value)::BIGINT END AS value,
       any_value(c.parts) AS parts, any_value(c.parts) - count(f.value) AS blanks, any_value(c.verdict) AS verdict,
       any_value(c.is_comparable) AS is_comparable, any_value(c.note_zh) AS note_zh, any_value(c.note_en) AS note_en
FROM fact_request f
JOIN dim_report r ON r.report_id = f.report_id AND r.is_current
JOIN dim_agency a ON a.agency_id = r.agency_id
JOIN dim_comparable c ON c.table_name = 'requests' AND c.form = coalesce(r.requests_form, r.form) AND c.row_code = f.item
LEFT JOIN dim_request_item i ON i.code = c.item
GROUP BY r.report_id, c.item, f.applicant
