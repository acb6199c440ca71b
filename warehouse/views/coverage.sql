-- Agencies by year from the first to the last year seen: is there a report, and how good / 机关各年度（所见首年至末年）有无报告及其质量
-- year: Reporting year, also a year without a report / 报告年度（含缺报年度）
-- status: present or missing / 有报告为present，缺报为missing
-- report_count: Current reports of the year (more than one where scopes differ) / 该年度现行报告数（范围不同时可多于一份）
-- version_count: Versions of these reports in the warehouse / 库中版本数
-- report_id: Current report; the lowest number if there are several / 现行报告编号（有多份时取最小）
WITH span AS (
  SELECT agency_id, unnest(generate_series(min(year), max(year)))::SMALLINT AS year
  FROM dim_report GROUP BY agency_id
), seen AS (
  SELECT agency_id, year, min(report_id) FILTER (is_current) AS report_id,
         count(*) FILTER (is_current) AS report_count, count(*) AS version_count
  FROM dim_report GROUP BY agency_id, year
)
SELECT a.agency_id, a.agency, y.year, CASE WHEN s.report_id IS NULL THEN 'missing' ELSE 'present' END AS status,
       s.report_id, r.form, r.requests_form, r.scope, r.quality, r.media,
       coalesce(s.report_count, 0) AS report_count, coalesce(s.version_count, 0) AS version_count
FROM span y
JOIN dim_agency a ON a.agency_id = y.agency_id
LEFT JOIN seen s ON s.agency_id = y.agency_id AND s.year = y.year
LEFT JOIN dim_report r ON r.report_id = s.report_id
