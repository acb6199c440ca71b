-- Metrics by agency and year (long); definitions in metrics.yml, ratios computed from printed figures / 各机关各年度指标（长表）；定义见metrics.yml，比率由所印数值计算
-- metric: Metric / 指标代码
-- label_zh: Name of the metric in Chinese / 指标名称（中文）
-- label_en: Name of the metric in English / 指标名称（英文）
-- value: Numerator by denominator, or the count itself; NULL where status says why / 分子除以分母，或数量本身；为空时见status
-- numerator: Numerator / 分子
-- denominator: Denominator; NULL for a plain count / 分母；纯数量为空
-- status: ok, small_n (denominator below the minimum), no_denominator (it is 0), missing_input (a figure is blank), form_break (not on this form) / ok正常、small_n分母过小、no_denominator分母为零、missing_input有数值空缺、form_break该表格版本无此项
WITH long AS (
  SELECT report_id, agency_id, agency, year, form, scope, quality, unnest({metrics}) AS m
  FROM agency_year
)
SELECT m.metric, agency_id, agency, year,
       CASE WHEN NOT m.in_form THEN NULL
            WHEN m.is_ratio THEN m.numerator::DOUBLE / nullif(m.denominator, 0)::DOUBLE
            ELSE m.numerator::DOUBLE END AS value,
       m.numerator AS numerator, m.denominator AS denominator,
       CASE WHEN NOT m.in_form THEN 'form_break'
            WHEN m.numerator IS NULL OR (m.is_ratio AND m.denominator IS NULL) THEN 'missing_input'
            WHEN m.is_ratio AND m.denominator = 0 THEN 'no_denominator'
            WHEN m.is_ratio AND m.denominator < m.min_n THEN 'small_n'
            ELSE 'ok' END AS status,
       m.label_zh AS label_zh, m.label_en AS label_en, report_id, form, scope, quality
FROM long
