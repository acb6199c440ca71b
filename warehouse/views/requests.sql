-- Requests received and handled (table 3): one row per cell of every current report / 收到和处理政府信息公开申请情况：现行报告第三部分表格，一行一格
-- label_zh: Official label of the row / 行项名称（中文）
-- label_en: Label of the row in English / 行项名称（英文）
-- applicant_zh: Official label of the column / 申请人类型（中文）
-- applicant_en: Label of the column in English / 申请人类型（英文）
SELECT r.report_id, a.agency_id, a.agency, r.year, r.form, r.requests_form, r.scope, r.quality,
       f.item, i.label_zh, i.label_en, f.applicant, p.label_zh AS applicant_zh, p.label_en AS applicant_en,
       f.value, f.status, f.printed, f.cell_id
FROM fact_request f
JOIN dim_report r ON r.report_id = f.report_id AND r.is_current
JOIN dim_agency a ON a.agency_id = r.agency_id
LEFT JOIN dim_request_item i ON i.code = f.item
LEFT JOIN dim_applicant p ON p.code = f.applicant
