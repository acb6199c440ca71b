-- Totals by government and year, no body counted twice (see region_tile), with what is missing or uncertain; START HERE for regions / 各地区各年度合计（不重复计算，明细见region_tile），并注明缺报与不确定之处；地区数据从这里开始
-- region_code: Region of the government / 该政府所在地区
-- agency_id: The government; NULL when no report of it is here / 该政府；库中无其报告时为空
-- agency: The government / 该政府
-- level: Level of the region: province, prefecture, county / 地区层级
-- item: Column of agency_year that is added up, such as new_received / 合计项，即agency_year的列名
-- label_zh: Name of the item in Chinese / 合计项名称（中文）
-- label_en: Name of the item in English / 合计项名称（英文）
-- value: Sum over the reports counted, NULL when none has a number / 计入报告的合计；均无数值时为空
-- n_reports: Reports counted / 计入的报告数
-- n_blank: Reports counted without a number for this item (blank or not on their form); the sum leaves them out / 计入但该项无数值（空白或表中无此项）的报告数，合计未含
-- n_missing: Expected reports that are not here; the sum leaves them out / 应有而缺的报告数，合计未含
-- n_unknown: Reports counted as own work although their scope is unknown: bodies below may be counted twice / 统计范围未知而按本机关计入的报告数，其下级可能重复计入
-- n_review: Reports counted that need review / 计入但待核对的报告数
-- n_expected: Reports that should be there / 应有报告数
-- share_reporting: Reports counted by reports expected / 计入报告数与应有报告数之比
-- value_bottom_up: The same sum with every report on a whole region passed over, as a cross-check: lower where only that report has a body's figures / 不计任何全地区报告、自下而上的合计，供核对
-- is_stock: True for a stock, which must not be added over years / 是否存量（不可跨年相加）
-- status: ok, tilings_differ (the bodies below have more than 2 % more than the report that counts them), missing_reports, scope_unknown, no_report / ok正常、tilings_differ下级合计比其上级报告多2%以上、missing_reports有缺报、scope_unknown有范围未知的报告、no_report无报告
WITH long AS (
  SELECT * FROM (
    SELECT t.*, u.* EXCLUDE (root, of_year)
    FROM derived_total t LEFT JOIN derived_total_up u USING (root, of_year)
  ) UNPIVOT INCLUDE NULLS ((value, n_value, value_bottom_up) FOR item IN ({sum_triples}))
)
SELECT b.region_code, g.region, b.agency_id, coalesce(a.agency, g.region || '人民政府') AS agency, g.level, c.of_year::SMALLINT AS year,
       i.item, i.label_zh, i.label_en, l.value, c.n_reports, (c.n_reports - coalesce(l.n_value, 0))::BIGINT AS n_blank, c.n_missing,
       c.n_unknown, c.n_review, c.n_expected, c.n_reports / nullif(c.n_expected, 0) AS share_reporting, l.value_bottom_up, i.is_stock,
       CASE WHEN c.n_reports = 0 THEN 'no_report' WHEN c.n_unknown > 0 THEN 'scope_unknown'
            WHEN c.n_missing > 0 THEN 'missing_reports'
            WHEN l.value_bottom_up > 1.02 * l.value THEN 'tilings_differ' ELSE 'ok' END AS status
FROM derived_counts c
JOIN derived_body b ON b.node = c.root
CROSS JOIN (VALUES {item_labels}) i(item, label_zh, label_en, is_stock)
LEFT JOIN long l ON l.root = c.root AND l.of_year = c.of_year AND l.item = i.item
LEFT JOIN dim_agency a ON a.agency_id = b.agency_id
LEFT JOIN dim_region g ON g.region_code = b.region_code
WHERE c.n_reports > 0 OR b.agency_id IS NOT NULL
ORDER BY b.region_code, i.item, c.of_year
