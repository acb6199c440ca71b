-- Metrics by government and year over the bodies of region_tile: summed numerators by summed denominators / 各地区各年度指标：按region_tile所列机关分子分母分别合计后计算
-- metric: Metric / 指标代码
-- part: Member of a family of metrics; NULL outside of one / 一族指标中的一个，否则为空
-- agency_id: The government; NULL when no report of it is here / 该政府；库中无其报告时为空
-- agency: The government / 该政府
-- value: Value; shares are 0 to 1 / 指标值（比例为0至1）
-- numerator: Sum of numerators over reports that have both parts / 分子合计（仅计分子分母俱全的报告）
-- denominator: Sum of denominators over the same reports / 分母合计（同上）
-- status: ok, small_n, no_denominator, missing_input (no report has the figures), scope_unknown (bodies may be counted twice), no_report / 同metrics；scope_unknown可能重复计入，no_report无报告
-- unit: Unit / 单位
-- label_zh: Name of the metric in Chinese / 指标名称（中文）
-- label_en: Name of the metric in English / 指标名称（英文）
-- n_reports: Reports in the total / 计入的报告数
-- n_blank: Reports in the total without the figures of this metric / 计入但缺本指标数值的报告数
-- n_missing: Expected reports that are not here / 应有而缺的报告数
-- n_unknown: Reports in the total whose scope is unknown / 计入但统计范围未知的报告数
-- n_expected: Reports that should be there / 应有报告数
-- share_reporting: Reports in the total by reports expected / 计入报告数与应有报告数之比
WITH known AS (
  SELECT c.*, t.* EXCLUDE (root, of_year), p.population, {of_counts}
  FROM derived_counts c
  JOIN derived_body b ON b.node = c.root
  LEFT JOIN derived_total t USING (root, of_year)
  LEFT JOIN region_population p ON p.region_code = b.region_code AND p.year = c.of_year
), long AS (
  SELECT * FROM (SELECT root, of_year, {metric_columns} FROM known)
  UNPIVOT INCLUDE NULLS ((numerator, denominator, n_known) FOR key IN ({metric_triples}))
)
SELECT m.metric, m.part, b.region_code, g.region, b.agency_id, coalesce(a.agency, g.region || '人民政府') AS agency, g.level,
       c.of_year::SMALLINT AS year,
       CASE WHEN m.denominator IS NULL THEN l.numerator::DOUBLE ELSE l.numerator::DOUBLE / nullif(l.denominator, 0)::DOUBLE END AS value,
       l.numerator, CASE WHEN m.denominator IS NOT NULL THEN l.denominator END AS denominator,
       CASE WHEN c.n_reports = 0 THEN 'no_report' WHEN coalesce(l.n_known, 0) = 0 THEN 'missing_input'
            WHEN m.denominator IS NOT NULL AND l.denominator = 0 THEN 'no_denominator'
            WHEN m.denominator IS NOT NULL AND l.denominator < m.min_n THEN 'small_n'
            WHEN c.n_unknown > 0 THEN 'scope_unknown' ELSE 'ok' END AS status,
       m.unit, concat_ws('：', m.label_zh, m.part_zh) AS label_zh, concat_ws(': ', m.label_en, m.part_en) AS label_en,
       c.n_reports, (c.n_reports - coalesce(l.n_known, 0))::BIGINT AS n_blank, c.n_missing, c.n_unknown, c.n_expected,
       c.n_reports / nullif(c.n_expected, 0) AS share_reporting
FROM derived_counts c
JOIN derived_body b ON b.node = c.root
CROSS JOIN (SELECT *, concat_ws('_', metric, part) AS key FROM dim_metric WHERE additivity <> 'none') m
LEFT JOIN long l ON l.root = c.root AND l.of_year = c.of_year AND l.key = m.key
LEFT JOIN dim_agency a ON a.agency_id = b.agency_id
LEFT JOIN dim_region g ON g.region_code = b.region_code
WHERE c.n_reports > 0 OR b.agency_id IS NOT NULL
ORDER BY b.region_code, m.metric, m.part, c.of_year
