-- Sums of every figure over the bodies of a government and year, and the parts of every metric.
SELECT root, of_year, {sums}, {metric_sums}
FROM (
  SELECT c.root, c.year AS of_year, b.report_id AS tile FROM derived_climb c
  JOIN derived_body_year b ON b.node = c.node AND b.year = c.year
  WHERE c.counts
) t JOIN report_wide ON report_id = tile
GROUP BY root, of_year
