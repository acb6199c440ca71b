-- Q18 What share of lawsuits does the province lose? / 全省政府信息公开行政诉讼败诉率
-- Answer: one row a year: of all concluded cases, and of direct suits alone.
-- Mind: a case after reconsideration may be counted by two defendants, so the truth lies between the two rates;
-- 结果纠正 is not exactly a defeat.
SET VARIABLE agency = '青海省人民政府';

WITH direct AS (
  SELECT year, max(value) FILTER (item = 'litigation_direct_corrected') AS lost,
         max(value) FILTER (item = 'litigation_direct_total')
         - max(value) FILTER (item = 'litigation_direct_pending') AS concluded
  FROM region_year
  WHERE agency = getvariable('agency') AND starts_with(item, 'litigation_direct_')
  GROUP BY year
)
SELECT m.year, m.numerator::BIGINT AS lost, m.denominator::BIGINT AS concluded, round(m.value, 3) AS loss_rate,
       d.lost::BIGINT AS direct_lost, d.concluded::BIGINT AS direct_concluded,
       round(ratio(d.lost, d.concluded), 3) AS loss_rate_direct, m.n_reports, m.n_blank, m.n_missing, m.status
FROM region_metrics m
LEFT JOIN direct d USING (year)
WHERE m.metric = 'litigation_loss_rate' AND m.agency = getvariable('agency')
ORDER BY m.year;
