-- Agencies by year: is there a report, how good and how late, and if not, why / 各机关各年度有无报告、质量与是否迟发，缺报则说明原因
-- agency_id: Agency; NULL when no report of it is here / 机关；库中无其报告时为空
-- year: Reporting year, also a year without a report / 报告年度（含缺报年度）
-- status: present or missing / 有报告为present，缺报为missing
-- reason: Why it is missing: rejected (a file named after it could not be read), no_file, not_seen_since (none in any later year) / 缺报原因：rejected有同名文件但未能读取、no_file无文件、not_seen_since此后年度均无
-- detail: Of a rejected file its path and what is wrong; of not_seen_since the last year seen / 未能读取的文件路径与原因；not_seen_since为最后所见年度
-- is_expected: Whether the report should be there / 是否应有该报告
-- expected_basis: stated = by a person; series = between first and last year seen; NULL: not expected / 依据：stated人工列出、series首末年之间；为空即非应有
-- report_count: Current reports of the year (more than one where scopes differ) / 该年度现行报告数（范围不同时可多于一份）
-- version_count: Versions of these reports in the warehouse / 库中版本数
-- report_id: Current report; that of agency_year if there are several / 现行报告编号（有多份时取agency_year所取者）
-- due_on: Last day to publish / 公布期限
-- days_late: Days from due_on to the first version's date; NULL without a date printed in the report / 迟发天数；报告未印日期为空
WITH last_year AS (
  SELECT max(year) AS year FROM dim_report
), seen AS (
  SELECT agency_id, year, count(*) FILTER (is_current) AS report_count, count(*) AS version_count FROM part_report GROUP BY ALL
), last_seen AS (
  SELECT agency_id, max(year) AS year FROM part_report GROUP BY agency_id
), asked AS (
  SELECT agency_id, agency_key, agency, year, due_on, basis FROM expected_report
  UNION ALL
  SELECT s.agency_id, a.agency_key, a.agency, s.year, NULL, NULL FROM seen s JOIN dim_agency a USING (agency_id)
  WHERE NOT EXISTS (FROM expected_report e WHERE e.agency_id = s.agency_id AND e.year = s.year)
  UNION ALL
  SELECT l.agency_id, a.agency_key, a.agency, unnest(generate_series(l.year + 1, (SELECT year FROM last_year)))::SMALLINT, NULL, 'after'
  FROM last_seen l JOIN dim_agency a USING (agency_id) WHERE l.year < (SELECT year FROM last_year)
), chosen AS (
  SELECT * FROM report_wide WHERE is_chosen
), one AS (
  SELECT DISTINCT ON (agency_key, year) * FROM asked ORDER BY agency_key, year, basis = 'after'
)
SELECT y.agency_id, y.agency, a.kind, a.level, a.region_code, y.year, CASE WHEN w.report_id IS NULL THEN 'missing' ELSE 'present' END AS status,
       CASE WHEN w.report_id IS NOT NULL THEN NULL WHEN f.detail IS NOT NULL THEN 'rejected'
            WHEN y.basis = 'after' THEN 'not_seen_since' ELSE 'no_file' END AS reason,
       CASE WHEN w.report_id IS NULL THEN coalesce(f.detail, CASE WHEN y.basis = 'after' THEN l.year::VARCHAR END) END AS detail,
       coalesce(y.basis <> 'after', false) AS is_expected, CASE WHEN y.basis <> 'after' THEN y.basis END AS expected_basis,
       coalesce(w.due_on, y.due_on) AS due_on, w.published_on, w.published_basis, w.days_late, w.report_id, w.form, w.requests_form,
       w.scope, w.quality, r.media, coalesce(s.report_count, 0) AS report_count, coalesce(s.version_count, 0) AS version_count
FROM one y
LEFT JOIN dim_agency a ON a.agency_id = y.agency_id
LEFT JOIN chosen w ON w.agency_id = y.agency_id AND w.year = y.year
LEFT JOIN part_report r ON r.report_id = w.report_id
LEFT JOIN seen s ON s.agency_id = y.agency_id AND s.year = y.year
LEFT JOIN derived_failed f ON f.agency_id = y.agency_id AND f.year = y.year
LEFT JOIN last_seen l ON l.agency_id = y.agency_id
ORDER BY y.year, y.agency_key
