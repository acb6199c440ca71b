-- Requests by region and year without counting anything twice: a lower bound that says what it leaves out / 各地区各年度申请数据（不重复计算）：为下限，并说明未计入者
-- region_code: GB/T 2260 code; agencies of exactly this code, no roll-up; NULL for agencies not resolved yet / 行政区划代码；仅含该代码的机关，不逐级汇总；未识别为空
-- basis: What is added up, NULL for nothing: whole_region = the one report of its government for the region, else own = all reports on the agency's own work / 依据：有全地区报告则取之，否则合计范围为本机关的报告；无则为空
-- item: Row of table 3, column total / 第三部分表格行项（总计列）
-- label_zh: Official label of the row / 行项名称（中文）
-- label_en: Label of the row in English / 行项名称（英文）
-- value: Sum of what is printed in the reports counted / 计入报告所印数值之和
-- counted_reports: Reports added up / 计入的报告数
-- blank_reports: Reports counted without a number for this row (blank, or not on their form); the sum leaves them out / 计入但该项无数值（空白或表中无此项）的报告数，合计未含
-- review_reports: Reports counted that need review / 计入但待核对的报告数
-- unknown_scope_reports: Current reports left out because their scope is unknown / 因统计范围未知而未计入的现行报告数
-- overlapping_reports: Current reports left out because they may overlap with those counted / 因可能重复而未计入的现行报告数
WITH current_report AS (
  SELECT r.report_id, r.year, r.scope, r.quality, a.region_code, a.kind
  FROM dim_report r JOIN dim_agency a USING (agency_id)
  WHERE r.is_current
), region AS (
  SELECT region_code, year,
         -- a government's only: a department with this scope counts its field, not the region. One only: two would
         -- count the region twice. And not without a region code, where different places stand together.
         arg_min(report_id, (quality = 'needs_review', report_id))
           FILTER (scope = 'whole_region' AND kind = 'government' AND region_code IS NOT NULL) AS whole_report_id,
         count(*) AS report_count, count(*) FILTER (scope = 'unknown') AS unknown_scope_reports
  FROM current_report GROUP BY region_code, year
), counted AS (
  SELECT c.*, g.whole_report_id IS NOT NULL AS is_whole
  FROM current_report c
  JOIN region g ON g.region_code IS NOT DISTINCT FROM c.region_code AND g.year = c.year
  WHERE c.report_id = g.whole_report_id OR (g.whole_report_id IS NULL AND c.scope = 'own')
), included AS (
  SELECT region_code, year, any_value(is_whole) AS is_whole, count(*) AS counted_reports,
         count(*) FILTER (quality = 'needs_review') AS review_reports
  FROM counted GROUP BY region_code, year
), summed AS (
  SELECT c.region_code, c.year, f.item, sum(f.value)::BIGINT AS value, count(f.value) AS number_count
  FROM counted c JOIN fact_request f ON f.report_id = c.report_id AND f.applicant = 'total'
  GROUP BY c.region_code, c.year, f.item
)
SELECT g.region_code, d.region, g.year, CASE WHEN n.is_whole THEN 'whole_region' WHEN NOT n.is_whole THEN 'own' END AS basis,
       i.code AS item, i.label_zh, i.label_en, s.value, coalesce(n.counted_reports, 0) AS counted_reports,
       coalesce(n.counted_reports - coalesce(s.number_count, 0), 0) AS blank_reports,
       coalesce(n.review_reports, 0) AS review_reports, g.unknown_scope_reports,
       g.report_count - g.unknown_scope_reports - coalesce(n.counted_reports, 0) AS overlapping_reports
FROM region g
CROSS JOIN dim_request_item i
LEFT JOIN included n ON n.region_code IS NOT DISTINCT FROM g.region_code AND n.year = g.year
LEFT JOIN summed s ON s.region_code IS NOT DISTINCT FROM g.region_code AND s.year = g.year AND s.item = i.code
LEFT JOIN dim_region d ON d.region_code = g.region_code
