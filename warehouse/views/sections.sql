-- Text of current reports by section, to search: WHERE text LIKE '%数据安全%' / 现行报告各部分的文字，可供检索：WHERE text LIKE '%数据安全%'
SELECT r.report_id, a.agency_id, a.agency, r.year, r.form, r.scope, r.quality, s.ordinal, s.section, s.numeral, s.heading, s.text
FROM report_section s
JOIN dim_report r ON r.report_id = s.report_id AND r.is_current
JOIN dim_agency a ON a.agency_id = r.agency_id
